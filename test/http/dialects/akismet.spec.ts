import { randomUUID } from 'node:crypto';
import { Receiver } from '../notify/receiver';
import { DialectWorld, remark, type Reply, WORDS } from './dialect-world';
import { expectStatus, type ConnectionInWorld } from '../../support/world';

const BLOG = 'https://news.example/blog';
const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';

let at: DialectWorld;
let key: ConnectionInWorld;

beforeAll(async () => {
  at = await DialectWorld.open({ WEIR_TRUSTED_PROXIES: '10.0.0.0/8' });
  key = await at.connection('akismet');
});

afterAll(() => at.close());

type Fields = Readonly<Record<string, string>>;

/** A comment as clients send one, by somebody new. */
const comment = (more: Fields = {}): Record<string, string> => ({
  blog: BLOG,
  user_ip: '203.0.113.9',
  user_agent: 'Mozilla/5.0',
  referrer: 'https://news.example/',
  permalink: 'https://news.example/blog/2026/harbour',
  comment_type: 'comment',
  comment_author: 'Ana',
  comment_author_email: `${randomUUID()}@reader.example`,
  comment_content: remark(),
  ...more,
});

const post = (operation: string, fields: Fields, headers: Fields = {}, url = `/1.1/${operation}`): Promise<Reply> => at.send(url, new URLSearchParams(fields).toString(), { 'content-type': FORM, ...headers });
const check = (more: Fields = {}, secret = key.secret): Promise<Reply> => post('comment-check', { api_key: secret, ...comment(more) });
const guidOf = ({ headers }: Reply): string => String(headers['x-akismet-guid']);

