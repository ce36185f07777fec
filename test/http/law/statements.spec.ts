import Ajv from 'ajv/dist/2020';
import type { Answer } from '../../support/client';
import { expectStatus } from '../../support/world';
import { Desk } from '../review/desk-world';
import { Court } from './court';
import { TRANSPARENCY_BATCH, TRANSPARENCY_STATEMENT } from './transparency-schema';

let first: Desk;

beforeAll(async () => {
  first = await Desk.open();
});

afterAll(() => first.close());

describe('a statement of reasons', () => {
  it('is made of what a rule rejects: found and decided automatically', async () => {
    const court = await Court.open(first);
    const id = await court.says('a blimflax here');
    expect(await court.stated()).toEqual([
      { id: expect.any(String), restriction: 'removal', commentId: id, policy: 'abuse', ground: 'Abuse', facts: 'A comment was rejected or removed. A rule of the site found it. A rule decided.', source: 'own', isDetectedAutomatically: true, isDecidedAutomatically: true, restrictedAt: expect.any(String), until: null, endedAt: null },
    ]);
  });

  it('is not made of spam, nor while the site has not switched it on; what was rejected before is not stated later', async () => {
    const court = await Court.open(first, false);
    const before = await court.says('a blimflax here');
    await court.turn(true);
    const spam = await court.says('a zorgplonk here');
    await court.turn(false);
    const after = await court.says('another blimflax here');
    expect([await court.statedOf(before), await court.statedOf(spam), await court.statedOf(after)]).toEqual([[], [], []]);
    await court.turn(true);
    expect(await court.statedOf(await court.says('once more a blimflax'))).toEqual(['Abuse in force']);
  });

  it('is one while a comment stays rejected, whoever rejects it again; one that was spam gets its first when it is no spam', async () => {
    const court = await Court.open(first);
    const [insult, spam] = [await court.says('a blimflax here'), await court.says('a zorgplonk here')];
    for (const id of [insult, spam]) await court.decide(id, { action: 'reject', reasonCode: 'hate' });
    expect([await court.statedOf(insult), await court.statedOf(spam)]).toEqual([['Abuse in force'], ['Hate in force']]);
  });

  it('ends with the approval, is in force again when that is taken back, and another rejection has another', async () => {
    const court = await Court.open(first);
    const id = await court.says('a blimflax here');
    const approval = await court.decide(id, { action: 'approve' });
    expect(await court.statedOf(id)).toEqual(['Abuse ended']);
    await court.undo(approval);
    expect(await court.statedOf(id)).toEqual(['Abuse in force']);
    await court.decide(id, { action: 'approve' });
    const rejection = await court.decide(id, { action: 'reject', reasonCode: 'threat' });
    expect(await court.statedOf(id)).toEqual(['Abuse ended', 'Threat in force']);
    await court.undo(rejection);
    expect(await court.statedOf(id)).toEqual(['Abuse ended', 'Threat ended']);
  });

  it.each([
    ['premoderate', null],
    ['suspend', new Date(Date.now() + 86_400_000).toISOString()],
    ['ban', null],
  ])('is made of an author whom moderators %s', async (kind, until) => {
    const court = await Court.open(first);
    const id = await court.says('A calm remark about the weather.');
    await court.decide(id, { action: 'reject', reasonCode: 'abuse', authorAction: { kind, ...(until === null ? {} : { until }) } });
    const [found] = (await court.stated()).filter(({ restriction }) => restriction !== 'removal');
    expect(found).toMatchObject({ restriction: kind, until, policy: 'abuse', isDecidedAutomatically: false });
  });

  it('says that readers had reported the comment', async () => {
    const court = await Court.open(first);
    const id = await court.says('A calm remark about the weather.');
    await court.decide(id, { action: 'approve' });
    expectStatus(await court.desk.server.post(court.desk.path(`comments/${id}/reports`), { reason: 'offensive', reporterId: 'r-1' }), 201);
    await court.decide(id, { action: 'reject', reasonCode: 'abuse' });
    expect((await court.stated())[0]).toMatchObject({ source: 'notice', isDecidedAutomatically: false });
  });

  it.each(['nonsense', Buffer.from('["x"]').toString('base64url'), Buffer.from('[-1]').toString('base64url')])('is not listed from the cursor %s on', async (cursor) => {
    const court = await Court.open(first);
    for (const list of ['law/statements', 'law/statements/transparency-database']) {
      expectStatus(await court.moderator.client.get(court.desk.path(list)), 200);
      expect((await court.moderator.client.get(court.desk.path(`${list}?cursor=${cursor}`))).status).toBe(422);
    }
  });
});

