import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import type { Answer, Client } from '../../support/client';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let ben: PersonInWorld;
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
  [ana, ben] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben')]);
  await desk.server.put(desk.path('articles/open-news'), { title: 'Open news', commentsMode: 'open' });
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();
/** No other text has it, and no rule anything against it: digits could be a telephone. */
const aWord = (): string => randomUUID().replaceAll(/[^a-f]/g, 'o');
const newAuthor = (): string => `u-${randomUUID()}`;
const submit = async (author: string, article = 'open-news'): Promise<Answer['body']> =>
  (await desk.server.post(desk.path('comments'), { article: { id: article }, author: { id: author, name: 'Ana Weber', kind: 'registered' }, body: `${aWord()} is what I have to say.` })).body;
const put = (client: Client, author: string, body: object): Promise<Answer> => client.put(desk.path(`authors/${author}/standing`), body);
const panel = async (author: string): Promise<Answer['body']> => (await ana.client.get(desk.path(`authors/${author}`))).body;
const endedYesterday = (author: string): Promise<unknown> => database.query(`UPDATE author SET standing_until = now() - interval '1 day' WHERE id = $1`, [author]);

async function decided(author: string, body: object): Promise<Answer> {
  const { id } = await desk.held(author, `${aWord()} waits here.`);
  return desk.decide(ana.client, await desk.itemOf(id, ana.client), body);
}