describe('comment-check', () => {
  it('is false for what is published, true for what is rejected, as a text without a line break', async () => {
    for (const [word, body] of [['', 'false'], [WORDS.reject, 'true']] as const) {
      const reply = await check({ comment_content: remark(word) });
      expect(reply).toMatchObject({ status: 200, body, headers: { 'content-type': expect.stringMatching(/^text\/plain/), 'x-akismet-guid': expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    }
  });

  it('is false with a time to ask again for what waits for a moderator, and it waits at the desk', async () => {
    const reply = await check({ comment_content: remark(WORDS.hold) });
    expect(reply).toMatchObject({ status: 200, body: 'false', headers: { 'x-akismet-recheck-after': '1800' } });
    expect((await at.waiting()).map((item) => item.comment.id)).toContain(guidOf(reply));
    expect((await check()).headers).not.toHaveProperty('x-akismet-recheck-after');
  });

  it('is true for what waits where the client does not know how to ask again', async () => {
    const careful = await at.connection('akismet', { heldAs: 'spam' });
    expect(await check({ comment_content: remark(WORDS.hold) }, careful.secret)).toMatchObject({ body: 'true' });
  });

  it('says discard only for what a rule says no person need see', async () => {
    expect((await check({ comment_content: remark(WORDS.discard) })).headers['x-akismet-pro-tip']).toBe('discard');
    expect((await check({ comment_content: remark(WORDS.reject) })).headers).not.toHaveProperty('x-akismet-pro-tip');
  });

  it('never brings headers that clients take for a failure', async () => {
    for (const word of ['', ...Object.values(WORDS)]) {
      const names = Object.keys((await check({ comment_content: remark(word) })).headers);
      expect(names.filter((name) => /^x-akismet-(debug-help|alert|error)/.test(name))).toEqual([]);
    }
  });

  it('stores a real comment: article from the permalink, author by a hash, the texts as they came', async () => {
    const fields = { comment_content: `<b>${remark(WORDS.hold)}</b>`, permalink: 'https://news.example/harbour#comment-7', 'comment_context[0]': 'port', 'comment_context[1]': 'ships', comment_author_email: 'Ana@Reader.example', comment_post_ID: '77' };
    const id = guidOf(await check(fields));
    const stored = await at.comment(id);
    expect(stored).toMatchObject({ status: 'held', format: 'html', body: fields.comment_content, article: { id: 'https://news.example/harbour' }, author: { name: 'Ana', kind: 'anonymous', id: expect.stringMatching(/^email:[\w-]{43}$/) }, metadata: { akismet: { connection: key.id, blog: BLOG, postId: '77' } } });
    expect(JSON.stringify(stored).toLowerCase()).not.toContain('reader.example');
    const again = await at.comment(guidOf(await check({ comment_author_email: 'ana@reader.example' })));
    expect(again['author']).toEqual(stored['author']);
    const { body: article } = await at.client.get(at.path(`articles/${encodeURIComponent('https://news.example/harbour')}`));
    expect(article).toMatchObject({ tags: ['port', 'ships'], url: 'https://news.example/harbour' });
  });

  it('takes the same comment sent again within a minute for the same, and another reader who says it for another', async () => {
    const fields = { comment_content: remark(WORDS.hold), comment_author_email: 'twice@reader.example' };
    const [first, second] = [await check(fields), await check(fields)];
    expect(guidOf(second)).toBe(guidOf(first));
    expect(guidOf(await check({ ...fields, comment_author_email: 'other@reader.example' }))).not.toBe(guidOf(first));
    const together = { comment_content: remark(), comment_author_email: 'three@reader.example' };
    expect(new Set((await Promise.all([check(together), check(together), check(together)])).map(guidOf)).size).toBe(1);
  });

  it('asked again, says what a moderator has decided meanwhile', async () => {
    const fields = { comment_content: remark(WORDS.hold), comment_author_email: 'again@reader.example' };
    const id = guidOf(await check(fields));
    const recheck = { ...fields, recheck_reason: 'recheck', comment_ID: '12', comment_date_gmt: '2026-11-29 10:00:00' };
    expect(await check(recheck)).toMatchObject({ body: 'false', headers: { 'x-akismet-guid': id, 'x-akismet-recheck-after': expect.any(String) } });
    await at.decide(id, 'reject');
    expect(await check(recheck)).toMatchObject({ body: 'true', headers: { 'x-akismet-guid': id } });
    await at.decide(id, 'approve');
    const approved = await check(recheck);
    expect(approved).toMatchObject({ body: 'false', headers: { 'x-akismet-guid': id } });
    expect(approved.headers).not.toHaveProperty('x-akismet-recheck-after');
  });

  it('judges what comes under a closed article with rejection', async () => {
    const article = `https://news.example/closed-${randomUUID()}`;
    expectStatus(await at.client.put(at.path(`articles/${encodeURIComponent(article)}`), { title: 'Closed', commentsMode: 'closed' }), 200);
    const reply = await check({ permalink: article });
    expect(reply.body).toBe('true');
    expect((await at.comment(guidOf(reply))).status).toBe('rejected');
  });

  it('judges what waits under a premoderated article by holding', async () => {
    const article = `https://news.example/premoderated-${randomUUID()}`;
    expectStatus(await at.client.put(at.path(`articles/${encodeURIComponent(article)}`), { title: 'Careful', commentsMode: 'premoderated' }), 200);
    expect((await check({ permalink: article })).headers['x-akismet-recheck-after']).toBe('1800');
  });

  it('takes an empty user_ip, dates and emails it cannot read, and every key it does not know', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, place) => [`HTTP_X_${String(place)}`, 'x']));
    const wordpress = { user_ip: '', comment_date_gmt: 'yesterday', comment_author_email: 'no address', comment_post_ID: '1', comment_parent: '0', user_ID: '0', akismet_comment_nonce: 'inactive', 'POST_comment': 'x', REMOTE_ADDR: '10.0.0.1', REQUEST_URI: '/', DOCUMENT_URI: '/', ...many };
    expect(await check(wordpress)).toMatchObject({ status: 200, body: 'false' });
  });

  it('takes a long text, also longer than the site lets its own readers write', async () => {
    const body = `${remark()} ${'wörter '.repeat(4_500)}`;
    const reply = await check({ comment_content: body });
    expect(reply.body).toMatch(/^(true|false)$/);
    expect((await at.comment(guidOf(reply)))['body']).toBe(body);
    expect((await check({ comment_content: `${remark()} ${'x'.repeat(60_000)}` })).status).toBe(200);
    expect((await at.lastCall(key.id)).odd).toEqual([expect.stringContaining('longer')]);
  });

  it('has room for a megabyte, and says so beyond it', async () => {
    const over = await check({ comment_content: remark(), POST_comment: 'x'.repeat(1_000_000) });
    expect(over).toMatchObject({ status: 413, headers: { 'x-akismet-error': 'payload_too_large' } });
    expect((await check({ POST_comment: 'x'.repeat(990_000) })).status).toBe(200);
  });

  it('drops what no database keeps: NUL characters and halves of pairs', async () => {
    const reply = await post('comment-check', { api_key: key.secret, ...comment({ comment_content: `nul\u0000here ${remark()}`, comment_author: 'A\u0000na' }) });
    expect((await at.comment(guidOf(reply)))['body']).toMatch(/^nulhere /);
  });

  it('reads a form in the charset of the blog', async () => {
    const fields = new URLSearchParams({ api_key: key.secret, ...comment() });
    fields.delete('comment_content');
    const reply = await at.send('/1.1/comment-check', `${fields.toString()}&comment_content=caf%E9+${remark().replaceAll(' ', '+')}`, { 'content-type': 'application/x-www-form-urlencoded; charset=ISO-8859-1' });
    expect((await at.comment(guidOf(reply)))['body']).toMatch(/^café /);
  });

  it('counts the honeypot field that the client names', async () => {
    const id = guidOf(await check({ honeypot_field_name: 'hp', hp: 'filled in', comment_content: remark(WORDS.hold) }));
    const { body } = await at.client.get(at.path(`comments/${id}/evaluations`));
    expect(JSON.stringify(body)).not.toContain('filled in');
  });

  it('reads content_type, as Discourse names it', async () => {
    const fields = new URLSearchParams({ api_key: key.secret, ...comment({ content_type: 'forum-post' }) });
    fields.delete('comment_type');
    const id = guidOf(await at.send('/1.1/comment-check', fields.toString(), { 'content-type': FORM }));
    expect((await at.comment(id))['metadata']).toMatchObject({ akismet: { type: 'forum-post' } });
  });

  it('without a text has nothing to judge', async () => {
    const before = (await at.comments()).length;
    expect(await check({ comment_content: ' ' })).toMatchObject({ body: 'false', headers: { 'x-akismet-guid': expect.any(String) } });
    expect(await at.comments()).toHaveLength(before);
  });

  it('without a blog is invalid, and says why', async () => {
    expect(await check({ blog: '' })).toMatchObject({ status: 200, body: 'invalid', headers: { 'x-akismet-debug-help': expect.stringContaining('blog') } });
  });
});

