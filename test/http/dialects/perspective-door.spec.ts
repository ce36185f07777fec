import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Site } from '../../../src/domain/actor';
import { ConnectionCalls } from '../../../src/access/connections/connection-calls';
import { startTestApp, type TestApp } from '../../support/app';
import { World } from '../../support/world';

const BODY = JSON.stringify({ comment: { text: 'You are a stupid idiot and nobody should listen to you.' }, requestedAttributes: { TOXICITY: {} } });
/** Fastify says so of every request that it hands to a route. */
const INSIDE = 'tracing:fastify.request.handler:start';

interface Heard {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** Whether the framework saw the request. */
  readonly wentInside: boolean;
}

let service: TestApp;
let world: World;
let site: Site;
let key: string;
let port: number;
/** One connection, kept: an answer that leaves something of its request behind spoils the next one. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
  key = (await world.connection(site, 'perspective')).secret;
  port = Number(new URL(await service.listen()).port);
});

afterAll(async () => {
  agent.destroy();
  await service.close();
});

interface Sent {
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written one after the other. */
  readonly parts?: readonly string[];
}

async function ask({ target = `/v1alpha1/comments:analyze?key=${key}`, headers = {}, parts = [BODY] }: Sent = {}): Promise<Heard> {
  let wentInside = false;
  const seen = (): void => { wentInside = true; };
  subscribe(INSIDE, seen);
  try {
    const said = await new Promise<Omit<Heard, 'wentInside'>>((resolve, reject) => {
      const call = request({ port, host: '127.0.0.1', method: 'POST', path: target, agent, headers: { 'content-type': 'application/json', ...lengthOf(parts, headers), ...headers } }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => { resolve({ status: answer.statusCode, headers: answer.headers, body }); });
      });
      call.on('error', reject);
      void write(call, parts);
    });
    return { ...said, wentInside };
  } finally {
    unsubscribe(INSIDE, seen);
  }
}

function lengthOf(parts: readonly string[], headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return 'transfer-encoding' in headers ? {} : { 'content-length': String(Buffer.byteLength(parts.join(''))) };
}

async function write(call: ReturnType<typeof request>, parts: readonly string[]): Promise<void> {
  const [first = '', ...others] = parts;
  if (others.length === 0) {
    call.end(first);
    return;
  }
  call.flushHeaders();
  for (const part of parts) {
    // So that it travels by itself.
    await wait(20);
    call.write(part);
  }
  call.end();
}

/** Without what differs from one answer to the next. */
function comparable({ status, headers, body }: Heard): object {
  const { date, 'x-request-id': requestId, ...others } = headers;
  return { status, headers: others, body, has: [typeof date, typeof requestId] };
}

describe('a request for scores', () => {
  it('is answered before the framework as behind it', async () => {
    const early = await ask();
    const usual = await ask({ target: `/v1alpha1/comments%3Aanalyze?key=${key}` });
    expect([early.wentInside, usual.wentInside, early.status]).toEqual([false, true, 200]);
    expect(comparable(early)).toEqual(comparable(usual));
  });

  it('keeps the id that the caller gave it', async () => {
    const { headers, wentInside } = await ask({ headers: { 'x-request-id': 'mine-1' } });
    expect([headers['x-request-id'], wentInside]).toEqual(['mine-1', false]);
  });

  it('leaves nothing behind for the next one on its connection', async () => {
    const answers = [];
    for (let n = 0; n < 20; n++) answers.push(await ask(n % 5 === 4 ? { target: `/v1alpha1/comments:analyze?key=${key}&alt=json` } : {}));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(answers.map(({ wentInside }) => wentInside)).toEqual(Array.from({ length: 20 }, (_, n) => n % 5 === 4));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it.each([
    ['a wrong key', { target: '/v1alpha1/comments:analyze?key=wrong' }, 400, 'API key not valid'],
    ['no key', { target: '/v1alpha1/comments:analyze' }, 403, 'unregistered callers'],
    ['a body that is no JSON', { parts: ['{"comment":'] }, 400, 'Invalid JSON payload'],
    ['a body that lacks the text', { parts: ['{"requestedAttributes":{"TOXICITY":{}}}'] }, 400, 'Comment must be non-empty.'],
    ['a body that is nested too deep', { parts: [`{"comment":{"text":"x"},"context":${'['.repeat(70)}${']'.repeat(70)}}`] }, 400, 'Some fields are not valid'],
    ['a member that no object should have', { parts: [BODY.replace('{', '{"__proto__":{"a":1},')] }, 400, 'Invalid JSON payload'],
    ['the same, escaped', { parts: [BODY.replace('{', '{"__prot\\u006f__":{"a":1},')] }, 400, 'Invalid JSON payload'],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 400, 'Send Content-Type: application/json.'],
  ])('with %s is refused as ever', async (_, sent: Sent, status, sentence) => {
    const answer = await ask(sent);
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(sentence)]);
    expect((await ask()).status).toBe(200);
  });

  it.each([
    ['in pieces', { parts: [BODY.slice(0, 30), BODY.slice(30)] }],
    ['without its length', { parts: [BODY.slice(0, 30), BODY.slice(30)], headers: { 'transfer-encoding': 'chunked' } }],
    ['longer than what is looked at', { parts: [BODY.replace('{', `{"communityId":"${'x'.repeat(200_000)}",`)] }],
  ])('that comes %s is answered all the same, the usual way', async (_, sent: Sent) => {
    const { status, wentInside } = await ask(sent);
    expect([status, wentInside]).toEqual([200, true]);
    expect((await ask()).status).toBe(200);
  });

  it('stands among the calls of its connection, and in the metrics', async () => {
    const own = await world.connection(site, 'perspective');
    const target = `/v1alpha1/comments:analyze?key=${own.secret}`;
    const before = await counted();
    expect(await ask({ target })).toMatchObject({ status: 200, wentInside: false });
    await service.app.get(ConnectionCalls).written();
    const { body } = await (await world.person(site, 'admin')).client.get(`/v1/sites/${site.slug}/connections/${own.id}/calls`);
    expect(body).toMatchObject({ items: [{ operation: 'comments:analyze', status: 200, outcome: expect.stringMatching(/^TOXICITY 0\.\d\d|^TOXICITY 1/) as string }] });
    expect(await counted()).toBe(before + 1);
  });
});

async function counted(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
  return Number(/weir_http_request_seconds_count\{method="POST",route="\/v1alpha1\/comments::analyze",status="200"\} (\d+)/.exec(text)?.[1] ?? 0);
}
