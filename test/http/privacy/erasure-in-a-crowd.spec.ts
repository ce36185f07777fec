import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { makeBackup } from '../../../src/backup/make-backup';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { ERASURE_QUEUE } from '../../../src/privacy/erasure-queue';
import { expectStatus } from '../../support/world';
import { gather } from './crowd';
import { AUTHOR, CANARIES, PersonWorld } from './person';

/** A few in the suite. The drill of docs/personal-data.md sets 1,000,000 and 10,000. */
const COMMENTS = Number(process.env['ERASURE_COMMENTS'] ?? 3_000);
const AUTHORS = Number(process.env['ERASURE_AUTHORS'] ?? 30);
const PATIENCE_MS = 60_000 + COMMENTS * 2;

/** Each canary in clear, and as PostgreSQL writes bytes. */
const TRACES = new Map(Object.values(CANARIES).flatMap((canary) => [[canary, canary], [Buffer.from(canary).toString('hex'), canary]] as [string, string][]));
const ANY_TRACE = new RegExp([...TRACES.keys()].join('|'), 'gi');
const LONGEST_TRACE = Math.max(...[...TRACES.keys()].map((trace) => trace.length));
const canariesIn = (text: string): string[] => [...text.matchAll(ANY_TRACE)].map(([trace]) => TRACES.get(trace.toLowerCase()) ?? trace);

let world: PersonWorld;
let before: { counts: object[]; others: object[]; log: object[] };

beforeAll(async () => {
  world = await PersonWorld.open();
  await gather(world.database, world.desk.site, { comments: COMMENTS, authors: AUTHORS });
  await world.plant();
}, PATIENCE_MS);

afterAll(() => world.close());

const counts = (): Promise<object[]> => world.rows(`SELECT (SELECT count(*) FROM comment) AS comments, (SELECT count(*) FROM comment_revision) AS revisions, (SELECT count(*) FROM evaluation) AS evaluations, (SELECT count(*) FROM author) AS authors, (SELECT count(*) FROM decision) AS decisions, (SELECT count(*) FROM report) AS reports, (SELECT count(*) FROM review_item) AS items`);
/** A sum over all that others wrote and are. */
const others = (): Promise<object[]> => world.rows(`SELECT (SELECT sum(hashtextextended(c::text, 0)) FROM comment c WHERE author_id LIKE 'crowd-%')::text AS comments, (SELECT sum(hashtextextended(a::text, 0)) FROM author a WHERE id LIKE 'crowd-%')::text AS authors,
  (SELECT sum(hashtextextended(r::text, 0)) FROM comment_revision r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id WHERE c.author_id LIKE 'crowd-%')::text AS texts`);
const placed = async (): Promise<object[]> => (await world.desk.log()).map(({ position, type, commentId, itemId, decisionId }) => ({ position, type, commentId, itemId, decisionId }));

/** Which canaries stand in which table, whole rows read once. */
async function tablesWithCanaries(): Promise<Record<string, string[]>> {
  const tables = await world.rows<{ name: string }>(`SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await world.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t WHERE t::text ~* $1 LIMIT 1000`, [ANY_TRACE.source]);
    if (rows.length > 0) found[name.replace(/^public\./, '')] = [...new Set(rows.flatMap(({ row }) => canariesIn(row)))].sort();
  }
  return found;
}

/** Which canaries stand in a backup made now, read piece by piece. */
async function canariesInBackup(): Promise<Set<string>> {
  const into = new PassThrough();
  const made = makeBackup({ url: world.desk.on.databaseUrl, secretMark: 'mark', into, onProgress: () => undefined });
  const found = new Set<string>();
  let rest = '';
  for await (const piece of into.pipe(createGunzip())) {
    const text = rest + (piece as Buffer).toString('latin1');
    for (const canary of canariesIn(text)) found.add(canary);
    rest = text.slice(-LONGEST_TRACE);
  }
  await made;
  return found;
}

describe(`one of ${String(AUTHORS)} authors of ${String(COMMENTS)} comments`, () => {
  it('stands in tables and in a backup, and gets exactly what is theirs', async () => {
    before = { counts: await counts(), others: await others(), log: await placed() };
    expect(Object.keys(await tablesWithCanaries()).length).toBeGreaterThan(20);
    expect([...(await canariesInBackup())].sort()).toEqual(Object.values(CANARIES).sort());
    const { body } = expectStatus(await world.privacy.get(world.path(`authors/${AUTHOR}/personal-data`)), 200);
    expect((body.comments as { id: string }[]).map(({ id }) => id).sort()).toEqual([...world.comments].sort());
    expect(JSON.stringify(body)).not.toContain('crowd-');
  }, PATIENCE_MS);

  it('erased, is gone from every row and from a backup made afterwards, but for the name that somebody else says', async () => {
    const { id } = expectStatus(await world.privacy.post(world.path(`authors/${AUTHOR}/erasure`)), 202).body as { id: string };
    const began = performance.now();
    await world.desk.on.app.get(Jobs).drain(ERASURE_QUEUE);
    const took = performance.now() - began;
    await world.work();
    expect(expectStatus(await world.privacy.get(world.path(`erasures/${id}`)), 200).body).toMatchObject({ stage: 'done', comments: world.comments.length, quotations: 2 });
    expect(await tablesWithCanaries()).toEqual({ comment_revision: [CANARIES.name], comment_words: [CANARIES.name] });
    expect([...(await canariesInBackup())]).toEqual([CANARIES.name]);
    if (COMMENTS > 100_000) console.log(`erased in ${(took / 1_000).toFixed(1)} s`);
  }, PATIENCE_MS);

  it('leaves counts, the order of events and what others wrote as they were', async () => {
    expect(await counts()).toEqual(before.counts);
    expect(await others()).toEqual(before.others);
    expect((await placed()).slice(0, before.log.length)).toEqual(before.log);
  }, PATIENCE_MS);
});
