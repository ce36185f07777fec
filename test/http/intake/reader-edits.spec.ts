import type { Answer, Client } from '../../support/client';
import { expectStatus, type ReaderInWorld } from '../../support/world';
import { Newsroom, saying, type ShownComment } from './newsroom';

let newsroom: Newsroom;
let reader: ReaderInWorld;
let other: ReaderInWorld;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

// What a reader may do in an hour is counted, so each test has readers of its own.
beforeEach(async () => {
  reader = await newsroom.world.readerToken(newsroom.site);
  other = await newsroom.world.registeredReader(newsroom.site, { name: 'Berta' });
});

afterAll(() => newsroom.close());

const SPAM = 'Look here: https://bit.ly/3xYz';

async function written(client: Client, more: object = {}): Promise<ShownComment> {
  return expectStatus(await client.post(newsroom.path('comments'), { article: { id: 'harbour' }, body: saying(), ...more }), 201).body as ShownComment;
}

function edit(client: Client, id: string, { body = saying(), version = 1, ...more }: { body?: string; version?: number | null; [field: string]: unknown } = {}): Promise<Answer> {
  return client.patch(newsroom.path(`comments/${id}`), { body, ...more }, { 'accept-language': 'de', ...(version === null ? {} : { 'if-match': `"${String(version)}"` }) });
}

const outcome = ({ status, body }: Answer): unknown[] => [status, body.code];

async function settings(change: object): Promise<void> {
  expectStatus(await (await newsroom.world.ownerClient()).patch(newsroom.path('settings'), change), 200);
}

/** As if it had been sent so many seconds earlier. */
const older = (id: string, seconds: number): Promise<object[]> => newsroom.rows(`UPDATE comment SET created_at = created_at - $2 * interval '1 second' WHERE id = $1`, [id, seconds]);

describe('a reader who thinks better of it', () => {
  it('changes their own comment while there is time, and hears how much there is', async () => {
    const { id, editSecondsLeft } = await written(reader.client);
    expect(editSecondsLeft).toBeGreaterThan(280);
    await older(id, 120);
    const body = saying();
    const changed = await edit(reader.client, id, { body });
    expect([changed.status, changed.body]).toMatchObject([200, { id, body, status: 'published', version: 2, revision: 2, message: 'Ihr Kommentar ist erschienen.', html: expect.stringContaining('ferries'), editedAt: expect.any(String) }]);
    expect(changed.body).not.toHaveProperty('verdict');
    expect(changed.body.editSecondsLeft).toBeLessThanOrEqual(180);
    const { body: read } = await reader.client.get(newsroom.path(`comments/${id}`));
    expect(read).toMatchObject({ body, editSecondsLeft: expect.any(Number) });
    expect(await newsroom.rows(`SELECT actor FROM event WHERE comment_id = $1 AND type = 'comment.edited'`, [id])).toEqual([{ actor: `reader:${reader.authorId}` }]);
  });

  it('is judged again, and cannot edit out of what a moderator must see', async () => {
    const { id } = await written(other.client);
    const held = await edit(other.client, id, { body: SPAM });
    expect([held.status, held.body]).toMatchObject([200, { status: 'held', policy: 'spam.links' }]);
    expect((await edit(other.client, id, { version: 2 })).body).toMatchObject({ status: 'held', version: 3 });
    expect(await newsroom.rows(`SELECT content_revision AS revision FROM review_item WHERE comment_id = $1 AND state = 'open'`, [id])).toEqual([{ revision: 3 }]);
  });

  it('is too late after the minutes of the site, also to the second', async () => {
    const { id } = await written(reader.client);
    await older(id, 300);
    expect(outcome(await edit(reader.client, id))).toEqual([409, 'edit_window_over']);
    expect((await reader.client.get(newsroom.path(`comments/${id}`))).body.editSecondsLeft).toBe(0);
    expect((await newsroom.read(id))['revision']).toBe(1);
    // The site's own server is not bound by it.
    expect((await edit(newsroom.server, id)).status).toBe(200);
  });

  it('has as long as the site says, and no time at all where it says so', async () => {
    const { id } = await written(reader.client);
    await older(id, 300);
    await settings({ readers: { editMinutes: 60 } });
    expect((await edit(reader.client, id)).status).toBe(200);
    await settings({ readers: { editMinutes: 0 } });
    const fresh = await written(reader.client);
    expect([fresh['editSecondsLeft'], ...outcome(await edit(reader.client, fresh.id))]).toEqual([0, 409, 'edit_window_over']);
    await settings({ readers: { editMinutes: 5 } });
  });

  it('does not find the comment of somebody else, published or not', async () => {
    const mine = await written(reader.client);
    const theirs = await written(other.client, { body: 'And that: https://bit.ly/5xYz' });
    expect([outcome(await edit(other.client, mine.id)), outcome(await edit(reader.client, theirs.id))]).toEqual([[404, 'not_found'], [404, 'not_found']]);
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    const { id } = await elsewhere.accepted();
    expect(outcome(await edit(reader.client, id))).toEqual([404, 'not_found']);
  });

  it('cannot touch what was rejected or taken back, nor write on where the discussion is closed', async () => {
    const moderator = await newsroom.world.person(newsroom.site, 'moderator');
    const rejected = await written(reader.client);
    expectStatus(await moderator.client.post(newsroom.path(`comments/${rejected.id}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': '"1"' }), 201);
    const withdrawn = await written(reader.client);
    await reader.client.delete(newsroom.path(`comments/${withdrawn.id}`));
    expect([outcome(await edit(reader.client, rejected.id, { version: 2 })), outcome(await edit(reader.client, withdrawn.id, { version: 2 }))]).toEqual([[409, 'not_possible'], [409, 'not_possible']]);
    const article = await newsroom.article();
    const late = await written(reader.client, { article: { id: article } });
    await newsroom.article({ commentsMode: 'closed' }, article);
    expect(outcome(await edit(reader.client, late.id))).toEqual([409, 'comments_closed']);
  });

  it('says which version they read, and changes nothing but the words', async () => {
    const { id } = await written(reader.client);
    expect(outcome(await edit(reader.client, id, { version: null }))).toEqual([428, 'precondition_required']);
    const stale = await edit(reader.client, id, { version: 7 });
    expect([...outcome(stale), stale.body.current]).toEqual([412, 'version_conflict', { status: 'published', version: 1 }]);
    expect((await edit(reader.client, id, { title: 'A headline' })).body.errors).toMatchObject([{ pointer: '/title' }]);
    expect((await edit(reader.client, id, { body: ' \n ' })).body.errors).toMatchObject([{ pointer: '/body' }]);
    const answers = await Promise.all([1, 2, 3].map(() => edit(reader.client, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('cannot try out the rules by it all day', async () => {
    const { id } = await written(reader.client);
    let version = 1;
    let answer = await edit(reader.client, id, { version });
    while (answer.status === 200 && version < 50) answer = await edit(reader.client, id, { version: ++version });
    expect([version, ...outcome(answer), Number(answer.headers['retry-after']) > 0]).toEqual([21, 429, 'too_many_requests', true]);
    expect((await edit(other.client, (await written(other.client)).id)).status).toBe(200);
  });
});
