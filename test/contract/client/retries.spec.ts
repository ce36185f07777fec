import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClientProject } from './client-world';

let project: ClientProject;
let server: Server;
let url: string;
let heard: { readonly method: string | undefined; readonly key: string | string[] | undefined; readonly at: number }[];
let answers: ((request: IncomingMessage, response: ServerResponse) => void)[];

beforeAll(async () => {
  project = await ClientProject.make();
  server = createServer((request, response) => {
    heard.push({ method: request.method, key: request.headers['idempotency-key'], at: performance.now() });
    request.resume();
    request.on('end', () => { (answers.shift() ?? ok)(request, response); });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}, 300_000);
beforeEach(() => [heard, answers] = [[], []]);
afterAll(() => {
  server.close();
  project.remove();
});

const say = (status: number, body: object, headers: Record<string, string> = {}) => (_: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers }).end(JSON.stringify(body));
};
const ok = say(201, { id: 'c', status: 'published' });
const problem = (status: number, code: string, headers: Record<string, string> = {}): ReturnType<typeof say> => say(status, { status, code, title: code, type: 'about:blank' }, headers);
const broken = (request: IncomingMessage): void => void request.socket.destroy();

async function call(script: string): Promise<unknown> {
  writeFileSync(join(project.folder, 'call.mjs'), `import { Weir, got } from '@weir/client';
    const weir = new Weir({ url: ${JSON.stringify(url)}, token: 't', site: 's', retry: { firstPauseMs: 5 } });
    const comment = { article: { id: 'a' }, body: 'b' };
    const said = await (async () => { ${script} })().then((value) => value ?? null, (error) => ({ failed: error.name, code: error.code }));
    console.log(JSON.stringify(said));`);
  const { out, err } = await project.node(['call.mjs']);
  expect(err).toBe('');
  return JSON.parse(out);
}

describe('the client', () => {
  it('sends a submission again, with the same key, until it is answered', async () => {
    answers = [broken, problem(503, 'unavailable'), problem(409, 'idempotency_key_in_use', { 'retry-after': '0' })];
    expect(await call('return weir.submit(comment)')).toEqual({ id: 'c', status: 'published' });
    expect(heard).toHaveLength(4);
    expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
    expect(heard[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gives each submission a key of its own, or the one it is given', async () => {
    await call('await weir.submit(comment); await weir.submit(comment); await weir.submit(comment, { idempotencyKey: "job-7" })');
    expect(new Set(heard.map(({ key }) => key)).size).toBe(3);
    expect(heard[2]?.key).toBe('job-7');
  });

  it('waits as long as the service asks it to', async () => {
    answers = [problem(429, 'too_many_requests', { 'retry-after': '1' })];
    await call('return weir.submit(comment)');
    expect((heard[1]?.at ?? 0) - (heard[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('does not repeat what was refused, nor a POST that has no key, nor for ever', async () => {
    answers = [problem(422, 'invalid')];
    expect(await call('return weir.submit(comment)')).toEqual({ failed: 'WeirError', code: 'invalid' });
    expect(heard).toHaveLength(1);
    answers = [problem(503, 'unavailable')];
    expect(await call('return weir.check(comment)')).toEqual({ failed: 'WeirError', code: 'unavailable' });
    expect(heard).toHaveLength(2);
    answers = Array.from({ length: 9 }, () => problem(503, 'unavailable'));
    expect(await call('return weir.submit(comment)')).toEqual({ failed: 'WeirError', code: 'unavailable' });
    expect(heard).toHaveLength(7);
  });
});
