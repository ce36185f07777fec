import { randomUUID } from 'node:crypto';
import { SignalRounds } from '../../../src/evaluate/signals/signal-rounds';
import { holdingRule, SignalsWorld } from './signals-world';

let world: SignalsWorld;

beforeAll(async () => { world = await SignalsWorld.open(); });
afterAll(() => world.close());

const newcomer = (): { id: string; name: string } => ({ id: `u-${randomUUID()}`, name: 'Ana' });

describe('a label put on by a rule', () => {
  beforeAll(async () => {
    await world.desk.publish([
      holdingRule('mark', { body: { words: 'zorble' } }, { action: 'none', label: [{ entity: 'author', add: 'watched', ttl: '7d' }, { entity: 'ip', add: 'noisy', ttl: '1h' }, { entity: 'domain', add: 'seen' }, { entity: 'article', add: 'hot' }] }),
      holdingRule('watched', { 'author.labels': { any_in: ['watched', 'noisy'] } }),
    ]);
  });

  it('is seen with the next comment of its author, and of whoever writes from the same address', async () => {
    const [author, request] = [newcomer(), { ip: '198.51.100.7' }];
    expect((await world.send('A zorble at https://boats.example.com/x', { author, request })).status).toBe('published');
    await world.work();
    const next = await world.send('A calm remark.', { author });
    expect([next.status, (await world.facts(next.id)).fields['author.labels']]).toEqual(['held', ['watched']]);
    expect((await world.facts((await world.send('Another calm remark.', { author: newcomer(), request })).id)).fields['author.labels']).toEqual(['noisy']);
    expect((await world.send('A third calm remark.', { author: newcomer() })).status).toBe('published');
    const { body } = await world.get('labels?limit=100');
    expect((body.items as Record<string, unknown>[]).map(({ entity, subject, label, addedBy }) => [entity, subject, label, addedBy]).sort()).toEqual(
      [['article', 'harbour', 'hot', 'rule:mark'], ['author', author.id, 'watched', 'rule:mark'], ['domain', 'example.com', 'seen', 'rule:mark'], ['ip', null, 'noisy', 'rule:mark']].sort(),
    );
  });

  it('ends when its time is over', async () => {
    const author = newcomer();
    await world.send('One more zorble.', { author });
    await world.work();
    await world.desk.rows("UPDATE label SET expires_at = now() - interval '1 second' WHERE subject = $1", [author.id]);
    expect((await world.send('A calm remark after a while.', { author })).status).toBe('published');
    await world.desk.on.app.get(SignalRounds, { strict: false }).forgetOnce(new Date());
    expect(await world.desk.rows('SELECT 1 FROM label WHERE subject = $1', [author.id])).toEqual([]);
  });

  it('is put on once for a comment, however often it is judged', async () => {
    const author = newcomer();
    const comment = await world.send('A zorble here.', { author });
    await world.work();
    const [label] = (await world.get(`labels?entity=author&subject=${author.id}`)).body.items as { id: string }[];
    expect((await world.desk.admin.client.delete(world.desk.path(`labels/${label?.id ?? ''}`))).status).toBe(204);
    const { version } = (await world.get(`comments/${comment.id}`)).body as { version: number };
    expect((await world.desk.server.patch(world.desk.path(`comments/${comment.id}`), { body: 'A zorble there.' }, { 'if-match': `"${String(version)}"` })).status).toBe(200);
    await world.work();
    expect((await world.get(`labels?entity=author&subject=${author.id}`)).body.items).toEqual([]);
  });

  it('stands in the log, with the rule that did it, and without an address', async () => {
    const author = newcomer();
    const comment = await world.send('The last zorble.', { author, request: { ip: '198.51.100.9' } });
    await world.work();
    const lines = await world.desk.rows<{ type: string; actor: string; payload: Record<string, unknown> }>("SELECT type, actor, payload FROM event WHERE comment_id = $1 AND type = 'label.added' ORDER BY payload ->> 'entity'", [comment.id]);
    expect(lines.map(({ actor, payload }) => [actor, payload['entity'], payload['subject'], payload['addedBy']])).toEqual(expect.arrayContaining([['system', 'author', author.id, 'rule:mark'], ['system', 'ip', undefined, 'rule:mark']]));
  });
});