/** Two hundred things that happen to comments, in an order that is the same each time. */
async function day(court: Court): Promise<void> {
  const reasons = ['abuse', 'hate', 'spam', 'other'];
  const texts = ['A calm remark about the weather.', 'a blimflax here', 'a zorgplonk here'];
  const comments: string[] = [];
  let decision: Answer['body'] = null;
  let seed = 7;
  const below = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let step = 0; step < 200; step++) {
    const id = comments[below(Math.max(1, comments.length))];
    const what = below(9);
    if (id === undefined || what < 3) comments.push(await court.says(texts[below(3)] ?? '', `u-${String(below(6))}`));
    else if (what < 5) {
      const answer: Answer = await court.moderator.client.post(court.desk.path(`comments/${id}/decisions`), { action: 'reject', reasonCode: reasons[below(4)], ...(below(6) === 0 ? { authorAction: { kind: 'premoderate' } } : {}) }, { 'if-match': `"${String((await court.desk.comment(id)).version)}"` });
      if (answer.status === 201) decision = answer.body;
    } else if (what === 5) {
      const answer: Answer = await court.moderator.client.post(court.desk.path(`comments/${id}/decisions`), { action: 'approve' }, { 'if-match': `"${String((await court.desk.comment(id)).version)}"` });
      if (answer.status === 201) decision = answer.body;
    } else if (what === 6 && decision) {
      await court.moderator.client.post(court.desk.review(`decisions/${String(decision.id)}/reversal`));
      decision = null;
    } else if (what === 7) await court.desk.server.patch(court.desk.path(`comments/${id}`), { body: texts[below(3)] });
    else await court.desk.server.post(court.desk.path(`comments/${id}/${below(2) === 0 ? 'reports' : 'appeals'}`), below(2) === 0 ? { reason: 'offensive', reporterId: `r-${String(step)}` } : {});
  }
}

/** Straight from the log, comment by comment: which lines began a restriction that is not exempt. */
async function restrictions(court: Court): Promise<string[]> {
  const lines = await court.desk.rows<{ id: string; type: string; comment_id: string | null; decision_id: string | null; status: string | null; standing: string | null; code: string | null }>(
    `SELECT e.id, e.type, e.comment_id, e.decision_id, e.payload ->> 'status' AS status, e.payload ->> 'standing' AS standing,
       CASE WHEN e.type = 'decision.made' OR e.type = 'author.standing_changed' THEN d.reason_code ELSE v.verdict ->> 'policy' END AS code
     FROM event e JOIN event_position p ON p.event_id = e.id LEFT JOIN decision d ON d.id = e.decision_id
     LEFT JOIN comment_revision r ON r.comment_id = e.comment_id AND r.revision = coalesce((e.payload ->> 'revision')::integer, 1)
     LEFT JOIN evaluation v ON v.id = r.evaluation_id
     WHERE e.site_id = $1 AND e.type IN ('comment.submitted', 'comment.edited', 'comment.held', 'decision.made', 'decision.reversed', 'author.standing_changed') ORDER BY p.position`,
    [court.desk.site.id],
  );
  const isSpam = (code: string | null): boolean => code !== null && /^spam(\.|$)/.test(code);
  const began: string[] = [];
  const inForce = new Map<string, { by: string | null } | null>();
  const endedBy = new Map<string, { comment: string; was: { by: string | null } }>();
  for (const { id, type, comment_id: comment, decision_id: decision, status, standing, code } of lines) {
    if (type === 'author.standing_changed') {
      if (standing !== null && standing !== 'trust' && !isSpam(code)) began.push(id);
    } else if (comment !== null) {
      const now = inForce.get(comment) ?? null;
      if (type === 'decision.reversed') {
        if (status !== 'rejected' || now?.by === decision) inForce.set(comment, null);
        const before = endedBy.get(decision ?? '');
        if (status === 'rejected' && before) inForce.set(comment, before.was);
      } else if (status !== 'rejected') {
        if (now && decision !== null) endedBy.set(decision, { comment, was: now });
        inForce.set(comment, null);
      } else if (!now && !isSpam(code)) {
        began.push(id);
        inForce.set(comment, { by: decision });
      }
    }
  }
  return began.sort();
}