describe('the reserved test values', () => {
  const unchanged = async (work: () => Promise<void>): Promise<void> => {
    const before = (await at.comments()).map(({ id }) => id);
    await work();
    expect((await at.comments()).map(({ id }) => id)).toEqual(before);
  };

  it.each<[string, Fields, string]>([
    ['the author viagra-test-123', { comment_author: 'viagra-test-123' }, 'true'],
    ['the guaranteed address', { comment_author_email: 'akismet-guaranteed-spam@example.com' }, 'true'],
    ['an administrator', { user_role: 'administrator', comment_content: `a ${WORDS.reject}` }, 'false'],
  ])('%s: %j is answered %s, and nothing is stored', async (_, fields, body) => {
    await unchanged(async () => {
      expect(await check(fields)).toMatchObject({ status: 200, body, headers: { 'x-akismet-guid': expect.any(String) } });
      expect(await check({ ...fields, is_test: 'True' })).toMatchObject({ body });
    });
  });

  it.each(['1', 'true', 'True'])('is_test=%s is judged and leaves nothing behind', async (is_test) => {
    await unchanged(async () => {
      expect((await check({ is_test })).body).toBe('false');
      expect((await check({ is_test, comment_content: remark(WORDS.reject) })).body).toBe('true');
      expect((await check({ is_test, comment_content: remark(WORDS.hold) })).headers['x-akismet-recheck-after']).toBe('1800');
      expect(await post('submit-spam', { api_key: key.secret, is_test, ...comment() })).toMatchObject({ body: 'Thanks for making the web a better place.' });
    });
  });
});

