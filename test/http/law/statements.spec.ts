import Ajv from 'ajv/dist/2020';
import { expectStatus } from '../../support/world';
import { Desk } from '../review/desk-world';
import { Court } from './court';
import { day, restrictions } from './simulated-day';
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

  it('of a rejection that is taken back ends also where the comment stays rejected for spam, and the next rejection has its own', async () => {
    const court = await Court.open(first);
    const id = await court.says('a zorgplonk here');
    await court.undo(await court.decide(id, { action: 'reject', reasonCode: 'hate' }));
    expect(await court.statedOf(id)).toEqual(['Hate ended']);
    await court.decide(id, { action: 'reject', reasonCode: 'threat' });
    expect(await court.statedOf(id)).toEqual(['Hate ended', 'Threat in force']);
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

  it('leaves as one file, a batch of a hundred on each line', async () => {
    const isValid = new Ajv({ strict: false }).compile(TRANSPARENCY_BATCH);
    const { body, headers } = expectStatus(await court.moderator.client.get(court.desk.path('law/statements/transparency-database/batches')), 200);
    expect(headers).toMatchObject({ 'content-type': 'application/x-ndjson', 'content-disposition': expect.stringContaining('statements-of-reasons.ndjson') });
    const batches = String(body).trim().split('\n').map((line) => JSON.parse(line) as { statements: { puid: string }[] });
    for (const batch of batches) expect([isValid(batch), isValid.errors]).toEqual([true, null]);
    expect(batches.flatMap(({ statements }) => statements.map(({ puid }) => puid))).toEqual((await court.stated()).map(({ id }) => id));
  });

  it('are listed backwards, and by what was restricted, how it came up and whether it is in force', async () => {
    const stated = await court.stated();
    const listed = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body } = expectStatus(await court.moderator.client.get(court.desk.path(`law/statements?limit=9&${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)), 200);
        found.push(...(body.items as { id: string }[]).map(({ id }) => id));
        cursor = body.nextCursor as string | null;
      }
      return found;
    };
    const ids = (chosen: typeof stated): string[] => chosen.map(({ id }) => id);
    expect(await listed('order=newest')).toEqual(ids(stated).reverse());
    expect(await listed('restriction=ban')).toEqual(ids(stated.filter(({ restriction }) => restriction === 'ban')));
    expect(await listed('source=notice&state=in_force')).toEqual(ids(stated.filter(({ source, endedAt }) => source === 'notice' && endedAt === null)));
    expect(await listed('state=ended&order=newest')).toEqual(ids(stated.filter(({ endedAt }) => endedAt !== null)).reverse());
    for (const wrong of ['order=best', 'state=open', 'source=x', 'restriction=x']) expect((await court.moderator.client.get(court.desk.path(`law/statements?${wrong}`))).status).toBe(422);
  });

  it('leaves a hundred at once at most', async () => {
    const { client } = court.moderator;
    expect((await client.get(court.desk.path('law/statements/transparency-database?limit=101'))).status).toBe(422);
    const { body } = expectStatus(await client.get(court.desk.path('law/statements/transparency-database?limit=100')), 200);
    expect((body.statements as object[]).length).toBe(Math.min(100, (await court.stated()).length));
  });
});
