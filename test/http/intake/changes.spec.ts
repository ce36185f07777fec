import type { Answer } from '../../support/client';
import { harmless, Newsroom, saying } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

const SPAM = 'Look here: https://bit.ly/3xYz';

function edit(id: string, body: string, version: number | null): Promise<Answer> {
  return newsroom.server.patch(newsroom.path(`comments/${id}`), { body }, version === null ? {} : { 'if-match': `"${version}"` });
}

function withdraw(id: string): Promise<Answer> {
  return newsroom.server.delete(newsroom.path(`comments/${id}`));
}

const openItems = (id: string): Promise<object[]> => newsroom.rows(`SELECT id FROM review_item WHERE comment_id = $1 AND state = 'open'`, [id]);

describe('an edit', () => {
  it('needs the version that was read', async () => {
    const { id } = await newsroom.accepted();
    const without = await edit(id, saying(), null);
    expect([without.status, without.body.code]).toEqual([428, 'precondition_required']);
    const stale = await edit(id, saying(), 7);
    expect([stale.status, stale.body.code, stale.body.current]).toEqual([412, 'version_conflict', { status: 'published', version: 1 }]);
    const text = saying();
    const done = await edit(id, text, 1);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ id, body: text, version: 2, revision: 2, editedAt: expect.any(String) });
  });

  it('that only changes the spacing does not make the comment a copy of itself', async () => {
    const text = 'The harbour master said twice that nobody will be charged for the old moorings.';
    const { id } = await newsroom.accepted({ body: text });
    const done = await edit(id, text.replace(' that ', '  that '), 1);
    expect([done.status, done.body.status]).toEqual([200, 'published']);
  });

  it('that is sent once more, or taken back, is neither a copy of itself nor a rule that could not be judged', async () => {
    const [first, second] = [saying(), saying()];
    const { id } = await newsroom.accepted({ body: first });
    const verdicts = [];
    for (const [at, body] of [second, second, first, second].entries()) verdicts.push((await edit(id, body, at + 1)).body);
    expect(verdicts).toMatchObject(verdicts.map(() => ({ status: 'published', verdict: { reason: null, hits: [] } })));
  });

  it('of the spacing alone is judged when the windows that counted the comment have passed', async () => {
    const text = saying();
    const { id } = await newsroom.accepted({ body: text });
    await newsroom.rows('DELETE FROM counter WHERE site_id = $1 RETURNING key', [newsroom.site.id]);
    expect((await edit(id, text.replace(' of ', '  of '), 1)).body).toMatchObject({ status: 'published', verdict: { reason: null } });
  });

  it('of several at once is done once', async () => {
    const { id } = await newsroom.accepted();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => edit(id, saying(), 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect(await newsroom.read(id)).toMatchObject({ version: 2, revision: 2 });
  });

  it('is judged afresh: a published comment that turns to spam is held', async () => {
    const { id } = await newsroom.accepted();
    expect((await edit(id, SPAM, 1)).body).toMatchObject({ status: 'held', verdict: { primaryRule: 'spam-links' } });
    expect(await openItems(id)).toHaveLength(1);
  });

  it('does not free a held comment: it stays at least held', async () => {
    const { id, status } = await newsroom.accepted({ body: SPAM });
    expect(status).toBe('held');
    expect((await edit(id, saying(), 1)).body).toMatchObject({ status: 'held', verdict: { action: 'publish' } });
    expect(await openItems(id)).toHaveLength(1);
  });

  it('does not free a rejected comment either: somebody looks at it again', async () => {
    const moderator = await newsroom.world.person(newsroom.site, 'moderator');
    const { id } = await newsroom.accepted();
    await moderator.client.post(newsroom.path(`comments/${id}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': '"1"' });
    expect((await edit(id, saying(), 2)).body).toMatchObject({ status: 'held', version: 3 });
    expect(await openItems(id)).toHaveLength(1);
  });

  it('of a withdrawn comment is not possible', async () => {
    const { id } = await newsroom.accepted();
    await withdraw(id);
    const refused = await edit(id, saying(), 2);
    expect([refused.status, refused.body.code]).toEqual([409, 'not_possible']);
  });

  it('of nothing, or of something of another site, is a 404', async () => {
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    const { id } = await elsewhere.accepted();
    expect((await edit(id, saying(), 1)).status).toBe(404);
    expect((await edit('01a20a51-56fd-75e9-a958-000000000000', saying(), 1)).status).toBe(404);
    expect((await edit('first', saying(), 1)).status).toBe(404);
  });

  it('keeps every revision with its verdict', async () => {
    const { id } = await newsroom.accepted();
    await edit(id, SPAM, 1);
    await edit(id, saying(), 2);
    const revisions = await newsroom.rows('SELECT r.revision, e.action FROM comment_revision r JOIN evaluation e ON e.id = r.evaluation_id WHERE r.comment_id = $1 ORDER BY r.revision', [id]);
    expect(revisions).toEqual([{ revision: 1, action: 'publish' }, { revision: 2, action: 'hold' }, { revision: 3, action: 'publish' }]);
  });
});

describe('withdrawing', () => {
  it('is final, and may be done again', async () => {
    const { id } = await newsroom.accepted();
    expect((await Promise.all([1, 2, 3].map(() => withdraw(id)))).map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await newsroom.read(id)).toMatchObject({ status: 'withdrawn', version: 2 });
    const events = await newsroom.rows(`SELECT type FROM event WHERE comment_id = $1 ORDER BY created_at, id`, [id]);
    expect(events).toEqual([{ type: 'comment.submitted' }, { type: 'comment.withdrawn' }]);
  });

  it('takes the comment from the desk', async () => {
    const { id } = await newsroom.accepted({ body: SPAM });
    expect(await openItems(id)).toHaveLength(1);
    await withdraw(id);
    expect(await openItems(id)).toHaveLength(0);
  });

  it('leaves the external id taken', async () => {
    const comment = harmless({ externalId: 'withdrawn-once' });
    const { body } = await newsroom.submit(comment);
    await withdraw(String(body.id));
    expect((await newsroom.submit({ ...comment, body: saying() })).body.code).toBe('external_id_taken');
  });

  it('of nothing is a 404', async () => {
    expect((await withdraw('01a20a51-56fd-75e9-a958-000000000000')).status).toBe(404);
  });
});
