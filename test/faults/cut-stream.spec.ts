import { rmSync } from 'node:fs';
import { StreamClient } from '../http/review/stream-client';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ask, inParallel, NewsSite, remark, startService } from './news-site';

const START_LIMIT_MS = 120_000;
const COMMENTS = 400;

describe('a process that is killed while it tells what happens', () => {
  let database: TestDatabase;
  let dataDir: string;
  let processes: ServiceProcess[];

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-stream-');
    processes = [await startService(database.url, dataDir), await startService(database.url, dataDir)];
  }, START_LIMIT_MS);

  afterAll(async () => {
    await Promise.all(processes.map((process) => process.end('SIGKILL')));
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('leaves a client with what it had; another process goes on from there, and in the end nothing is missing and nothing came twice', async () => {
    const [doomed, other] = processes as [ServiceProcess, ServiceProcess];
    const site = await NewsSite.make(other.url, ['admin', 'comments:write', 'articles:write']);
    await site.premoderate(other.url, 'slow');
    const listen = (url: string, lastEventId = ''): Promise<StreamClient> => StreamClient.open(`${url}/v1/sites/${site.slug}/review/stream`, { ...site.headers, 'last-event-id': lastEventId });
    const [cut, whole] = [await listen(doomed.url), await listen(other.url)];
    await Promise.all([cut, whole].map((stream) => stream.until(() => stream.events.length > 0, 'a greeting')));
    const submitting = inParallel(Array.from({ length: COMMENTS }, (_, n) => n), 16, (n) => site.submit(n % 2 === 0 ? doomed.url : other.url, { ...remark(n), article: { id: 'slow' } }));
    await cut.until(() => cut.lines.length > 20, 'the first lines');
    await doomed.end('SIGKILL');
    await cut.until(() => cut.isOver, 'the end of the stream');
    const rest = await listen(other.url, cut.lastEventId);
    await submitting;
    const waiting = async (): Promise<number> => (await ask<{ n: number }>(database.url, 'SELECT count(*)::integer AS n FROM event_waiting'))[0]?.n ?? -1;
    while ((await waiting()) > 0);
    const expected = (await ask<{ position: string }>(database.url, `SELECT p.position FROM event_position p JOIN event e ON e.site_id = p.site_id AND e.id = p.event_id WHERE e.type = 'comment.submitted' AND e.item_id IS NOT NULL ORDER BY p.position`)).map(({ position }) => Number(position));
    expect(expected.length).toBeGreaterThanOrEqual(COMMENTS / 2);
    await Promise.all([rest, whole].map((stream) => stream.until(() => Number(stream.lastEventId) >= (expected.at(-1) ?? 0), 'the last line')));
    const got = (...streams: readonly StreamClient[]): number[] => streams.flatMap(({ lines }) => lines.filter(({ type }) => type === 'item.opened').map(({ id }) => Number(id)));
    expect(got(whole)).toEqual(expected);
    expect(got(cut, rest)).toEqual(expected);
    for (const stream of [cut, whole, rest]) stream.cut();
  }, 120_000);
});
