import { connect, type Socket } from 'node:net';
import type { Site } from '../../src/domain/actor';
import { startTestApp, type TestApp } from '../support/app';
import { type KeyInWorld, World } from '../support/world';

const LIMIT = 256 * 1024;

let service: TestApp;
let url: URL;
let site: Site;
let key: KeyInWorld;

beforeAll(async () => {
  service = await startTestApp();
  const world = new World(service);
  site = await world.newSite();
  key = await world.siteKey(site);
  url = new URL(await service.listen());
});

afterAll(() => service.close());

function open(): Socket {
  return connect(Number(url.port), url.hostname);
}

/** Everything the server says until it closes the connection: to these bytes, then to `more` once it has answered. */
function exchange(bytes: string, more?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = open();
    let said = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    if (more !== undefined) socket.once('data', () => socket.write(more));
    socket.on('error', reject).on('close', () => { resolve(said); });
    socket.write(bytes);
  });
}

interface Wire {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Record<string, unknown>;
}

async function ask(bytes: string): Promise<Wire> {
  const [head = '', body = ''] = (await exchange(bytes)).split(/\r\n\r\n([\s\S]*)/);
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), contentType: /^content-type: ([^;\r]*)/im.exec(head)?.[1], body: JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)) as Record<string, unknown> };
}

function post(body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { host: url.host, connection: 'close', authorization: `Bearer ${key.secret}`, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers };
  return `POST /v1/sites/${site.slug}/comments HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

const comment = (): string => JSON.stringify({ article: { id: 'a-1' }, author: { id: 'u-1' }, body: 'A quiet remark' });
const problem = (status: number, code: string): object => ({ status, contentType: 'application/problem+json', body: expect.objectContaining({ status, code, type: `/docs/problems#${code}`, title: expect.any(String), requestId: expect.any(String) }) });

describe('what arrives broken on the wire', () => {
  it.each([
    ['no HTTP at all', 'GARBAGE\r\n\r\n'],
    ['an invented method', 'FETCH / HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a header without a name', 'GET /livez HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n'],
    ['two lengths', 'POST /v1/session HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}'],
    ['a length and chunks, as request smugglers send it', 'POST /v1/session HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['NUL in a header', 'GET /livez HTTP/1.1\r\nhost: x\r\nx-a: \0\r\n\r\n'],
  ])('%s is a 400', async (_, bytes) => {
    expect(await ask(bytes)).toEqual(problem(400, 'malformed_request'));
  });

  it('no host is a 400, by Node itself and without a body', async () => {
    expect(await exchange('GET /livez HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it('headers without end are a 431', async () => {
    expect(await ask(`GET /livez HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(40_000)}\r\n\r\n`)).toEqual(problem(431, 'headers_too_large'));
  });

  it('after a good request on the same connection is answered as well', async () => {
    const said = await exchange('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n', 'GARBAGE\r\n\r\n');
    expect([...said.matchAll(/HTTP\/1\.1 (\d{3})|"code":"(\w+)"/g)].map(([, status, code]) => status ?? code)).toEqual(['200', '400', 'malformed_request']);
  });

  it('a URL that is no UTF-8 is a 400', async () => {
    expect(await ask(`GET /v1/sites/%ff/settings HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toEqual(problem(400, 'malformed_request'));
  });

  it.each(['{', '{"body": "a",}', '{"a":1}{"b":2}', '\ufeff', '{"__proto__": {"isOwner": true}}'])('a body that is not the JSON it says (%j) is a 400', async (body) => {
    const answer = await ask(post(body));
    expect(answer).toEqual(problem(400, 'malformed_request'));
    expect(answer.body).toMatchObject({ detail: 'The body is not valid JSON.' });
  });

  it('a JSON body of nothing is a 400, but where nothing is to be said', async () => {
    const answer = await ask(post(''));
    expect(answer).toEqual(problem(400, 'malformed_request'));
    expect(answer.body).toMatchObject({ detail: 'The body is empty; JSON was announced.' });
    const { id } = JSON.parse((await exchange(post(comment()))).split('\r\n\r\n')[1] ?? '') as { id: string };
    const withdrawal = post('').replace(/^POST (\S+)/, `DELETE $1/${id}`);
    expect(await exchange(withdrawal)).toMatch(/^HTTP\/1\.1 204 /);
  });

  it.each(['gzip', 'br', 'identity, gzip'])('a comment that is compressed (%s) is a 415 that says so', async (encoding) => {
    const answer = await ask(post(comment(), { 'content-encoding': encoding }));
    expect(answer).toEqual(problem(415, 'unsupported_media_type'));
    expect(answer.body).toMatchObject({ detail: 'Send the body as it is: no Content-Encoding is taken.' });
    expect((await ask(post(comment(), { 'content-encoding': 'identity' }))).status).toBe(201);
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])('a comment as %s is a 415', async (type) => {
    expect(await ask(post(comment(), { 'content-type': type }))).toEqual(problem(415, 'unsupported_media_type'));
  });
});

describe('the size of a request', () => {
  /** JSON may end in white space, so a comment can be exactly as long as one likes. */
  const padded = (bytes: number): string => comment().padEnd(bytes, ' ');

  it('may be 256 kB to the byte', async () => {
    expect((await ask(post(padded(LIMIT)))).status).toBe(201);
  });

  it('may not be one byte more', async () => {
    const answer = await ask(post(padded(LIMIT + 1)));
    expect(answer).toEqual(problem(413, 'payload_too_large'));
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('256 kB') });
  });

  it('is counted also when it comes in chunks and says no length', async () => {
    const body = padded(LIMIT + 1);
    const chunked = `POST /v1/sites/${site.slug}/comments HTTP/1.1\r\nhost: ${url.host}\r\nconnection: close\r\nauthorization: Bearer ${key.secret}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    expect(await ask(chunked)).toEqual(problem(413, 'payload_too_large'));
  });

  it('is refused by what it announces, before any of it was sent', async () => {
    expect(await ask(post('', { 'content-length': String(10 ** 12) }))).toEqual(problem(413, 'payload_too_large'));
  });
});

describe('who does not finish', () => {
  it('and hangs up in the middle of a body leaves nothing behind', async () => {
    const socket = open();
    await new Promise<void>((resolve) => socket.write(post(comment(), { 'content-length': '5000' }), () => { resolve(); }));
    socket.resetAndDestroy();
    expect((await ask(post(comment()))).status).toBe(201);
    expect((await key.client.get(`/v1/sites/${site.slug}/comments?article=a-1&limit=100`)).status).toBe(200);
  });

  it('cannot keep a connection for ever: the request and its headers have a time limit', () => {
    const { requestTimeout, headersTimeout } = service.app.getHttpServer();
    expect([requestTimeout, headersTimeout].every((limit) => limit > 0 && limit <= 60_000)).toBe(true);
  });
});
