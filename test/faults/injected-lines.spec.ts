import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { ServiceProcess } from '../support/service-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { temporaryFolder } from '../support/temporary-folder';
import { NewsSite, remark, startService } from './news-site';

const LIMIT_MS = 120_000;
/** What only a secret or a reader's words contain. */
const HIDDEN = 'zanzibar-4711';
/** Escape sequences clear a terminal or rename its window; a line break begins what looks like a line of ours. */
const HOSTILE = `${HIDDEN}\r\n{"level":30,"msg":"all is well"}\u001b[2J\u001b]0;owned\u0007\u2028`;

/** One request as bytes, with whatever an HTTP client would refuse to send; the whole answer as text. */
function exchange(url: string, lines: readonly string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write([...lines, `host: ${hostname}`, 'connection: close', `content-length: ${String(Buffer.byteLength(body))}`, '', body].join('\r\n')));
    socket.on('data', (chunk) => (said += chunk.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => { resolve(said); });
  });
}

const headOf = (answer: string): string[] => (answer.split('\r\n\r\n')[0] ?? '').split('\r\n');

describe('lines that strangers would write', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;
  let site: NewsSite;
  let asked = 0;

  const send = (lines: readonly string[], body?: string): Promise<string> => {
    asked += 1;
    return exchange(service.url, lines, body);
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-lines-');
    service = await startService(database.url, dataDir, 0, { LOG_LEVEL: 'trace' });
    site = await NewsSite.make(service.url);
  }, LIMIT_MS);

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const bearer = (): string => `authorization: ${site.headers.authorization}`;
  const json = 'content-type: application/json';

  it.each([
    ['a path', () => send([`GET /v1/sites/%0d%0aset-cookie:%20evil=1/comments HTTP/1.1`, bearer()])],
    ['the page to return to after signing in', () => send(['GET /v1/session/provider?page=/console/%0d%0aset-cookie:%20evil=1 HTTP/1.1'])],
    ['the id of a request', () => send(['GET /v1/sites HTTP/1.1', 'x-request-id: a\tset-cookie: evil=1'])],
    ['the id of a list to download', () => send([`GET /v1/sites/${site.slug}/lists/%22%0d%0aset-cookie:%20evil=1/entries HTTP/1.1`, bearer()])],
    ['the origin of a page', () => send([`OPTIONS /v1/sites/${site.slug}/comments HTTP/1.1`, 'origin: https://a.example\tset-cookie: evil=1', 'access-control-request-method: POST'])],
    ['a key of idempotency', () => send([`POST /v1/sites/${site.slug}/comments HTTP/1.1`, bearer(), json, 'idempotency-key: a%0d%0aset-cookie: evil=1'], JSON.stringify(remark(1)))],
  ])('%s becomes no header of the answer', async (_name, ask) => {
    const head = headOf(await ask());
    expect(head[0]).toMatch(/^HTTP\/1\.1 \d{3} /);
    expect(head.filter((line) => /^set-cookie:/i.test(line))).toEqual([]);
    // What was not harmless is not given back either.
    expect(head.slice(1).filter((line) => line.includes('evil'))).toEqual([]);
  });

  it('nothing of it becomes a line of the log, and no words and secrets stand in it', async () => {
    const comment = JSON.stringify({ ...remark(2), body: `The ferry was late again. ${HOSTILE}`, author: { id: 'u-9', name: `Ana ${HIDDEN}`, email: `${HIDDEN}@mail.example` } });
    const answers = [
      await send([`POST /v1/sites/${site.slug}/comments HTTP/1.1`, bearer(), json, `user-agent: ${HIDDEN} {"level":30,"msg":"all is well"}`], comment),
      await send([`GET /v1/sites/${site.slug}/comments?q=${encodeURIComponent(HOSTILE)} HTTP/1.1`, bearer()]),
      await send([`GET /v1/sites/%1b%5b2J%0a%7b%22level%22:30%7d HTTP/1.1`, bearer()]),
      await send([`GET /v1/sites/${site.slug}/comments HTTP/1.1`, `authorization: Bearer weir_sk_${HIDDEN}`, 'x-request-id: %1b[2J']),
      await send(['POST /v1/session HTTP/1.1', json], JSON.stringify({ email: `${HIDDEN}@desk.example`, password: HOSTILE })),
      await send(['POST /v1/session HTTP/1.1', json], `{"email": "${HIDDEN}", "pass`),
    ];
    expect(answers.map((answer) => Number(answer.slice(9, 12)))).toEqual([201, 200, expect.any(Number), 401, 401, 400]);
    await service.end('SIGTERM');
    expect(service.output).not.toContain(HIDDEN);
    expect(service.output.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g)).toBeNull();
    const requests = service.output.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { msg?: string }).filter(({ msg }) => msg === 'request');
    // One line each, those of making the site included; none that says all is well.
    expect(requests.length).toBeGreaterThanOrEqual(asked);
    expect(service.output).not.toContain('all is well');
  }, LIMIT_MS);
});
