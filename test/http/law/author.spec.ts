import { ErasureRounds } from '../../../src/privacy/erasure-rounds';
import { ERASURE_QUEUE } from '../../../src/privacy/erasure-queue';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { expectStatus } from '../../support/world';
import { Desk } from '../review/desk-world';
import { Court } from './court';

let first: Desk;

beforeAll(async () => {
  first = await Desk.open();
});

afterAll(() => first.close());

const DAY_MS = 86_400_000;

interface Told {
  readonly text: string;
  readonly redress: string;
  readonly [member: string]: unknown;
}

describe('the author of a rejected comment', () => {
  it('reads what, on what ground, found how, decided by what and how to object, in their language', async () => {
    const court = await Court.open(first);
    const reader = await court.desk.world.registeredReader(court.desk.site);
    const { body } = expectStatus(await reader.client.post(court.desk.path('comments'), { article: { id: court.desk.article }, body: 'a blimflax here' }), 201);
    await court.follow();
    const path = court.desk.path(`comments/${String(body.id)}`);
    const { statement } = expectStatus(await reader.client.get(path), 200).body as { statement: Told };
    expect(statement).toEqual({
      id: (await court.stated())[0]?.id,
      text: 'Your comment is not shown. This holds everywhere. It has no end of its own. It is not compatible with a rule of this comment section: Abuse. An automatic rule of the site found it. An automatic rule decided, without a person.',
      redress: 'You can ask for another look once, free of charge: somebody who did not decide before decides then. You can also go to court.',
      isDecidedAutomatically: true,
      restrictedAt: expect.any(String),
    });
    const german = expectStatus(await reader.client.get(path, { 'accept-language': 'de-AT, en;q=0.5' }), 200).body as { statement: Told };
    expect(german.statement.text).toMatch(/^Ihr Kommentar wird nicht gezeigt\..*Eine automatische Regel hat entschieden, ohne einen Menschen\.$/);
    for (const [language, start] of [['es', /^Su comentario no se muestra/], ['fr', /^Votre commentaire n’est pas affiché/]] as const) {
      expect((expectStatus(await reader.client.get(path, { 'accept-language': language }), 200).body as { statement: Told }).statement.text).toMatch(start);
    }
  });

  it('can do what it says: appeals, and then it no longer says so, and names where to write', async () => {
    const court = await Court.open(first);
    const reader = await court.desk.world.registeredReader(court.desk.site);
    expectStatus(await (await court.desk.world.ownerClient()).patch(court.desk.path('settings'), { law: { contact: 'comments@herald.example' } }), 200);
    const { body } = expectStatus(await reader.client.post(court.desk.path('comments'), { article: { id: court.desk.article }, body: 'a blimflax here' }), 201);
    await court.follow();
    const read = async (): Promise<{ statement: Told | null; canAppeal: boolean }> => expectStatus(await reader.client.get(court.desk.path(`comments/${String(body.id)}`)), 200).body as never;
    expect(await read()).toMatchObject({ canAppeal: true, statement: { redress: expect.stringContaining('another look') } });
    expectStatus(await reader.client.post(court.desk.path(`comments/${String(body.id)}/appeals`), { message: 'A quotation.' }), 201);
    expect((await read()).statement?.redress).toBe('You can object by writing to comments@herald.example. You can also go to court.');
    await court.decide(String(body.id), { action: 'approve' });
    await court.follow();
    expect((await read()).statement).toBeNull();
  });

  it('reads nothing of the kind while the comment waits, nor on a site that states no reasons', async () => {
    const court = await Court.open(first, false);
    const reader = await court.desk.world.registeredReader(court.desk.site);
    for (const text of ['a blimflax here', 'A calm remark about the weather.']) {
      const { body } = expectStatus(await reader.client.post(court.desk.path('comments'), { article: { id: court.desk.article }, body: text }), 201);
      await court.follow();
      expect(expectStatus(await reader.client.get(court.desk.path(`comments/${String(body.id)}`)), 200).body).toMatchObject({ statement: null });
    }
  });
});