describe('what moderators make of an author', () => {
  it.each([
    ['premoderate', 'held', 'author_premoderated'],
    ['suspend', 'rejected', 'author_suspended'],
    ['ban', 'rejected', 'author_banned'],
    ['trust', 'published', null],
  ])('%s: the next comment is %s', async (kind, status, rule) => {
    const author = newAuthor();
    await submit(author);
    expect((await put(ana.client, author, { kind, until: TOMORROW, note: 'As agreed' })).body).toMatchObject({ kind, until: TOMORROW, by: { name: 'Ana' }, note: 'As agreed' });
    const comment = await submit(author);
    expect(comment).toMatchObject({ status });
    const { rows } = await database.query(`SELECT verdict ->> 'primaryRule' AS rule, facts -> 'fields' ->> 'author.standing' AS standing FROM evaluation WHERE comment_id = $1`, [comment.id]);
    expect(rows).toEqual([{ rule, standing: kind }]);
  });

  it('ends at its time, and when somebody ends it', async () => {
    const author = newAuthor();
    await submit(author);
    await put(ana.client, author, { kind: 'suspend', until: TOMORROW });
    await endedYesterday(author);
    await expect(submit(author)).resolves.toMatchObject({ status: 'published' });
    expect(await panel(author)).toMatchObject({ standing: null });
    await put(ana.client, author, { kind: 'ban' });
    await expect(submit(author)).resolves.toMatchObject({ status: 'rejected' });
    expect((await ben.client.delete(desk.path(`authors/${author}/standing`))).status).toBe(204);
    await expect(submit(author)).resolves.toMatchObject({ status: 'published' });
    expect((await ben.client.delete(desk.path(`authors/${author}/standing`))).status).toBe(204);
  });

  it('says on a comment of a banned author why, and a person may still approve it', async () => {
    const author = newAuthor();
    await submit(author);
    await put(ana.client, author, { kind: 'suspend', until: TOMORROW });
    const comment = await submit(author);
    const { rows } = await database.query(`SELECT verdict ->> 'reason' AS reason FROM evaluation WHERE comment_id = $1`, [comment.id]);
    expect(rows).toEqual([{ reason: `A moderator suspended this author, until ${TOMORROW.slice(0, 16).replace('T', ' ')} UTC` }]);
    expect((await ana.client.post(desk.path(`comments/${String(comment.id)}/decisions`), { action: 'approve' }, { 'if-match': '"1"' })).status).toBe(201);
    await expect(desk.comment(String(comment.id))).resolves.toMatchObject({ status: 'published' });
  });

  it('needs an end for a suspension, in the future, and an author who was seen', async () => {
    const author = newAuthor();
    await submit(author);
    expect((await put(ana.client, author, { kind: 'suspend' })).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/until' }] });
    expect((await put(ana.client, author, { kind: 'ban', until: YESTERDAY })).body).toMatchObject({ errors: [{ pointer: '/until' }] });
    expect((await put(ana.client, author, { kind: 'adore' })).body).toMatchObject({ errors: [{ pointer: '/kind' }] });
    expect((await put(ana.client, newAuthor(), { kind: 'ban' })).status).toBe(404);
    const viewer = await desk.person('viewer');
    expect((await put(viewer.client, author, { kind: 'ban' })).status).toBe(403);
  });
});

describe('a decision that acts on the author', () => {
  it('does so in one transaction, writes to them, and takes it all back with an undo', async () => {
    const author = newAuthor();
    await submit(author);
    await put(ben.client, author, { kind: 'premoderate', note: 'Watch' });
    const { status, body } = await decided(author, { action: 'reject', reasonCode: 'abuse', note: 'Third time', message: 'Please stay on the subject.', authorAction: { kind: 'ban' } });
    expect([status, body]).toMatchObject([201, { message: 'Please stay on the subject.', authorAction: { kind: 'ban', until: null }, offer: null }]);
    expect(await panel(author)).toMatchObject({ standing: { kind: 'ban', by: { name: 'Ana' }, note: 'Third time' } });
    await expect(submit(author)).resolves.toMatchObject({ status: 'rejected' });
    expect((await ana.client.post(desk.review(`decisions/${String(body.id)}/reversal`))).status).toBe(201);
    expect(await panel(author)).toMatchObject({ standing: { kind: 'premoderate', until: null, by: { name: 'Ben' }, note: 'Watch' }, decisions: [{ id: body.id, reversed: true }] });
    const { rows } = await database.query(`SELECT type, payload ->> 'standing' AS standing, payload ->> 'previous' AS previous FROM event WHERE payload ->> 'authorId' = $1 ORDER BY id`, [author]);
    expect(rows).toEqual([
      { type: 'author.standing_changed', standing: 'premoderate', previous: null },
      { type: 'author.standing_changed', standing: 'ban', previous: 'premoderate' },
      { type: 'author.standing_changed', standing: 'premoderate', previous: 'ban' },
    ]);
  });

  it('leaves alone on undo what somebody has changed since', async () => {
    const author = newAuthor();
    const { body } = await decided(author, { action: 'reject', reasonCode: 'abuse', authorAction: { kind: 'suspend', until: TOMORROW } });
    await put(ben.client, author, { kind: 'ban' });
    await ana.client.post(desk.review(`decisions/${String(body.id)}/reversal`));
    expect(await panel(author)).toMatchObject({ standing: { kind: 'ban', by: { name: 'Ben' } } });
  });

  it('is refused whole when a part of it is wrong', async () => {
    const author = newAuthor();
    const { id } = await desk.held(author, `${aWord()} stays as it is.`);
    const item = await desk.itemOf(id, ana.client);
    const wrong: readonly (readonly [object, string])[] = [
      [{ authorAction: { kind: 'suspend' } }, '/authorAction/until'],
      [{ authorAction: { kind: 'ban', until: YESTERDAY } }, '/authorAction/until'],
      [{ message: 'Dear ### author' }, '/message'],
      [{ message: 'x'.repeat(2_001) }, '/message'],
      [{ signalFeedback: [{ signalId: randomUUID(), verdict: 'wrong' }], authorAction: { kind: 'ban' } }, '/signalFeedback'],
    ];
    for (const [more, pointer] of wrong) {
      expect((await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'spam', ...more })).body).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
    }
    await expect(desk.comment(id)).resolves.toMatchObject({ status: 'held', version: 1 });
    expect(await panel(author)).toMatchObject({ standing: null });
  });

  it('cannot act on a reader whom nobody knows', async () => {
    const { body } = await desk.server.post(desk.path('comments'), { article: { id: desk.article }, body: `${aWord()} from nobody.` });
    const item = await desk.itemOf(String(body.id), ana.client);
    expect((await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'spam', authorAction: { kind: 'ban' } })).body).toMatchObject({ errors: [{ pointer: '/authorAction' }] });
  });

  it('says whether the signals were right, and offers the rest of the author\'s comments', async () => {
    const author = newAuthor();
    await desk.held(author, `${aWord()} waits as well.`);
    const { id } = await desk.held(author, `${aWord()} is decided.`);
    const item = await desk.itemOf(id, ana.client);
    const [signal] = item['signals'] as { id: string }[];
    const { body } = await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'spam', signalFeedback: [{ signalId: signal?.id, verdict: 'right' }] });
    expect(body).toMatchObject({ signalFeedback: [{ signalId: signal?.id, verdict: 'right' }], offer: { authorOpen: 1 } });
  });

  it('tells the site what to tell the author', async () => {
    await database.query(
      `INSERT INTO webhook_endpoint (site_id, id, url, types, secret, created_at) VALUES ($1, $2, 'https://news.example/hook', '{comment.decided}', '\\x00', now())`,
      [desk.site.id, randomUUID()],
    );
    const { body } = await decided(newAuthor(), { action: 'reject', reasonCode: 'spam', note: 'Not for them', message: 'No advertising, please.', authorAction: { kind: 'suspend', until: TOMORROW } });
    const { rows } = await database.query('SELECT payload FROM outbox WHERE decision_id = $1', [body.id]);
    expect(rows).toMatchObject([{ payload: { decision: { message: 'No advertising, please.', authorAction: { kind: 'suspend', until: TOMORROW } } } }]);
    expect(JSON.stringify(rows)).not.toContain('Not for them');
  });
});

