import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/platform/embedded/free-port';
import { runningServer } from '../../src/platform/embedded/postmaster';
import { reachEmbeddedPostgres } from '../../src/platform/embedded/reach-embedded-postgres';
import { copiesOfLatest } from '../support/past-comments';
import { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { ask, type Heard, NewsSite, remark } from './news-site';

const ROOT = join(__dirname, '..', '..');
const HOOK = join(ROOT, 'scripts', 'typescript-hook.cjs');
const OWNER = { email: 'owner@desk.example', password: 'the password of an owner' };
const LIMIT_MS = 240_000;
const LANES = 8;
/** So many more make a backup take long enough for others to write meanwhile. */
const PAST = 20_000;

interface Ran {
  readonly code: number;
  readonly said: string;
}

/** A command of the operator's, as its own process. */
function command(name: 'backup' | 'restore', words: readonly string[], dataDir: string): Promise<Ran> {
  const env = { PATH: process.env['PATH'] ?? '', WEIR_DATA_DIR: dataDir };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--require', HOOK, join(ROOT, 'src', 'start', `${name}.ts`), ...words], { cwd: ROOT, env }, (error, _, said) => { resolve({ code: error === null ? 0 : Number(error.code), said }); });
  });
}

/** A backup to a reader that has gone before it begins, as when the program behind a pipe fails. */
async function unread(dataDir: string): Promise<Ran> {
  const child = spawn(process.execPath, ['--require', HOOK, join(ROOT, 'src', 'start', 'backup.ts'), '-'], { cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', WEIR_DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, said };
}

async function startOn(dataDir: string): Promise<ServiceProcess> {
  const env = { WEIR_DATA_DIR: dataDir, WEIR_DEMO: 'off', LOG_LEVEL: 'fatal', PORT: String(await freePort(0)), WEIR_ADMIN_EMAIL: OWNER.email, WEIR_ADMIN_PASSWORD: OWNER.password };
  return ServiceProcess.start({ program: ['--require', HOOK, 'src/main.ts'], env });
}

/** What the database of a data folder says, whether a service runs on it or not. */
async function asked<Row extends object>(dataDir: string, sql: string): Promise<Row[]> {
  const database = await reachEmbeddedPostgres({ dataDir, durable: true, log: () => undefined });
  return ask<Row>(database.url, sql).finally(() => database.stop());
}

/** A person who decides. */
async function signIn(url: string): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(OWNER) });
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return { 'content-type': 'application/json', cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-csrf-token': csrfToken };
}

/** Comments whose parts do not fit together, or whose status is not what the log makes of them. */
const UNLIKE_THE_LOG = `
  WITH told AS (SELECT DISTINCT ON (comment_id) comment_id, payload->>'status' AS status FROM event WHERE comment_id IS NOT NULL AND payload ? 'status' ORDER BY comment_id, id DESC),
    revised AS (SELECT comment_id, count(*) AS n FROM comment_revision GROUP BY 1), judged AS (SELECT comment_id, count(*) AS n FROM evaluation GROUP BY 1),
    waits AS (SELECT comment_id, count(*) AS n FROM review_item WHERE state = 'open' GROUP BY 1), decided AS (SELECT comment_id, count(*) AS n FROM decision GROUP BY 1),
    made AS (SELECT comment_id, count(*) AS n FROM event WHERE type = 'decision.made' GROUP BY 1)
  SELECT c.id, c.status, t.status AS told, r.n AS revised, j.n AS judged, w.n AS waits, d.n AS decided, m.n AS made
  FROM comment c LEFT JOIN told t ON t.comment_id = c.id LEFT JOIN revised r ON r.comment_id = c.id LEFT JOIN judged j ON j.comment_id = c.id
    LEFT JOIN waits w ON w.comment_id = c.id LEFT JOIN decided d ON d.comment_id = c.id LEFT JOIN made m ON m.comment_id = c.id
  WHERE t.status IS DISTINCT FROM c.status OR r.n IS DISTINCT FROM 1 OR j.n IS DISTINCT FROM 1 OR coalesce(w.n, 0) <> (c.status = 'held')::integer OR d.n IS DISTINCT FROM m.n`;