describe("an author's list of statements", () => {
  it('has those about comments and those about the author, latest first, for the reader and the site and nobody else', async () => {
    const court = await Court.open(first);
    const { world, site } = court.desk;
    const [reader, other] = [await world.registeredReader(site), await world.registeredReader(site)];
    await court.says('a blimflax here', other.authorId);
    await court.says('a blimflax here', reader.authorId);
    const until = new Date(Date.now() + DAY_MS);
    expectStatus(await court.moderator.client.put(court.desk.path(`authors/${reader.authorId}/standing`), { kind: 'suspend', until: until.toISOString() }), 200);
    await court.follow();
    const path = court.desk.path(`authors/${reader.authorId}/statements`);
    const { body } = expectStatus(await reader.client.get(path), 200);
    expect(body).toMatchObject({ items: [{ restriction: 'suspend', until: until.toISOString(), redress: 'You can object by writing to the site. You can also go to court.' }, { restriction: 'removal', policy: 'abuse' }], nextCursor: null });
    expect((body.items as Told[])[0]?.text).toContain(`It ends on ${until.toISOString().slice(0, 10)}.`);
    expect(expectStatus(await court.desk.server.get(path), 200).body).toEqual(body);
    const { items, nextCursor } = expectStatus(await reader.client.get(`${path}?limit=1`), 200).body as { items: object[]; nextCursor: string };
    expect([...items, ...(expectStatus(await reader.client.get(`${path}?limit=1&cursor=${nextCursor}`), 200).body.items as object[])]).toEqual(body.items);
    expect((await other.client.get(path)).status).toBe(404);
    expect((await world.nobody.get(path)).status).toBe(401);
    expect((await court.desk.server.get(court.desk.path('authors/u-nobody-knows/statements'))).status).toBe(404);
    expect((await reader.client.get(`${path}?cursor=nonsense`)).status).toBe(422);
  });
});

describe('the site', () => {
  it('is told by webhook, in every language, at once of what a rule rejected', async () => {
    const court = await Court.open(first);
    await court.listen();
    const id = await court.says('a blimflax here', 'u-1');
    expect(await court.messages('statement.created')).toEqual([
      {
        wait: 0,
        decision_id: null,
        payload: {
          site: court.desk.site.slug,
          comment: { id, externalId: null, articleId: court.desk.article, authorId: 'u-1', parentId: null, status: 'rejected', version: 1 },
          statement: {
            id: expect.any(String), restriction: 'removal', commentId: id, policy: 'abuse', ground: 'Abuse', facts: expect.any(String), source: 'own', isDetectedAutomatically: true, isDecidedAutomatically: true, restrictedAt: expect.any(String), until: null, endedAt: null,
            texts: { en: { reasons: expect.stringContaining('Your comment is not shown.'), redress: expect.stringContaining('another look') }, de: expect.anything(), es: expect.anything(), fr: expect.anything() },
          },
        },
      },
    ]);
  });

  it('is told of what a person decided when that can no longer be undone, and not at all where it was', async () => {
    const court = await Court.open(first);
    await court.listen();
    const [kept, undone, atOnce] = [await court.says('A calm remark about the weather.'), await court.says('A calm remark about the sea.'), await court.says('A calm remark about the hills.')];
    const decision = await court.decide(kept, { action: 'reject', reasonCode: 'abuse' });
    const later = await court.decide(undone, { action: 'reject', reasonCode: 'abuse' });
    expect((await court.messages('statement.created')).map(({ wait, decision_id: by }) => [wait, by])).toEqual([[15, decision.id], [15, later.id]]);
    await court.undo(later);
    // Undone before the follower has read of it.
    await court.undo(await court.decide(atOnce, { action: 'reject', reasonCode: 'abuse' }));
    expect((await court.messages('statement.created')).map(({ decision_id: by }) => by)).toEqual([decision.id]);
  });

  it('is told of what was made of an author, which erasing the author takes out again', async () => {
    const court = await Court.open(first);
    await court.listen();
    await court.says('A calm remark about the weather.', 'u-erase-me');
    expectStatus(await court.moderator.client.put(court.desk.path('authors/u-erase-me/standing'), { kind: 'ban' }), 200);
    expect((await court.messages('statement.created')).map(({ payload }) => payload)).toEqual([{ site: court.desk.site.slug, author: { id: 'u-erase-me' }, statement: expect.objectContaining({ restriction: 'ban', commentId: null }) }]);
    const owner = await court.desk.world.ownerClient();
    const { body } = expectStatus(await owner.get(court.desk.path('authors/u-erase-me/personal-data')), 200);
    expect(JSON.stringify(body.messages)).toContain('statement.created');
    expectStatus(await owner.post(court.desk.path('authors/u-erase-me/erasure')), 202);
    await court.desk.on.app.get(Jobs).drain(ERASURE_QUEUE);
    await court.desk.on.app.get(ErasureRounds, { strict: false }).resume(new Date());
    expect((await court.messages('statement.created')).map(({ payload }) => payload)).toEqual([{ site: court.desk.site.slug, erased: true }]);
  });
});