describe('the author panel', () => {
  it('shows record, notes, latest comments and decisions, and what waits', async () => {
    const author = newAuthor();
    const first = await submit(author);
    await decided(author, { action: 'approve' });
    await decided(author, { action: 'reject', reasonCode: 'spam' });
    await desk.held(author, `${aWord()} is open.`);
    await desk.server.post(desk.path(`comments/${String(first.id)}/reports`), { reason: 'spam', reporterId: newAuthor() });
    const noted = await ben.client.post(desk.path(`authors/${author}/notes`), { text: 'Wrote to us by mail.' });
    expect([noted.status, noted.body]).toMatchObject([201, { text: 'Wrote to us by mail.', by: { name: 'Ben' } }]);
    const shown = await panel(author);
    expect(shown).toMatchObject({
      id: author, name: 'Ana', kind: 'registered', record: { submitted: 4, approved: 1, rejected: 1, reported: 1 }, standing: null, labels: [],
      notes: [{ text: 'Wrote to us by mail.' }], openItems: 2, decisions: [{ action: 'reject', decidedBy: { name: 'Ana' } }, { action: 'approve' }],
    });
    expect((shown.comments as { status: string; articleTitle: string }[]).map(({ status, articleTitle }) => [status, articleTitle])).toEqual([
      ['held', 'Slow news'], ['rejected', 'Slow news'], ['published', 'Slow news'], ['published', 'Open news'],
    ]);
    expect((await ben.client.post(desk.path(`authors/${author}/notes`), { text: '' })).body).toMatchObject({ errors: [{ pointer: '/text' }] });
    expect((await ben.client.post(desk.path(`authors/${newAuthor()}/notes`), { text: 'Who?' })).status).toBe(404);
    expect((await ana.client.get(desk.path('authors/%00'))).status).toBe(404);
  });

  it('is found by the beginning of a name in any case, by id, and by standing, page by page', async () => {
    const [name, ...ids] = [`Zoë ${randomUUID().slice(0, 8)}`, ...['a', 'b', 'c'].map((letter) => `${letter}-${randomUUID()}`)] as [string, string, string, string];
    for (const id of ids) await desk.server.post(desk.path('comments'), { article: { id: 'open-news' }, author: { id, name: `${name} ${id.slice(0, 1)}`, kind: 'registered' }, body: `${aWord()} it is.` });
    const list = async (query: string): Promise<{ ids: string[]; next: string | null }> => {
      const { body } = await ana.client.get(desk.path(`authors?${query}`));
      return { ids: (body.items as { id: string }[]).map(({ id }) => id), next: body.nextCursor as string | null };
    };
    const all = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { ids: string[]; next: string | null } = await list(`${query}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
        found.push(...page.ids);
        cursor = page.next;
      }
      return found;
    };
    await expect(all(`q=${encodeURIComponent(name.toUpperCase())}`)).resolves.toEqual(ids);
    await expect(all(`q=${ids[1]}`)).resolves.toEqual([ids[1]]);
    await expect(all(`q=${encodeURIComponent(`${name.slice(0, 6)}%`)}`)).resolves.toEqual([]);
    for (const id of ids) await put(ana.client, id, { kind: 'trust' });
    await expect(all('standing=trust').then((found) => found.filter((id) => ids.includes(id)))).resolves.toEqual([...ids].reverse());
    await expect(all(`standing=trust&q=${encodeURIComponent(name)}`)).resolves.toEqual(ids);
    await endedYesterday(ids[0]);
    await expect(all(`standing=trust&q=${encodeURIComponent(name)}`)).resolves.toEqual(ids.slice(1));
    await put(ana.client, ids[2], { kind: 'ban' });
    await expect(all(`standing=ban&q=${encodeURIComponent(name)}`)).resolves.toEqual([ids[2]]);
    await put(ana.client, ids[2], { kind: 'trust' });
    await expect(all('').then((found) => found.slice(0, 3))).resolves.toEqual([...ids].reverse());
    expect((await ana.client.get(desk.path('authors?cursor=WyJ4IiwieSJd'))).body).toMatchObject({ errors: [{ pointer: '?cursor' }] });
    expect((await ana.client.get(desk.path('authors?standing=none'))).body).toMatchObject({ errors: [{ pointer: '?standing' }] });
  });
});