describe('the key', () => {
  const invalid = { status: 200, body: 'invalid' };

  it.each([['key'], ['api_key']])('is verified as %s', async (name) => {
    const reply = await post('verify-key', { [name]: key.secret, blog: BLOG });
    expect(reply).toMatchObject({ status: 200, body: 'valid' });
    expect(reply.headers).not.toHaveProperty('x-akismet-debug-help');
    expect(await post('verify-key', { [name]: 'abcdefghijkl', blog: BLOG })).toMatchObject({ ...invalid, headers: { 'x-akismet-debug-help': expect.any(String) } });
  });

  it('to be verified is `key`, whatever key is stored beside it', async () => {
    expect(await post('verify-key', { key: 'abcdefghijkl', api_key: key.secret, blog: BLOG })).toMatchObject(invalid);
    expect(await post('verify-key', { key: key.secret, api_key: 'abcdefghijkl', blog: BLOG })).toMatchObject({ body: 'valid' });
  });

  it('of every other call is `api_key` before the host label before `key`', async () => {
    const host = (label: string): Fields => ({ host: `${label}.weir.example:8080` });
    const wrong = 'abcdefghijkl';
    expect(await post('comment-check', { api_key: key.secret, key: wrong, ...comment() }, host(wrong))).toMatchObject({ body: 'false' });
    expect(await post('comment-check', { api_key: wrong, key: key.secret, ...comment() }, host(key.secret))).toMatchObject(invalid);
    expect(await post('comment-check', { key: wrong, ...comment() }, host(key.secret))).toMatchObject({ body: 'false' });
    expect(await post('comment-check', { key: key.secret, ...comment() }, host(wrong))).toMatchObject(invalid);
    expect(await post('comment-check', { key: key.secret, ...comment() })).toMatchObject({ body: 'false' });
  });

  it('has no capital letters, however it is written', async () => {
    expect(await post('verify-key', { key: key.secret.toUpperCase(), blog: BLOG })).toMatchObject({ body: 'valid' });
    expect(await post('comment-check', comment(), { host: `${key.secret.toUpperCase()}.weir.example` })).toMatchObject({ body: 'false' });
  });

  it('counts from X-Forwarded-Host only behind a trusted proxy', async () => {
    const forwarded = { host: 'weir.internal', 'x-forwarded-host': `${key.secret}.weir.example` };
    expect(await post('comment-check', comment(), forwarded)).toMatchObject(invalid);
    const { body } = await at.service.app.inject({ method: 'POST', url: '/1.1/comment-check', remoteAddress: '10.0.0.7', headers: { 'content-type': FORM, ...forwarded }, payload: new URLSearchParams(comment()).toString() });
    expect(body).toBe('false');
  });

  it('is not one of another dialect, nor one that was removed', async () => {
    const { id, secret } = await at.connection('akismet');
    expectStatus(await at.client.delete(at.path(`connections/${id}`)), 204);
    for (const wrong of [secret, (await at.connection('perspective')).secret, '', ' ']) expect(await check({}, wrong)).toMatchObject(invalid);
  });
});

