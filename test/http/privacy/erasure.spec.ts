import { ErasureRounds } from '../../../src/privacy/erasure-rounds';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { ERASURE_QUEUE } from '../../../src/privacy/erasure-queue';
import { columnsWith } from '../../support/columns-with';
import { expectStatus } from '../../support/world';
import { AUTHOR, CANARIES, PersonWorld, type Place } from './person';

let world: PersonWorld;

beforeAll(async () => {
  world = await PersonWorld.open();
  await world.plant();
});

afterAll(() => world.close());

/** In which columns a canary must stand before: else nothing is shown by its absence. */
const STANDS_IN: Readonly<Record<Place, readonly string[]>> = {
  authorId: ['author.id', 'comment.author_id', 'review_item.author_id', 'label.subject', 'report.reporter', 'reporter_mute.reporter', 'appeal.filed_by', 'event.actor', 'event.payload', 'idempotency_key.actor', 'learned_decision.author_id', 'reputation.name', 'author_note.author_id', 'outbox.payload', 'review_view.filter', 'bulk_operation.selection', 'webhook_delivery.payload', 'import_run.problems', 'waiting_item.author_id'],
  name: ['author.name', 'comment.author_name'],
  role: ['author.roles', 'evaluation_default.facts'],
  emailDomain: ['author.email_domain', 'evaluation_default.facts'],
  title: ['comment_revision.title', 'comment_words.words'],
  body: ['comment_revision.body', 'comment_words.words', 'review_item.reason'],
  formerBody: ['comment_revision.body'],
  metadata: ['comment.metadata'],
  userAgent: ['evaluation_default.facts'],
  channel: ['evaluation_default.facts'],
  decisionNote: ['decision.note'],
  decisionMessage: ['decision.message', 'outbox.payload'],
  bulkNote: ['bulk_operation.note'],
  itemNote: ['review_note.text'],
  tag: ['review_tag.tag'],
  authorNote: ['author_note.text'],
  standingNote: ['author.standing_note'],
  labelNote: ['label.note'],
  labelOfComment: ['label.note'],
  reportReceived: ['report.note'],
  reportMade: ['report.note'],
  noticeReceived: ['law_notice.explanation'],
  noticeMade: ['law_notice.explanation'],
  muteNote: ['reporter_mute.note'],
  appeal: ['appeal.message'],
  idempotencyKey: ['idempotency_key.key'],
  suggested: ['suggested_score.body'],
  delivery: ['webhook_delivery.payload'],
  importProblem: ['import_run.problems'],
  importOfComment: ['import_run.problems'],
  backtest: ['backtest_change.hits'],
  word: ['word_count.word', 'vocabulary.words', 'learned_decision.domains', 'reputation.name'],
  signal: ['evaluation_default.verdict'],
};

const PLACES = Object.keys(CANARIES) as Place[];

describe('a person', () => {
  it('has left something in every place there is', async () => {
    for (const place of PLACES) expect({ place, columns: await columnsWith(world.database, CANARIES[place]) }).toEqual({ place, columns: expect.arrayContaining([...STANDS_IN[place]]) });
  });

  it('gets everything that is stored about them as one file, and the log says so', async () => {
    const { body, headers } = expectStatus(await world.privacy.get(world.path(`authors/${AUTHOR}/personal-data`)), 200);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' });
    const whole = JSON.stringify(body).toLowerCase();
    expect(PLACES.filter((place) => !whole.includes(CANARIES[place]))).toEqual([]);
    const { author, comments, revisions, nearDuplicates, deliveries } = body as Record<string, object[]>;
    expect(author).toHaveLength(1);
    expect((comments ?? []).map((comment) => (comment as { id: string }).id).sort()).toEqual([...world.comments].sort());
    const [{ n } = { n: 0 }] = await world.rows<{ n: number }>('SELECT count(*)::integer AS n FROM comment_revision r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id WHERE c.author_id = $1', [AUTHOR]);
    expect(revisions).toHaveLength(n);
    expect([nearDuplicates?.length, deliveries?.length]).toEqual([1, 1]);
    expect(whole).not.toContain('u-somebody');
    expect((await world.desk.log()).filter(({ type }) => type === 'author.exported')).toMatchObject([{ payload: { authorId: AUTHOR } }]);
  });
});