/** Authors whose record is not what a recount of their comments gives. */
const UNLIKE_A_RECOUNT = `
  WITH counted AS (SELECT c.author_id, count(*) AS submitted, count(*) FILTER (WHERE d.action = 'approve') AS approved, count(*) FILTER (WHERE d.action = 'reject') AS rejected
    FROM comment c LEFT JOIN decision d ON d.comment_id = c.id WHERE c.id::text NOT LIKE '00000000-%' GROUP BY 1)
  SELECT a.id FROM author a LEFT JOIN counted n ON n.author_id = a.id WHERE (a.submitted, a.approved, a.rejected) IS DISTINCT FROM (n.submitted, n.approved, n.rejected)`;

describe('a backup of a service under load', () => {
  const folder = temporaryFolder('weir-backup-');
  const file = join(folder, 'weir.backup');
  const [old, young] = [join(folder, 'old'), join(folder, 'young')];
  const services: ServiceProcess[] = [];
  const before: { taken: string[]; decided: string[] } = { taken: [], decided: [] };
  const all = { taken: new Set<string>(), decided: new Set<string>() };
  /** Answers that nobody expects. */
  const odd: Heard[] = [];
  let site: NewsSite;

  afterAll(async () => {
    for (const service of services) await service.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Submits, half of it to an article where everything waits for a person, who decides on each. */
  async function load(service: ServiceProcess, isOver: () => boolean): Promise<void> {
    let next = 100;
    const person = await signIn(service.url);
    const lane = async (): Promise<void> => {
      while (!isOver() && odd.length === 0) {
        const n = next++;
        const waits = n % 2 === 0;
        const heard = await site.submit(service.url, { ...remark(n), ...(waits ? { article: { id: 'slow' } } : {}) });
        const { id } = heard.body;
        if (heard.status !== 201 || id === undefined) odd.push(heard);
        else all.taken.add(id);
        if (!waits || id === undefined) continue;
        const decision = n % 4 === 0 ? { action: 'approve' } : { action: 'reject', reasonCode: 'spam' };
        const decided = await fetch(`${service.url}/v1/sites/${site.slug}/comments/${id}/decisions`, { method: 'POST', headers: { ...person, 'if-match': '"1"' }, body: JSON.stringify(decision) });
        if (decided.ok) all.decided.add(id);
        else odd.push({ status: decided.status, retryAfter: null, body: (await decided.json()) as Heard['body'] });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  it('is made while the service takes and decides comments, none of which it refuses', async () => {
    services.push(await startOn(old));
    const [service] = services as [ServiceProcess];
    site = await NewsSite.make(service.url);
    await site.submit(service.url, remark(1));
    const [found] = await asked<{ id: string }>(old, `SELECT id FROM site WHERE slug = '${site.slug}'`);
    await asked(old, copiesOfLatest(found?.id ?? '', PAST));
    await asked(old, `INSERT INTO event (site_id, id, type, actor, comment_id, created_at, payload) SELECT site_id, gen_random_uuid(), 'comment.submitted', 'system', id, created_at, jsonb_build_object('status', status) FROM comment WHERE id::text LIKE '00000000-%'`);
    await site.premoderate(service.url, 'slow');

    let isOver = false;
    const loading = load(service, () => isOver);
    while (all.decided.size < 20 && odd.length === 0) await delay(20);
    before.taken.push(...all.taken);
    before.decided.push(...all.decided);
    const made = await command('backup', [file], old);
    const during = all.taken.size - before.taken.length;
    isOver = true;
    await loading;
    expect(odd).toEqual([]);
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining(`Keep beside it, in another place: the file ${join(old, 'secret')}`) });
    expect(during).toBeGreaterThan(20);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  }, LIMIT_MS);

  it('is not made over another file, nor where there is no database', async () => {
    expect(await command('backup', [file], old)).toMatchObject({ code: 1, said: expect.stringContaining('is there already') });
    expect(await command('backup', [join(folder, 'none')], join(folder, 'nowhere'))).toMatchObject({ code: 1, said: expect.stringContaining('There is no database in') });
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    expect(await command('backup', [], old)).toMatchObject({ code: 2 });
    expect(await command('backup', [join(folder, 'no-folder', 'a.backup')], old)).toMatchObject({ code: 1, said: expect.stringContaining(`The folder ${join(folder, 'no-folder')} is not there`) });
    expect(await unread(old)).toMatchObject({ code: 1, said: 'The file was not taken to its end.\n' });
    expect(await command('restore', ['--check', join(folder, 'no.backup')], young)).toMatchObject({ code: 1, said: `${join(folder, 'no.backup')} is not there.\n` });
  }, LIMIT_MS);

  it('is refused by the folder of the service that runs, without its secret, and cut off; what was begun is no service', async () => {
    expect(await command('restore', [file], old)).toMatchObject({ code: 1, said: expect.stringContaining('already works on') });
    expect(await command('restore', [file], young)).toMatchObject({ code: 1, said: expect.stringContaining(`Put the kept one into the file ${join(young, 'secret')}`) });
    copyFileSync(join(old, 'secret'), join(young, 'secret'));
    const cut = join(folder, 'cut.backup');
    copyFileSync(file, cut);
    truncateSync(cut, Math.floor(statSync(file).size * 0.8));
    expect(await command('restore', ['--check', cut], young)).toMatchObject({ code: 1, said: expect.stringContaining('damaged or cut off') });
    expect(await command('restore', [cut], young)).toMatchObject({ code: 1, said: expect.stringContaining('Nothing of it was kept') });
    await expect(startOn(young)).rejects.toThrow('did not come to its end');
    expect(runningServer(join(young, 'postgres', 'data'))).toBeUndefined();
  }, LIMIT_MS);

  it('restored, has each comment and decision from before it once, and all of it fits together', async () => {
    expect(await command('restore', ['--check', file], young)).toMatchObject({ code: 0 });
    expect(await command('restore', [file], young)).toMatchObject({ code: 0, said: expect.stringContaining('Restored: ') });
    const stored = await asked<{ id: string; decisions: number }>(young, `SELECT c.id, (SELECT count(*)::integer FROM decision d WHERE d.comment_id = c.id) AS decisions FROM comment c`);
    const decisions = new Map(stored.map(({ id, decisions: n }) => [id, n]));
    expect(before.taken.filter((id) => !decisions.has(id))).toEqual([]);
    expect(before.decided.filter((id) => decisions.get(id) !== 1)).toEqual([]);
    expect(stored.length).toBe(decisions.size);
    // Nothing that was not there: but for the first and the past, each was sent here.
    expect([...decisions.keys()].filter((id) => !all.taken.has(id)).length).toBe(PAST + 1);
    expect(await asked(young, UNLIKE_THE_LOG)).toEqual([]);
    expect(await asked(young, UNLIKE_A_RECOUNT)).toEqual([]);
  }, LIMIT_MS);

  it('is a service on which people sign in anew and comments are judged, with the keys that there were', async () => {
    services.push(await startOn(young));
    const service = services[1] as ServiceProcess;
    const person = await signIn(service.url);
    const { status, body } = await site.submit(service.url, { article: { id: 'slow' }, body: 'Here again.' });
    expect([status, body.status]).toEqual([201, 'held']);
    const decided = await fetch(`${service.url}/v1/sites/${site.slug}/comments/${body.id ?? ''}/decisions`, { method: 'POST', headers: { ...person, 'if-match': '"1"' }, body: '{"action":"approve"}' });
    expect(decided.status).toBe(201);
    expect(await asked(young, UNLIKE_THE_LOG)).toEqual([]);
    expect(await command('restore', [file], young)).toMatchObject({ code: 1, said: expect.stringContaining('already works on') });
  }, LIMIT_MS);

  it('is made of a stopped service as well, which stays stopped, and is not restored over it', async () => {
    for (const service of services.splice(0)) await service.end('SIGTERM');
    mkdirSync(join(folder, 'more'));
    expect(await command('backup', [join(folder, 'more', 'second')], young)).toMatchObject({ code: 0 });
    expect(runningServer(join(young, 'postgres', 'data'))).toBeUndefined();
    expect(await command('restore', [join(folder, 'more', 'second')], young)).toMatchObject({ code: 1, said: expect.stringContaining('is not empty') });
    expect(runningServer(join(young, 'postgres', 'data'))).toBeUndefined();
  }, LIMIT_MS);
});