describe('submit-spam and submit-ham', () => {
  const thanks = { status: 200, body: 'Thanks for making the web a better place.' };

  it('bring what was published to the desk, once, found by its guid or its text', async () => {
    for (const how of ['guid', 'text'] as const) {
      const fields = comment();
      const id = guidOf(await post('comment-check', { api_key: key.secret, ...fields }));
      const feedback = { api_key: key.secret, ...(how === 'guid' ? { ...fields, guid: id, comment_content: 'changed by the blog' } : fields), reporter: 'editor', comment_check_response: 'false', site_domain: 'news.example' };
      for (let time = 0; time < 2; time++) expect(await post('submit-spam', feedback)).toMatchObject(thanks);
      expect((await at.waiting()).filter((item) => item.comment.id === id)).toHaveLength(1);
      expect((await at.comment(id)).status).toBe('published');
    }
  });

  it('bring what was rejected to the desk as an appeal', async () => {
    const fields = comment({ comment_content: remark(WORDS.reject) });
    const id = guidOf(await post('comment-check', { api_key: key.secret, ...fields }));
    expect((await at.waiting()).map((item) => item.comment.id)).not.toContain(id);
    expect(await post('submit-ham', { api_key: key.secret, ...fields })).toMatchObject(thanks);
    expect((await at.waiting()).map((item) => item.comment.id)).toContain(id);
    expect((await at.comment(id)).status).toBe('rejected');
  });

  it('that agree change nothing, and of a comment nobody knows neither', async () => {
    const fields = comment({ comment_content: remark(WORDS.reject) });
    const id = guidOf(await post('comment-check', { api_key: key.secret, ...fields }));
    await post('submit-spam', { api_key: key.secret, ...fields });
    expect((await at.waiting()).map((item) => item.comment.id)).not.toContain(id);
    expect(await post('submit-ham', { api_key: key.secret, ...comment() })).toMatchObject(thanks);
    expect(await at.lastCall(key.id)).toMatchObject({ operation: 'submit-ham', outcome: 'unknown', odd: [expect.stringContaining('knows no such comment')] });
  });

  it('with a wrong key are invalid', async () => {
    for (const operation of ['submit-spam', 'submit-ham']) expect(await post(operation, { api_key: 'abcdefghijkl', ...comment() })).toMatchObject({ status: 200, body: 'invalid' });
  });
});

describe('the callback', () => {
  let blog: Receiver;
  let called: ConnectionInWorld;

  beforeEach(async () => {
    blog = await Receiver.start();
    called = await at.connection('akismet', { callbackHosts: [new URL(blog.url).host] });
  });

  afterEach(() => blog.stop());

  const held = async (callback = blog.url): Promise<string> => guidOf(await check({ comment_content: remark(WORDS.hold), callback, comment_post_ID: '77', comment_parent: '0' }, called.secret));

  it.each([['approve', 'false'], ['reject', 'true']] as const)('after %s tells the blog %s with the key, as WordPress reads it', async (action, result) => {
    const guid = await held();
    await at.decide(guid, action);
    await at.callBack();
    expect(blog.received).toHaveLength(1);
    expect(blog.at(0)).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(blog.at(0).body)).toEqual({ key: called.secret, endpoint: 'comment-check', comments: [{ guid, result, comment_post_ID: '77', comment_parent: '0' }] });
    expect(await at.lastCall(called.id)).toMatchObject({ operation: 'callback', status: 204, outcome: result, odd: [] });
  });

  it('goes to no host that the site has not allowed, and the list of calls says which it would be', async () => {
    const guid = await held('https://elsewhere.example/wp-json/akismet/v1/webhook');
    expect((await at.lastCall(called.id)).odd).toEqual([expect.stringContaining('allow elsewhere.example')]);
    await at.decide(guid, 'approve');
    await at.callBack();
    expect(await at.lastCall(called.id)).toMatchObject({ operation: 'comment-check' });
  });

  it('goes to no address of a private network, whatever the site allows', async () => {
    const strict = await DialectWorld.open({ WEIR_WEBHOOK_ALLOW_NETWORKS: '' });
    try {
      const { id, secret } = await strict.connection('akismet', { callbackHosts: [new URL(blog.url).host] });
      const reply = await strict.send('/1.1/comment-check', new URLSearchParams({ api_key: secret, ...comment({ comment_content: remark(WORDS.hold), callback: blog.url }) }).toString(), { 'content-type': FORM });
      await strict.decide(guidOf(reply), 'approve');
      await strict.callBack();
      expect(blog.received).toEqual([]);
      expect(await strict.lastCall(id)).toMatchObject({ operation: 'callback', status: 0, odd: [expect.stringContaining('not public')] });
    } finally {
      await strict.close();
    }
  });

  it('follows no redirect, is kept in the list of calls when it fails, and is not made for what nobody decided', async () => {
    blog.answersWith([302, { location: 'http://127.0.0.1:1/' }]);
    const [guid] = [await held(), await held()];
    await at.callBack();
    expect(blog.received).toEqual([]);
    await at.decide(guid, 'approve');
    await at.callBack();
    expect(blog.received).toHaveLength(1);
    expect(await at.lastCall(called.id)).toMatchObject({ operation: 'callback', status: 302, odd: [expect.stringContaining('302')] });
  });

  it('is not made by a connection that was switched off', async () => {
    const guid = await held();
    expectStatus(await at.client.patch(at.path(`connections/${called.id}`), { isEnabled: false }), 200);
    await at.decide(guid, 'approve');
    await at.callBack();
    expect(blog.received).toEqual([]);
  });
});