describe('erasing a person', () => {
  let before: { log: object[]; counts: object[]; others: object[] };
  let id: string;

  const counts = (): Promise<object[]> => world.rows('SELECT (SELECT count(*) FROM comment) AS comments, (SELECT count(*) FROM decision) AS decisions, (SELECT count(*) FROM report) AS reports, (SELECT count(*) FROM appeal) AS appeals, (SELECT count(*) FROM evaluation) AS evaluations, (SELECT count(*) FROM review_item) AS items');
  const others = (): Promise<object[]> => world.rows(`SELECT c.*, r.body FROM comment c JOIN comment_revision r ON r.comment_id = c.id WHERE c.author_id = 'u-neighbour' ORDER BY c.id`);
  const placed = async (): Promise<object[]> => (await world.desk.log()).map(({ position, type, commentId, itemId, decisionId }) => ({ position, type, commentId, itemId, decisionId }));

  beforeAll(async () => {
    before = { log: await placed(), counts: await counts(), others: await others() };
    id = String(expectStatus(await world.privacy.post(world.path(`authors/${AUTHOR}/erasure`)), 202).body.id);
  });

  it('begins with nothing erased yet, and asked for twice is one erasure', async () => {
    expect(expectStatus(await world.privacy.get(world.path(`erasures/${id}`)), 200).body).toMatchObject({ stage: 'comments', tombstoneId: `erased:${id}`, comments: 0, endedAt: null });
    expect(expectStatus(await world.privacy.post(world.path(`authors/${AUTHOR}/erasure`)), 202).body.id).toBe(id);
  });

  it('is carried out by the worker, and then says how much it was', async () => {
    await world.desk.on.app.get(Jobs).drain(ERASURE_QUEUE);
    await world.work();
    const { body } = expectStatus(await world.privacy.get(world.path(`erasures/${id}`)), 200);
    expect(body).toMatchObject({ id, stage: 'done', comments: world.comments.length, quotations: 2, endedAt: expect.any(String) });
    expect(expectStatus(await world.privacy.get(world.path('erasures')), 200).body.items).toEqual([body]);
  });

  it.each(PLACES.filter((place) => place !== 'name'))('leaves no row of any table with: %s', async (place) => {
    expect(await columnsWith(world.database, CANARIES[place])).toEqual([]);
  });

  it("leaves the person's name where somebody else says it, and nowhere else", async () => {
    expect(await columnsWith(world.database, CANARIES.name)).toEqual(expect.arrayContaining(['comment_revision.body']));
    expect((await columnsWith(world.database, CANARIES.name)).filter((column) => !['comment_revision.body', 'comment_words.words'].includes(column))).toEqual([]);
    expect(await world.rows(`SELECT comment_id FROM comment_revision WHERE body ILIKE '%${CANARIES.name}%'`)).toEqual([{ comment_id: world.names }]);
  });

  it('leaves no hash of an address, device or email, no sketch and no word for search', async () => {
    const [left] = await world.rows(
      `SELECT (SELECT count(*)::integer FROM comment WHERE author_id LIKE 'erased:%' AND (ip_hash IS NOT NULL OR device_hash IS NOT NULL OR fingerprint <> '')) AS hashes,
         (SELECT count(*)::integer FROM author WHERE id LIKE 'erased:%' AND email_hash IS NOT NULL) AS emails,
         (SELECT count(*)::integer FROM near_duplicate) AS sketches, (SELECT count(*)::integer FROM comment_words w JOIN comment c ON c.id = w.comment_id WHERE c.author_id LIKE 'erased:%') AS words`,
    );
    expect(left).toEqual({ hashes: 0, emails: 0, sketches: 0, words: 0 });
  });

  it('leaves no notice from their address with a name, and whoever gave notice of their comment can still be answered', async () => {
    expect(await world.rows('SELECT notifier IS NOT NULL AS named, email_hash IS NOT NULL AS hashed, reference_hash IS NOT NULL AS asked, explanation FROM law_notice ORDER BY id')).toEqual([
      { named: true, hashed: true, asked: true, explanation: null },
      { named: false, hashed: false, asked: false, explanation: null },
    ]);
  });

  it('moves no line of the log: what happened since stands behind it', async () => {
    const log = await placed();
    expect(log.slice(0, before.log.length)).toEqual(before.log);
    const since = log.slice(before.log.length).map((line) => (line as { type: string }).type);
    expect(since.filter((type) => type === 'comment.erased')).toHaveLength(world.comments.length);
    expect([since.at(0), since.at(-1)]).toEqual(['erasure.requested', 'erasure.completed']);
  });

  it('keeps all counts, and the record of the author under the tombstone', async () => {
    expect(await counts()).toEqual(before.counts);
    expect(await world.rows(`SELECT id, kind, name, submitted, approved, rejected FROM author WHERE id LIKE '%erased%'`)).toEqual([{ id: `erased:${id}`, kind: 'registered', name: null, submitted: world.comments.length, approved: 5, rejected: 2 }]);
  });

  it('leaves what others wrote as it is, and lists who quotes or names the person', async () => {
    expect(await others()).toEqual(before.others);
    const { body } = expectStatus(await world.privacy.get(world.path(`erasures/${id}/quotations`)), 200);
    expect(body.items).toEqual([{ commentId: world.quotes, kind: 'words' }, { commentId: world.names, kind: 'name' }]);
  });

  it('leaves comments that are withdrawn and without a text, whose verdict nobody can replay and whose first answer is gone', async () => {
    const [first] = world.comments;
    expect(await world.desk.comment(String(first))).toMatchObject({ status: 'withdrawn', body: '', author: { id: `erased:${id}`, name: null }, externalId: 'c-1' });
    const { body } = expectStatus(await world.admin.client.get(world.path(`comments/${String(first)}/evaluations`)), 200);
    const [evaluation] = body.items as { id: string }[];
    expect((await world.admin.client.get(world.path(`comments/${String(first)}/evaluations/${String(evaluation?.id)}/replay`))).status).toBe(410);
    expect((await world.desk.server.post(world.path('comments'), { externalId: 'c-1', article: { id: 'open-news' }, body: 'The same id again.' })).body).toMatchObject({ status: 410, code: 'gone' });
    expect((await world.moderator.client.post(world.path(`comments/${String(first)}/decisions`), { action: 'approve' }, { 'if-match': '"3"' })).status).toBeGreaterThanOrEqual(409);
  });

  it('a second time finds nobody, and a tombstone cannot be erased or written under', async () => {
    expect((await world.privacy.post(world.path(`authors/${AUTHOR}/erasure`))).status).toBe(404);
    expect((await world.privacy.get(world.path(`authors/${AUTHOR}/personal-data`))).status).toBe(404);
    expect((await world.privacy.post(world.path(`authors/erased:${id}/erasure`))).status).toBe(410);
    expect((await world.desk.server.post(world.path('comments'), { article: { id: 'open-news' }, author: { id: `erased:${id}` }, body: 'Not me.' })).body).toMatchObject({ status: 422, errors: [{ pointer: '/author/id' }] });
  });

  it('does not keep them from coming back as somebody new', async () => {
    const { body } = expectStatus(await world.reader.client.post(world.path('comments'), { article: { id: 'open-news' }, body: 'Here I am, with a new remark.' }), 201);
    expect(await world.rows('SELECT submitted, approved FROM author WHERE id = $1', [AUTHOR])).toEqual([{ submitted: 1, approved: 0 }]);
    expect((await world.desk.comment(String(body.id))).author).toMatchObject({ id: AUTHOR });
  });

  it('goes on when its job was lost', async () => {
    expectStatus(await world.privacy.post(world.path(`authors/${AUTHOR}/erasure`)), 202);
    await world.database.query('TRUNCATE pgboss.job');
    const rounds = world.desk.on.app.get(ErasureRounds, { strict: false });
    expect(await rounds.resume(new Date())).toBe(0);
    expect(await rounds.resume(new Date(Date.now() + 121_000))).toBe(1);
    await world.desk.on.app.get(Jobs).drain(ERASURE_QUEUE);
    expect(await columnsWith(world.database, CANARIES.authorId)).toEqual([]);
  });

  it('waits for an import that is under way, which may still bring comments of theirs', async () => {
    await world.write();
    await world.database.query(`INSERT INTO import_run (site_id, id, format, source, status, requested_by, created_at) VALUES ($1, '0198f000-0000-7000-8000-000000000001', 'weir', 'weir', 'waiting', 'system', now())`, [world.desk.site.id]);
    const { body } = expectStatus(await world.privacy.post(world.path(`authors/${AUTHOR}/erasure`)), 202);
    await world.desk.on.app.get(Jobs).drain(ERASURE_QUEUE);
    expect(expectStatus(await world.privacy.get(world.path(`erasures/${String(body.id)}`)), 200).body).toMatchObject({ stage: 'others', endedAt: null });
    await world.write();
    await world.database.query(`UPDATE import_run SET status = 'done'`);
    await world.desk.on.app.get(ErasureRounds, { strict: false }).slice({ siteId: world.desk.site.id, erasureId: body.id as never });
    expect(expectStatus(await world.privacy.get(world.path(`erasures/${String(body.id)}`)), 200).body).toMatchObject({ stage: 'done', comments: 2 });
    expect(await columnsWith(world.database, CANARIES.authorId)).toEqual([]);
  });
});

describe('who may', () => {
  it.each(['viewer', 'moderator', 'lead'] as const)('not: a %s', async (role) => {
    const { client } = await world.desk.person(role);
    for (const answer of [await client.get(world.path('authors/u-neighbour/personal-data')), await client.post(world.path('authors/u-neighbour/erasure')), await client.get(world.path('erasures'))]) expect(answer.status).toBe(403);
  });

  it('not: a key without the scope admin', async () => {
    expect((await world.desk.server.get(world.path('authors/u-neighbour/personal-data'))).status).toBe(403);
    expect((await world.desk.server.post(world.path('authors/u-neighbour/erasure'))).status).toBe(403);
  });
});