describe('a day with rules, people, undo, appeals, edits and reports', () => {
  let court: Court;
  beforeAll(async () => {
    court = await Court.open(first);
    await day(court);
  });

  it('has exactly one statement of every restriction that is not exempt, also when the follower breaks halfway and three of them resume', async () => {
    await court.desk.log();
    const expected = await restrictions(court);
    expect(expected.length).toBeGreaterThan(20);
    // The database refuses one in the middle of the portion, as if it went away there.
    await court.desk.rows(`CREATE FUNCTION refuse_statement() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = '${expected[10] ?? ''}' THEN RAISE 'away'; END IF; RETURN NEW; END $$`);
    await court.desk.rows('CREATE TRIGGER refuse BEFORE INSERT ON law_statement FOR EACH ROW EXECUTE FUNCTION refuse_statement()');
    await expect(court.follow()).rejects.toThrow('away');
    await court.desk.rows('DROP FUNCTION refuse_statement CASCADE');
    await Promise.all([court.follow(), court.follow(), court.follow()]);
    const stated = await court.stated();
    expect(stated.map(({ id }) => id).sort()).toEqual(expected);
    expect(await court.desk.rows('SELECT comment_id FROM law_statement WHERE site_id = $1 AND comment_id IS NOT NULL AND ended_at IS NULL AND restriction = $2 GROUP BY 1 HAVING count(*) > 1', [court.desk.site.id, 'removal'])).toEqual([]);
  });

  it("leaves in the Transparency Database's form, without a word about persons", async () => {
    const stated = await court.stated();
    const isValid = new Ajv({ strict: false }).compile(TRANSPARENCY_BATCH);
    const puids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = expectStatus(await court.moderator.client.get(court.desk.path(`law/statements/transparency-database?limit=20${cursor === '' ? '' : `&cursor=${cursor}`}`)), 200);
      const batch = { statements: body.statements as { puid: string }[] };
      expect([isValid(batch), isValid.errors]).toEqual([true, null]);
      expect(JSON.stringify(batch)).not.toMatch(/"u-\d|Ana|blimflax|zorgplonk|calm remark/);
      puids.push(...batch.statements.map(({ puid }) => puid));
      cursor = body.nextCursor as string | null;
    }
    expect(puids).toEqual(stated.map(({ id }) => id));
  });

  it('leaves one by one as well, and says which ids there are as the database itself does', async () => {
    const stated = await court.stated();
    const isValid = new Ajv({ strict: false }).compile(TRANSPARENCY_STATEMENT);
    const { client } = court.moderator;
    for (const { id } of stated) {
      const { body } = expectStatus(await client.get(court.desk.path(`law/statements/${id}/transparency-database`)), 200);
      expect([isValid(body), isValid.errors, body.puid]).toEqual([true, null, id]);
      expect(expectStatus(await client.get(court.desk.path(`law/statements/existing-puid/${id}`)), 302).headers).toMatchObject({ location: court.desk.path(`law/statements/${id}/transparency-database`) });
      expect(expectStatus(await client.get(court.desk.path(`law/statements/${id}`)), 200).body).toEqual(stated.find((one) => one.id === id));
    }
    for (const puid of ['0198f000-0000-7000-8000-000000000000', 'no-id-of-ours']) expect((await client.get(court.desk.path(`law/statements/existing-puid/${puid}`))).status).toBe(404);
  });

  it('leaves a hundred at once at most', async () => {
    const { client } = court.moderator;
    expect((await client.get(court.desk.path('law/statements/transparency-database?limit=101'))).status).toBe(422);
    const { body } = expectStatus(await client.get(court.desk.path('law/statements/transparency-database?limit=100')), 200);
    expect((body.statements as object[]).length).toBe(Math.min(100, (await court.stated()).length));
  });
});