describe('what else the protocol has', () => {
  it('says without a key that there is somebody', async () => {
    expect(await at.world.nobody.get('/1.1/test')).toMatchObject({ status: 200, body: 'connected' });
  });

  it('says good-bye and keeps the connection', async () => {
    expect(await post('deactivate', { key: key.secret, blog: BLOG })).toMatchObject({ status: 200, body: 'deactivated' });
    expect((await check()).status).toBe(200);
  });

  it('tells how often the key was used this month, by GET and by POST', async () => {
    const { secret } = await at.connection('akismet');
    for (let time = 0; time < 3; time++) await check({}, secret);
    const expected = { limit: 'none', usage: 3, percentage: '0.00', throttled: false };
    const { body } = await at.world.nobody.get(`/1.2/usage-limit?api_key=${secret}`);
    expect(body).toEqual(expected);
    expect(JSON.parse((await post('', { api_key: secret, extended: '1' }, {}, '/1.2/usage-limit')).body)).toEqual({ ...expected, notice_level: null, upgrade: false });
    expect(await at.world.nobody.get('/1.2/usage-limit?api_key=abcdefghijkl')).toMatchObject({ status: 200, body: 'invalid' });
  });

  it('tells which blogs used it, in JSON and CSV', async () => {
    const { secret } = await at.connection('akismet');
    await check({ blog: 'https://a.example' }, secret);
    await check({ blog: 'https://b.example/', comment_content: remark(WORDS.reject) }, secret);
    const again = comment({ blog: 'https://b.example/' });
    await post('comment-check', { api_key: secret, ...again });
    await post('submit-spam', { api_key: secret, ...again });
    const month = new Date().toISOString().slice(0, 7);
    const ask = async (query: string): Promise<unknown> => (await at.world.nobody.get(`/1.2/key-sites?api_key=${secret}${query}`)).body;
    const [a, b] = [{ site: 'a.example', api_calls: 1, spam: 0, ham: 1, missed_spam: 0, false_positives: 0, is_revoked: false }, { site: 'b.example', api_calls: 3, spam: 1, ham: 1, missed_spam: 1, false_positives: 0, is_revoked: false }];
    expect(await ask('')).toEqual({ [month]: [b, a], limit: 500, offset: 0, total: 2 });
    expect(await ask(`&filter=a.ex&month=${month}`)).toEqual({ [month]: [a], limit: 500, offset: 0, total: 1 });
    expect(await ask('&month=2020-01')).toEqual({ '2020-01': [], limit: 500, offset: 0, total: 0 });
    expect(String(await ask('&format=csv&order=ham')).split('\n').slice(1)).toEqual(['Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked', 'a.example,1,0,1,0,0,false', 'b.example,3,1,1,1,0,false', '']);
    await check({ blog: '=HYPERLINK("http://evil.example","x")' }, secret);
    expect(String(await ask('&format=csv&filter=hyperlink')).split('\n')[2]).toMatch(/^"'=hyperlink/);
    expect(await at.world.nobody.get('/1.2/key-sites?api_key=abcdefghijkl')).toMatchObject({ status: 200, body: 'invalid' });
  });
});

describe('the test of a connection', () => {
  it('judges a remark without storing it, and says who would be called back', async () => {
    const { id, secret } = await at.connection('akismet', { callbackHosts: ['news.example'] });
    await check({}, secret);
    const before = (await at.comments()).length;
    const { body } = expectStatus(await at.client.post(at.path(`connections/${id}/test`)), 200);
    expect(body).toMatchObject({ isOk: true, steps: [{ name: 'enabled' }, { name: 'secret' }, { name: 'judging', detail: expect.stringContaining('published') }, { name: 'callback', detail: expect.stringContaining('news.example') }, { name: 'calls' }] });
    expect(await at.comments()).toHaveLength(before);
  });
});