describe('labels by people', () => {
  it('are added, listed, seen by rules and removed by those who may', async () => {
    await world.desk.publish([holdingRule('watched', { 'author.labels': { any_in: ['watched'] } })]);
    const author = newcomer();
    const path = world.desk.path('labels');
    const made = await world.desk.admin.client.post(path, { entity: 'author', subject: author.id, label: 'watched', ttl: '2h', note: 'asked by the night desk' });
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ entity: 'author', subject: author.id, label: 'watched', note: 'asked by the night desk', addedBy: `person:${world.desk.admin.id}` })]);
    expect(new Date(String(made.body.expiresAt)).getTime()).toBeGreaterThan(Date.now() + 7_000_000);
    expect((await world.send('A calm remark.', { author })).status).toBe('held');
    const viewer = await world.desk.world.person(world.desk.site, 'viewer');
    expect((await viewer.client.post(path, { entity: 'author', subject: author.id, label: 'x' })).status).toBe(403);
    expect((await viewer.client.get(`${path}?label=watched&subject=${author.id}`)).body.items).toHaveLength(1);
    expect((await world.desk.admin.client.delete(`${path}/${made.body.id as string}`)).status).toBe(204);
    expect((await world.desk.admin.client.delete(`${path}/${made.body.id as string}`)).status).toBe(404);
    expect((await world.send('Another calm remark.', { author })).status).toBe('published');
    expect((await world.desk.rows('SELECT type FROM event WHERE type LIKE $1 AND actor = $2 ORDER BY created_at', ['label.%', `person:${world.desk.admin.id}`])).slice(-2)).toEqual([{ type: 'label.added' }, { type: 'label.removed' }]);
  });

  it('on an address are given by a comment that came from it, which is never shown', async () => {
    const request = { ip: '203.0.113.77' };
    const comment = await world.send('A remark from somewhere.', { request });
    const made = await world.desk.admin.client.post(world.desk.path('labels'), { entity: 'ip', commentId: comment.id, label: 'watched' });
    expect([made.status, made.body.subject]).toEqual([201, null]);
    expect((await world.send('A remark from the same place.', { request })).status).toBe('held');
  });

  it.each([
    [{ entity: 'author', label: 'watched' }, '/subject'],
    [{ entity: 'ip', subject: '203.0.113.7', label: 'watched' }, '/commentId'],
    [{ entity: 'planet', subject: 'x', label: 'watched' }, '/entity'],
    [{ entity: 'author', subject: 'x', label: 'Not A Label!' }, '/label'],
    [{ entity: 'author', subject: 'x', label: 'watched', ttl: 'soon' }, '/ttl'],
    [{ entity: 'ip', commentId: randomUUID(), label: 'watched' }, '/commentId'],
  ])('that say too little are refused, naming what is wrong: %j', async (said, pointer) => {
    const { status, body } = await world.desk.admin.client.post(world.desk.path('labels'), said);
    expect([status, (body.errors as { pointer: string }[]).map((error) => error.pointer)]).toEqual([422, [pointer]]);
  });
});

describe('what else rules do after a commit', () => {
  it('is to tell the site, once', async () => {
    await world.desk.admin.client.post(world.desk.path('webhooks'), { url: 'https://hooks.news.example/weir', types: ['comment.alerted'] });
    await world.desk.publish([holdingRule('threat', { body: { words: 'zorble' } }, { action: 'hold', notify: ['night-desk'] })]);
    const comment = await world.send('A zorble for the night desk.');
    await world.work();
    await world.work();
    const [message, ...more] = await world.desk.rows<{ type: string; payload: Record<string, unknown> }>('SELECT type, payload FROM outbox WHERE comment_id = $1', [comment.id]);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ type: 'comment.alerted', payload: { site: world.desk.site.slug, comment: { id: comment.id, status: 'held' }, alert: { notify: ['night-desk'], rule: 'threat', reason: 'threat' } } });
  });

  it('is to close the article, with a line in the log', async () => {
    await world.desk.publish([holdingRule('stop', { body: { words: 'zorble' } }, { action: 'hold', close_article: true })]);
    const article = { id: `a-${randomUUID()}` };
    await world.send('A zorble that ends it.', { article });
    await world.work();
    const late = await world.desk.server.post(world.desk.path('comments'), { article, author: newcomer(), body: 'Too late.' });
    expect([late.status, late.body.code]).toEqual([409, 'comments_closed']);
    expect(await world.desk.rows("SELECT actor, payload ->> 'because' AS because FROM event WHERE type = 'article.changed' AND payload ->> 'articleId' = $1", [article.id])).toEqual([{ actor: 'system', because: 'rule:stop' }]);
  });

  it('is nothing for a rule in shadow mode, nor for one that another has dropped', async () => {
    const label = { action: 'none', label: [{ entity: 'author', add: 'watched' }] };
    await world.desk.publish([
      { ...holdingRule('shadow', { body: { words: 'zorble' } }, label), mode: 'shadow' },
      { ...holdingRule('first', { body: { words: 'zorble' } }, { action: 'none', stop: true }), priority: 100 },
      holdingRule('dropped', { body: { words: 'zorble' } }, label),
    ]);
    const author = newcomer();
    await world.send('A zorble nobody minds.', { author });
    await world.work();
    expect((await world.get(`labels?subject=${author.id}`)).body.items).toEqual([]);
  });
});
