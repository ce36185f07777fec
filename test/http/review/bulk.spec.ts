import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import type { BulkOperationId } from '../../../src/domain/ids';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { DoLine } from '../../../src/review/bulk/do-line';
import { RunBulk } from '../../../src/review/bulk/run-bulk';
import type { DeskCall } from '../../../src/review/desk-call';
import { BulkLineStore } from '../../../src/store/bulk-line.store';
import { BulkOperationStore } from '../../../src/store/bulk-operation.store';
import type { Answer, Client } from '../../support/client';
import type { PersonInWorld } from '../../support/world';
import { Desk, type ShownItem } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let ben: PersonInWorld;
let lead: PersonInWorld;
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
  [ana, ben, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben'), desk.person('lead', 'Lea')]);
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

const work = (): Promise<void> => desk.on.app.get(RunBulk, { strict: false }).runOnce();
const start = (client: Client, body: object): Promise<Answer> => client.post(desk.review('bulk-operations'), body);
const read = (id: unknown, rest = ''): Promise<Answer> => ana.client.get(desk.review(`bulk-operations/${String(id)}${rest}`));

async function heldItems(author: string, many: number): Promise<ShownItem[]> {
  const items: ShownItem[] = [];
  for (let n = 0; n < many; n++) items.push(await desk.itemOf((await desk.held(author, `${aWord()} is what I say for the ${n}. time.`)).id, ana.client));
  return items;
}

/** No other text has it, and no rule anything against it: digits could be a telephone. */
const aWord = (): string => randomUUID().replaceAll(/[^a-f]/g, 'o');
const newAuthor = (): string => `u-${randomUUID()}`;
const idsOf = (items: readonly ShownItem[]): object => ({ ids: items.map(({ id, version }) => ({ id, version })) });

describe('one decision on many items', () => {
  it('is made on each by itself, and says of each what became of it', async () => {
    const items = await heldItems(newAuthor(), 4);
    const [first, second, third] = items as [ShownItem, ShownItem, ShownItem, ShownItem];
    const begun = await start(ana.client, { action: 'reject', reasonCode: 'spam', note: 'A wave', selection: idsOf(items) });
    expect([begun.status, begun.body]).toMatchObject([202, { status: 'waiting', count: 4 }]);
    await desk.decide(ben.client, first, { action: 'approve' });
    await ben.client.post(desk.review(`items/${second.id}/claim`));
    await work();
    expect((await read(begun.body.id)).body).toMatchObject({
      status: 'done', action: 'reject', reasonCode: 'spam', origin: 'ids', progress: { done: 4, total: 4 }, succeeded: 2,
      skipped: [{ code: 'claimed_by_other', count: 1 }, { code: 'version_conflict', count: 1 }], failed: [], requestedBy: { name: 'Ana' }, reversal: null,
    });
    const { body: results } = await read(begun.body.id, '/results?outcome=succeeded');
    expect((results.items as { itemId: string }[]).map(({ itemId }) => itemId)).toEqual(items.slice(2).map(({ id }) => id));
    await expect(desk.comment(first.comment.id)).resolves.toMatchObject({ status: 'published' });
    await expect(desk.comment(third.comment.id)).resolves.toMatchObject({ status: 'rejected' });
    const { rows } = await database.query(`SELECT payload ->> 'bulkOperationId' AS batch FROM event WHERE comment_id = $1 AND type = 'decision.made'`, [third.comment.id]);
    expect(rows).toEqual([{ batch: begun.body.id }]);
  });

  it('overrides what others hold for those who may, and only for them', async () => {
    const [item] = (await heldItems(newAuthor(), 1)) as [ShownItem];
    await ben.client.post(desk.review(`items/${item.id}/claim`));
    const order = { action: 'approve', onClaimed: 'override', selection: idsOf([item]) };
    expect((await start(ana.client, order)).status).toBe(403);
    const begun = await start(lead.client, order);
    await work();
    expect((await read(begun.body.id)).body).toMatchObject({ status: 'done', succeeded: 1 });
  });

  it('takes a list of five hundred and no more, and refuses what it cannot mean', async () => {
    const ids = (many: number): object => ({ ids: Array.from({ length: many }, () => ({ id: randomUUID(), version: 1 })) });
    expect((await start(ana.client, { action: 'approve', selection: ids(501) })).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/selection/ids' }] });
    expect((await start(ana.client, { action: 'approve', selection: ids(500) })).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/selection/ids/0/id' }] });
    expect((await start(ana.client, { action: 'approve', selection: {} })).body).toMatchObject({ errors: [{ pointer: '/selection' }] });
    const [item] = (await heldItems(newAuthor(), 1)) as [ShownItem];
    expect((await start(ana.client, { action: 'reject', selection: idsOf([item]) })).body).toMatchObject({ code: 'reason_required' });
    expect((await start(ana.client, { action: 'reject', reasonCode: 'no-such', selection: idsOf([item]) })).body).toMatchObject({ errors: [{ pointer: '/reasonCode' }] });
    const viewer = await desk.person('viewer');
    expect((await start(viewer.client, { action: 'approve', selection: idsOf([item]) })).status).toBe(403);
  });
});

describe('everything of one author', () => {
  it('is looked at by more people at once than there are connections: none waits for a second one', async () => {
    const author = newAuthor();
    await heldItems(author, 1);
    const order = { action: 'approve', dryRun: true, selection: { filter: { author, sections: 'mine' } } };
    const looks = await Promise.all(Array.from({ length: 24 }, () => start(ana.client, order)));
    expect(looks.map(({ status }) => status)).toEqual(looks.map(() => 200));
  });

  it('is looked at first: a dry run changes nothing, and what it froze is what is done', async () => {
    const author = newAuthor();
    const items = await heldItems(author, 3);
    const order = { action: 'reject', reasonCode: 'spam', selection: { filter: { author } } };
    const dry = await start(ana.client, { ...order, dryRun: true });
    expect([dry.status, dry.body]).toMatchObject([200, { count: 3, byAuthor: [{ key: author, count: 3 }], byRule: [{ key: 'article_premoderated', count: 3 }], claimed: 0 }]);
    expect((dry.body.sample as { id: string }[]).map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
    await work();
    expect((await read(dry.body.id)).status).toBe(404);
    const later = await desk.held(author, `${aWord()} came after the dry run.`);
    const frozen = { ...order, selection: { ...order.selection, frozen: dry.body.id } };
    const begun = await start(ana.client, frozen);
    expect([begun.status, begun.body]).toMatchObject([202, { id: dry.body.id, count: 3 }]);
    await work();
    expect((await read(begun.body.id)).body).toMatchObject({ status: 'done', succeeded: 3, origin: 'filter', selection: { author } });
    await expect(desk.comment(later.id)).resolves.toMatchObject({ status: 'held' });
    expect((await start(ana.client, frozen)).body).toMatchObject({ id: dry.body.id });
    expect((await start(ben.client, frozen)).status).toBe(409);
  });

  it('is not done when there are many more than expected, or nobody said how many', async () => {
    const author = newAuthor();
    await heldItems(author, 2);
    const order = (more: object): object => ({ action: 'approve', selection: { filter: { author }, ...more } });
    expect((await start(ana.client, order({}))).body).toMatchObject({ code: 'invalid', errors: [{ pointer: '/selection/expectedCount' }] });
    const differs = await start(ana.client, order({ expectedCount: 1 }));
    expect([differs.status, differs.body]).toMatchObject([409, { code: 'count_differs', count: 2, expectedCount: 1 }]);
    const begun = await start(ana.client, order({ expectedCount: 2 }));
    await work();
    expect((await read(begun.body.id)).body).toMatchObject({ succeeded: 2 });
  });
});

describe('a list made by a filter', () => {
  const dryRun = async (filter: object): Promise<Answer['body']> => (await start(ana.client, { action: 'approve', selection: { filter }, dryRun: true })).body;

  it('is what the list of the desk shows', async () => {
    const author = newAuthor();
    const [first] = (await heldItems(author, 3)) as [ShownItem];
    await ben.client.post(desk.review(`items/${first.id}/claim`));
    expect(await dryRun({ author, claimed: 'true' })).toMatchObject({ count: 1, claimed: 1, sample: [{ id: first.id }] });
    expect(await dryRun({ author, claimed: false })).toMatchObject({ count: 2, claimed: 0 });
    expect(await dryRun({ author, q: first.comment.id })).toMatchObject({ count: 0 });
    expect(await dryRun({ author, state: 'resolved' })).toMatchObject({ errors: [{ pointer: '/selection/filter/state' }] });
    expect(await dryRun({ author, colour: 'red' })).toMatchObject({ errors: [{ pointer: '/selection/filter/colour' }] });
  });

  it('can be the copies of one text, whoever sent them', async () => {
    const text = `The ministry of ${aWord()} has opened a new kiosk for warm socks behind the old railway bridge in our town`;
    const copies: string[] = [];
    for (const end of ['.', '!', ', hurry.']) copies.push((await desk.held(newAuthor(), `${text}${end}`)).id);
    await desk.held(newAuthor(), `${aWord()} has nothing to do with it, and says so at some length.`);
    const dry = await dryRun({ nearDuplicatesOf: copies[1] });
    expect((dry.sample as ShownItem[]).map(({ comment }) => comment.id).sort()).toEqual([...copies].sort());
    expect(await dryRun({ nearDuplicatesOf: randomUUID() })).toMatchObject({ errors: [{ pointer: '/selection/filter/nearDuplicatesOf' }] });
    await ana.client.post(desk.path(`comments/${String(copies[0])}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': '"1"' });
    expect(await dryRun({ nearDuplicatesOf: copies[0] })).toMatchObject({ count: 2 });
  });

  it('is acted on for an hour and with the same filter only', async () => {
    const author = newAuthor();
    await heldItems(author, 1);
    const { id: frozen } = await dryRun({ author, rule: 'article_premoderated' });
    const order = (filter: object): object => ({ action: 'approve', selection: { filter, frozen } });
    expect((await start(ana.client, order({ author }))).body).toMatchObject({ errors: [{ pointer: '/selection/filter' }] });
    await database.query(`UPDATE bulk_operation SET created_at = created_at - interval '61 minutes' WHERE id = $1`, [frozen]);
    expect((await start(ana.client, order({ rule: 'article_premoderated', author }))).body).toMatchObject({ errors: [{ pointer: '/selection/frozen' }] });
  });
});

describe('a worker that comes and goes', () => {
  it('is not missed: another goes on where nothing has become of a line, and the first does nothing more', async () => {
    const items = await heldItems(newAuthor(), 3);
    const begun = await start(ana.client, { action: 'approve', selection: idsOf(items) });
    const id = begun.body.id as BulkOperationId;
    const { app } = desk.on;
    const [reads, operations, lines, doLine] = [app.get(UnitOfWork).reads, app.get(BulkOperationStore), app.get(BulkLineStore), app.get(DoLine, { strict: false })];
    const holder = { id, takenBy: randomUUID() };
    const operation = await operations.take(reads, desk.site.id, holder, { now: new Date(), until: new Date(Date.now() + 60_000) });
    if (!operation) throw new Error('Nobody else runs it');
    const call: DeskCall = { site: desk.site, personId: operation.requested_by, name: 'Ana', permissions: new Set(['review.decide']), now: new Date(), requestId: 'r', idempotencyKey: null };
    const [first, second] = await lines.left(reads, desk.site.id, id, 2);
    if (!first || !second) throw new Error('There are three lines');
    expect(await doLine.execute({ operation, holder, call }, first)).toBe(true);
    await work();
    expect((await read(id)).body).toMatchObject({ status: 'running', progress: { done: 1, total: 3 } });
    await database.query(`UPDATE bulk_operation SET taken_until = now() - interval '1 second' WHERE id = $1`, [id]);
    const both = await Promise.all([doLine.execute({ operation, holder, call }, second), work()]);
    expect(await doLine.execute({ operation, holder, call }, first)).toBe(false);
    expect((await read(id)).body).toMatchObject({ status: 'done', succeeded: 3, skipped: [], failed: [] });
    expect(both.length).toBe(2);
    const { rows } = await database.query('SELECT count(*)::integer AS n, count(DISTINCT comment_id)::integer AS comments FROM decision WHERE bulk_operation_id = $1', [id]);
    expect(rows).toEqual([{ n: 3, comments: 3 }]);
  });

  it('stops when the one who asked for it may not ask for it any more', async () => {
    const gone = await desk.person('moderator', 'Gone');
    const items = await heldItems(newAuthor(), 1);
    const begun = await start(gone.client, { action: 'approve', selection: idsOf(items) });
    await database.query(`UPDATE membership SET role = 'viewer' WHERE person_id = $1`, [gone.id]);
    await work();
    expect((await read(begun.body.id)).body).toMatchObject({ status: 'cancelled', progress: { done: 0, total: 1 } });
  });
});

describe('taking an operation back', () => {
  it('restores what nothing has happened to since, and leaves the rest', async () => {
    const items = await heldItems(newAuthor(), 3);
    const [first, second] = items as [ShownItem, ShownItem, ShownItem];
    const begun = await start(ana.client, { action: 'approve', selection: idsOf(items) });
    await work();
    await desk.server.patch(desk.path(`comments/${first.comment.id}`), { body: 'Something else altogether.' }, { 'if-match': '"2"' });
    expect((await ben.client.post(desk.review(`bulk-operations/${String(begun.body.id)}/reversal`), {})).status).toBe(403);
    const taken = await ana.client.post(desk.review(`bulk-operations/${String(begun.body.id)}/reversal`), {});
    expect([taken.status, taken.body]).toMatchObject([202, { status: 'waiting', count: 3 }]);
    expect((await ana.client.post(desk.review(`bulk-operations/${String(begun.body.id)}/reversal`), {})).body).toMatchObject({ id: taken.body.id });
    await work();
    expect((await read(taken.body.id)).body).toMatchObject({ kind: 'reverse', status: 'done', reverses: begun.body.id, succeeded: 2, skipped: [{ code: 'superseded', count: 1 }] });
    expect((await read(begun.body.id)).body).toMatchObject({ reversal: { id: taken.body.id } });
    await expect(desk.comment(second.comment.id)).resolves.toMatchObject({ status: 'held' });
    expect(await desk.itemOf(second.comment.id, ana.client)).toMatchObject({ id: second.id, state: 'open' });
    expect((await ana.client.post(desk.review(`bulk-operations/${String(taken.body.id)}/reversal`), {})).status).toBe(409);
  });

  it('is one\'s own for ten minutes; a lead may at any time', async () => {
    const begun = await start(ana.client, { action: 'approve', selection: idsOf(await heldItems(newAuthor(), 1)) });
    await work();
    await database.query(`UPDATE bulk_operation SET ended_at = ended_at - interval '11 minutes' WHERE id = $1`, [begun.body.id]);
    expect((await ana.client.post(desk.review(`bulk-operations/${String(begun.body.id)}/reversal`), {})).status).toBe(403);
    expect((await lead.client.post(desk.review(`bulk-operations/${String(begun.body.id)}/reversal`), {})).status).toBe(202);
  });

  it('leaves nothing behind when it comes while lines are under way', async () => {
    const items = await heldItems(newAuthor(), 8);
    const begun = await start(ana.client, { action: 'approve', selection: idsOf(items) });
    const [, taken] = await Promise.all([work(), ana.client.post(desk.review(`bulk-operations/${String(begun.body.id)}/reversal`), {})]);
    expect(taken.status).toBe(202);
    await work();
    const { rows } = await database.query('SELECT count(*)::integer AS n FROM decision WHERE bulk_operation_id = $1 AND reversed_by IS NULL', [begun.body.id]);
    expect(rows).toEqual([{ n: 0 }]);
    expect((await read(taken.body.id)).body).toMatchObject({ status: 'done', skipped: [], failed: [] });
  });

  it('may come before the end: what is left is left alone', async () => {
    const items = await heldItems(newAuthor(), 2);
    const begun = await start(ana.client, { action: 'approve', selection: idsOf(items) });
    const stopped = await ana.client.delete(desk.review(`bulk-operations/${String(begun.body.id)}`));
    expect(stopped.status).toBe(204);
    await work();
    expect((await read(begun.body.id)).body).toMatchObject({ status: 'cancelled', progress: { done: 0, total: 2 } });
    expect((await ana.client.delete(desk.review(`bulk-operations/${String(begun.body.id)}`))).status).toBe(409);
    await expect(desk.comment(items[0]?.comment.id ?? '')).resolves.toMatchObject({ status: 'held' });
  });
});
