import type { Answer, Client } from '../../support/client';
import { expectStatus, type PersonInWorld, type ReaderInWorld } from '../../support/world';
import { Desk, type ShownItem } from './desk-world';

let desk: Desk;
let first: PersonInWorld;
let second: PersonInWorld;
let author: ReaderInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  [first, second] = [await desk.person('moderator', 'First Decider'), await desk.person('moderator', 'Second Decider')];
  author = await desk.world.registeredReader(desk.site, { name: 'Berta' });
  // Somebody who listens: else nothing is written for the site.
  expectStatus(await (await desk.world.ownerClient()).post(desk.path('webhooks'), { url: 'https://hooks.news.example/weir' }), 201);
});

afterAll(() => desk.close());

interface Rejected {
  readonly id: string;
  readonly decisionId: string;
}

async function written(by = author): Promise<string> {
  const { body } = expectStatus(await by.client.post(desk.path('comments'), { article: { id: desk.article }, body: 'A calm remark about the harbour of the week.' }), 201);
  if (body.status !== 'held') throw new Error(`The comment is ${String(body.status)}`);
  return String(body.id);
}

/** A comment of the author that the first moderator rejected. */
async function rejected(more: object = {}, by = author): Promise<Rejected> {
  const id = await written(by);
  const { body } = expectStatus(await desk.decide(first.client, await desk.itemOf(id, first.client), { action: 'reject', reasonCode: 'abuse', ...more }), 201);
  return { id, decisionId: String(body.id) };
}

const appeal = (id: string, body: object = {}, by: { readonly client: Client } = author): Promise<Answer> => by.client.post(desk.path(`comments/${id}/appeals`), body);
const own = async (id: string): Promise<Answer['body']> => expectStatus(await author.client.get(desk.path(`comments/${id}`)), 200).body;
const itemOf = (id: string): Promise<ShownItem> => desk.itemOf(id, second.client);
const kindOf = async (id: string): Promise<string | undefined> => (await desk.rows<{ kind: string }>(`SELECT kind FROM review_item WHERE comment_id = $1 AND state = 'open'`, [id]))[0]?.kind;
const messages = (id: string): Promise<{ type: string; payload: { appeal?: unknown; decision?: { id: string } } }[]> => desk.rows('SELECT type, payload FROM outbox WHERE comment_id = $1 ORDER BY created_at, id', [id]);

describe('an appeal', () => {
  it('brings a rejected comment back to the desk, with what the author says', async () => {
    const { id, decisionId } = await rejected();
    const filed = await appeal(id, { message: 'This was a quotation.' });
    expect([filed.status, filed.body]).toEqual([201, { id: expect.any(String), commentId: id, decisionId, state: 'open', message: 'This was a quotation.', createdAt: expect.any(String), resolvedAt: null }]);
    expect((await desk.comment(id)).status).toBe('rejected');
    const item = await itemOf(id);
    expect(item).toMatchObject({ queueId: 'appeals', reason: 'Appeal by the author', policy: 'abuse' });
    expect(await kindOf(id)).toBe('appeal');
    expect(item['signals']).toMatchObject([{ kind: 'appeal', appeal: { id: filed.body.id, message: 'This was a quotation.', state: 'open', decisionId } }]);
  });

  it('is decided by somebody else, on every way to a decision', async () => {
    const { id } = await rejected();
    await appeal(id);
    const seen = await desk.itemOf(id, first.client);
    expect(seen['allowedActions']).not.toEqual(expect.arrayContaining(['approve']));
    expect(seen['allowedActions']).not.toEqual(expect.arrayContaining(['reject']));
    const ways = [
      await desk.decide(first.client, seen, { action: 'approve' }),
      await desk.decide(first.client, seen, { action: 'reject', reasonCode: 'abuse' }),
      await first.client.post(desk.path(`comments/${id}/decisions`), { action: 'approve' }, { 'if-match': `"${String((await desk.comment(id)).version)}"` }),
    ];
    expect(ways.map(({ status, body }) => `${String(status)} ${String(body.code)}`)).toEqual(ways.map(() => '403 self_review'));
    expect((await itemOf(id))['allowedActions']).toEqual(expect.arrayContaining(['approve', 'reject']));
    expect((await desk.decide(second.client, await itemOf(id), { action: 'approve' })).body.comment.status).toBe('published');
  });

  it('is not offered to whoever decided before, and is to everybody else', async () => {
    const elsewhere = await Desk.at(desk.on, desk.world);
    const [one, other] = [await elsewhere.person('moderator'), await elsewhere.person('moderator')];
    const { id } = await elsewhere.held();
    await elsewhere.decide(one.client, await elsewhere.itemOf(id, one.client), { action: 'reject', reasonCode: 'spam' });
    expectStatus(await elsewhere.server.post(elsewhere.path(`comments/${id}/appeals`), {}), 201);
    const next = async ({ client }: PersonInWorld): Promise<number> => (expectStatus(await client.post(elsewhere.review('claims'), { count: 5 }), 200).body.items as object[]).length;
    expect([await next(one), await next(other)]).toEqual([0, 1]);
  });

  it.each([
    ['approve', 'upheld', 'published'],
    ['reject', 'dismissed', 'rejected'],
  ])('answered with %s is %s, and the comment %s', async (action, state, status) => {
    const { id, decisionId } = await rejected();
    const { body: filed } = await appeal(id);
    const { body: decision } = expectStatus(await desk.decide(second.client, await itemOf(id), { action, ...(action === 'reject' ? { reasonCode: 'abuse' } : {}) }), 201);
    expect(await own(id)).toMatchObject({ status, appeal: { id: filed.id, state, resolvedAt: decision.createdAt }, canAppeal: false });
    const told = await messages(id);
    expect(told.map(({ type }) => type)).toEqual(['comment.submitted', 'comment.decided', 'appeal.created', 'comment.decided', 'appeal.resolved']);
    expect(told.at(-1)?.payload).toMatchObject({ site: desk.site.slug, comment: { id, status }, decision: { id: decision.id, action }, appeal: { id: filed.id, decisionId, outcome: state, resolvedAt: decision.createdAt } });
    const log = (await desk.log()).filter(({ commentId, type }) => commentId === id && type.startsWith('appeal.'));
    expect(log.map(({ type, actor, payload }) => [type, actor, payload['outcome']])).toEqual([['appeal.created', `reader:${author.authorId}`, undefined], ['appeal.resolved', `person:${second.id}`, state]]);
  });

  it('is one for each decision: the second is the first again, also of ten at once, and the answer is final', async () => {
    const { id } = await rejected();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => appeal(id, { message: `Number ${n}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expectStatus(await desk.decide(second.client, await itemOf(id), { action: 'reject', reasonCode: 'abuse' }), 201);
    const again = await appeal(id);
    expect([again.status, again.body.code]).toEqual([409, 'not_possible']);
  });

  it('against a later rejection is another one', async () => {
    const { id } = await rejected();
    await appeal(id);
    expectStatus(await desk.decide(second.client, await itemOf(id), { action: 'approve' }), 201);
    const version = String((await desk.comment(id)).version);
    expectStatus(await second.client.post(desk.path(`comments/${id}/decisions`), { action: 'reject', reasonCode: 'hate' }, { 'if-match': `"${version}"` }), 201);
    expect((await appeal(id)).status).toBe(201);
    expect((await desk.decide(second.client, await itemOf(id), { action: 'approve' })).body.code).toBe('self_review');
    expect((await desk.decide(first.client, await desk.itemOf(id, first.client), { action: 'approve' })).status).toBe(201);
  });

  it('waits again when its answer is taken back, for somebody else as before, and nobody was told', async () => {
    const { id } = await rejected();
    await appeal(id);
    const { body: answer } = expectStatus(await desk.decide(second.client, await itemOf(id), { action: 'approve' }), 201);
    expectStatus(await second.client.post(desk.review(`decisions/${String(answer.id)}/reversal`), {}), 201);
    expect(await own(id)).toMatchObject({ status: 'rejected', appeal: { state: 'open', resolvedAt: null } });
    expect((await messages(id)).map(({ type }) => type)).toEqual(['comment.submitted', 'comment.decided', 'appeal.created']);
    expect(await kindOf(id)).toBe('appeal');
    expect((await desk.decide(first.client, await desk.itemOf(id, first.client), { action: 'approve' })).body.code).toBe('self_review');
    expect((await desk.log()).filter(({ commentId }) => commentId === id).at(-1)).toMatchObject({ type: 'appeal.reopened' });
  });

  it('stays to be answered when the decision it is against is taken back', async () => {
    const { id, decisionId } = await rejected();
    await appeal(id);
    expectStatus(await first.client.post(desk.review(`decisions/${decisionId}/reversal`), {}), 201);
    expect(await own(id)).toMatchObject({ status: 'held', appeal: { state: 'open' } });
    expect((await desk.decide(first.client, await desk.itemOf(id, first.client), { action: 'reject', reasonCode: 'abuse' })).body.code).toBe('self_review');
    expectStatus(await desk.decide(second.client, await itemOf(id), { action: 'approve' }), 201);
    expect(await own(id)).toMatchObject({ status: 'published', appeal: { state: 'upheld' } });
  });

  it('of two answers taken back one after the other leaves one appeal waiting', async () => {
    const { id } = await rejected();
    await appeal(id);
    const { body: upheld } = expectStatus(await desk.decide(second.client, await itemOf(id), { action: 'approve' }), 201);
    const { body: again } = expectStatus(await second.client.post(desk.path(`comments/${id}/decisions`), { action: 'reject', reasonCode: 'hate' }, { 'if-match': `"${String((await desk.comment(id)).version)}"` }), 201);
    expectStatus(await appeal(id), 201);
    for (const { id: decision } of [again, upheld]) expectStatus(await second.client.post(desk.review(`decisions/${String(decision)}/reversal`), {}), 201);
    expect(await desk.rows(`SELECT state FROM appeal WHERE comment_id = $1 ORDER BY created_at`, [id])).toEqual([{ state: 'withdrawn' }, { state: 'open' }]);
  });

  it('ends with the comment when its author takes that back', async () => {
    const { id } = await rejected();
    await appeal(id);
    expect((await author.client.delete(desk.path(`comments/${id}`))).status).toBe(204);
    expect(await own(id)).toMatchObject({ status: 'withdrawn', appeal: { state: 'withdrawn' } });
    expect((await appeal(id)).body.code).toBe('not_possible');
  });

  it('against what rules rejected by themselves may be decided by anybody', async () => {
    const { id } = await rejected();
    await desk.rows(`UPDATE decision SET reversed_by = decided_by WHERE comment_id = $1`, [id]);
    const { status, body } = await appeal(id);
    expect([status, body.decisionId]).toEqual([201, null]);
    expect((await appeal(id)).body.id).toBe(body.id);
    expect((await desk.decide(first.client, await desk.itemOf(id, first.client), { action: 'approve' })).status).toBe(201);
  });

  it('is the author\'s alone, or the site\'s, and only of what was rejected', async () => {
    const held = await written();
    const { id } = await rejected();
    const other = await desk.world.registeredReader(desk.site, { name: 'Somebody' });
    const nameless = await desk.world.readerToken(desk.site);
    expect((await appeal(held)).body.code).toBe('not_possible');
    expect((await appeal(id, {}, other)).status).toBe(404);
    expect((await appeal(id, {}, nameless)).status).toBe(404);
    expect((await appeal(id, {}, first)).status).toBe(403);
    expect((await appeal('01a20a51-56fd-75e9-a958-000000000000')).status).toBe(404);
    const byTheSite = await desk.server.post(desk.path(`comments/${id}/appeals`), { message: 'They called us.' });
    expect([byTheSite.status, (await appeal(id)).status]).toEqual([201, 200]);
  });

  it('by a reader without an account is heard, too', async () => {
    const nameless = await desk.world.readerToken(desk.site);
    const { id } = await rejected({}, nameless);
    expect((await appeal(id, { message: 'Why?' }, nameless)).status).toBe(201);
  });

  it.each([
    [{ message: 'x'.repeat(2_001) }, '/message'],
    [{ message: 7 }, '/message'],
    [{ text: 'Why?' }, '/text'],
  ])('with %j is refused', async (body, pointer) => {
    const { id } = await rejected();
    const { status, body: answer } = await appeal(id, body);
    expect([status, (answer.errors as { pointer: string }[])[0]?.pointer]).toEqual([422, pointer]);
  });

  it('may be as long as a message to the author', async () => {
    const { id } = await rejected();
    expect((await appeal(id, { message: 'x'.repeat(2_000) })).status).toBe(201);
  });
});

describe('what authors hear of a decision', () => {
  it('is its message, its policy and what they can do, never who decided or what matched', async () => {
    const { id } = await rejected({ message: 'Please keep to the harbour.', note: 'Third time.' });
    const shown = await own(id);
    expect(shown).toMatchObject({ status: 'rejected', message: 'Please keep to the harbour.', policy: 'abuse', policyTitle: 'Abuse', canAppeal: true, appeal: null });
    expect(JSON.stringify(shown)).not.toMatch(/First Decider|Third time|decidedBy|verdict|hits/);
    const german = await author.client.get(desk.path(`comments/${id}`), { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' });
    expect([german.body.policyTitle, german.headers['vary']]).toEqual(['Beleidigung', expect.stringContaining('Accept-Language')]);
  });

  it('goes to the site with the policy in all its languages', async () => {
    const { id } = await rejected({ message: 'Please keep to the harbour.' });
    expect((await messages(id)).at(-1)?.payload).toMatchObject({ decision: { message: 'Please keep to the harbour.', policy: { id: 'abuse', title: 'Abuse', titles: { de: 'Beleidigung' } } } });
  });

  it('is gone when the decision is taken back', async () => {
    const { id, decisionId } = await rejected({ message: 'Please keep to the harbour.' });
    expectStatus(await first.client.post(desk.review(`decisions/${decisionId}/reversal`), {}), 201);
    expect(await own(id)).toMatchObject({ status: 'held', message: expect.not.stringContaining('harbour'), canAppeal: false });
  });

  it('can come with an approval', async () => {
    const id = await written();
    expectStatus(await desk.decide(first.client, await desk.itemOf(id, first.client), { action: 'approve', message: 'Thank you for this one.' }), 201);
    expect(await own(id)).toMatchObject({ status: 'published', message: 'Thank you for this one.', policy: null, policyTitle: null, canAppeal: false });
  });
});
