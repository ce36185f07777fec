import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { SCOPES } from '../../src/domain/permissions';
import type { Site } from '../../src/domain/actor';
import { startTestApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { labelOf, type Operation, operationsOf } from '../support/contract';
import { AnswerSchemas } from '../support/fuzz/json-schema';
import { type FuzzRequest, requestsFor } from '../support/fuzz/requests';
import { Scene } from '../support/fuzz/scene';
import { brokenPromises } from '../support/fuzz/verdict';
import { NEWS_ORIGIN, type PersonInWorld, World } from '../support/world';

/** FUZZ_SEED and FUZZ_RUNS search elsewhere and longer; without them every run asks the same. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 90);

// openapi.spec.ts holds the golden file to the document of the service.
const contract = JSON.parse(readFileSync(join(__dirname, '..', 'golden', 'openapi.json'), 'utf8')) as OpenAPIObject;
const schemas = new AnswerSchemas(contract);

/** Nobody guesses one here, nor a code or a reference; sessions.spec.ts and second-factor.spec.ts in test/http/access know them. */
const NEEDS_A_SECRET = new Set(['POST /v1/session', 'POST /v1/session/second-step', 'PUT /v1/me/password', 'POST /v1/me/second-factor', 'POST /v1/me/second-factor/confirmation', 'POST /v1/me/second-factor/recovery-codes', 'POST /v1/me/second-factor/removal', 'POST /v1/sites/{site}/notices:status',
  'POST /v1/invitations/look', 'POST /v1/invitations/account', 'POST /v1/me/invitations', 'POST /v1/sites/{site}/people/{id}/password-reset', 'POST /v1/password-resets', 'POST /v1/people/{id}/second-factor/removal']);

let service: TestApp;
let world: World;
let site: Site;
let otherSite: Site;
let callers: Client[];
let requests = 0;
const statuses = new Map<string, Set<number>>();

beforeAll(async () => {
  // Behind a proxy, so that the generated addresses count as those of the callers and no limit ends the search.
  // Nobody answers as provider, so that its pages lead back with a reason.
  const provider = { WEIR_OIDC_ISSUER: 'http://127.0.0.1:9', WEIR_OIDC_CLIENT_ID: 'weir', WEIR_OIDC_CLIENT_SECRET: 'none' };
  service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: '100000', WEIR_TRUSTED_PROXIES: '127.0.0.1', ...provider } });
  world = new World(service);
  otherSite = await world.newSite();
});

afterAll(() => service.close());

async function newCallers(admin: PersonInWorld): Promise<Client[]> {
  const key = await world.siteKey(site, SCOPES);
  const page = world.nobody.with({ origin: NEWS_ORIGIN });
  return [admin.client, admin.client, await world.ownerElsewhere(), key.client, (await world.person(site, 'viewer')).client, (await world.registeredReader(site)).client, page, world.nobody];
}

async function send(operation: Operation, request: FuzzRequest): Promise<{ broken: string[]; status: number }> {
  const { method, url, headers, payload, caller } = request;
  const response = await service.app.inject({ method: method as 'GET', url, headers: { ...callers[caller]?.headers, ...headers }, ...(payload === null ? {} : { payload }), ...(isEndless(operation) ? { payloadAsStream: true } : {}) });
  const contentType = String(response.headers['content-type'] ?? '').split(';')[0] ?? '';
  requests++;
  return { status: response.statusCode, broken: brokenPromises(operation, { status: response.statusCode, contentType, requestId: response.headers['x-request-id'], retryAfter: response.headers['retry-after'], body: isEndless(operation) ? await beginning(response) : response.body }, schemas) };
}

function isEndless({ responses }: Operation): boolean {
  return responses['200']?.content?.['text/event-stream'] !== undefined;
}

/** A problem as a whole; of a stream what comes first, and then the client leaves. */
async function beginning(response: LightMyRequestResponse): Promise<string> {
  let text = '';
  for await (const chunk of response.stream()) {
    text += String(chunk);
    if (response.statusCode < 300) break;
  }
  response.raw.res.destroy();
  return text;
}

/** Some operations compile a rule set for each of their requests; on a busy machine that takes its time. */
const PATIENCE_MS = 180_000;

const shown = ({ payload, ...request }: FuzzRequest): string => JSON.stringify({ ...request, url: request.url.slice(0, 300), payload: payload?.slice(0, 400) }, (_, value: unknown) => (typeof value === 'string' && value.length > 500 ? `${value.slice(0, 60)}… (${String(value.length)})` : value));

describe(`whatever is sent, the answer is one that the contract names (seed ${String(SEED)})`, () => {
  it.each(operationsOf(contract).map((operation) => [labelOf(operation), operation] as const))('%s', async (label, operation) => {
    // Anew for every operation: the requests end sessions, revoke keys, take roles away and change settings.
    await world.renewOwner();
    site = await world.newSite();
    const admin = await world.person(site, 'admin');
    callers = await newCallers(admin);
    const known = await (await Scene.of(service, world, site, admin)).knownFor(operation, otherSite);
    const asked = requestsFor(operation, contract, { known, callers: callers.length });
    const found = new Map<string, string>();
    const seen = new Set<number>();
    for (const request of fc.sample(asked, { seed: SEED, numRuns: RUNS })) {
      const { broken, status } = await send(operation, request);
      seen.add(status);
      for (const promise of broken) if (!found.has(promise)) found.set(promise, shown(request));
    }
    statuses.set(label, seen);
    expect([...found].map(([promise, request]) => `${promise}\n  ${request}`)).toEqual([]);
  }, PATIENCE_MS);

  it('also to methods and addresses that it does not name', async () => {
    site = await world.newSite();
    const { client } = await world.person(site, 'admin');
    const operations = operationsOf(contract);
    const known = new Set(operations.map(labelOf));
    const paths = [...new Set(operations.map(({ path }) => path)), '/v1', '/v2/sites', '/v1/sites/{site}/nothing', '/v1/sites/{site}/comments/{id}/nothing/{id}'];
    const wrong: string[] = [];
    for (const path of paths) {
      for (const method of (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter((one) => !known.has(`${one} ${path}`))) {
        const { status, body, headers } = await client.send(method, path.replaceAll('{site}', site.slug).replaceAll(/\{\w+\}/g, site.id));
        const isProblem = String(headers['content-type']).startsWith('application/problem+json') && (body as { code: string }).code === 'not_found';
        if (status !== 404 || !isProblem) wrong.push(`${method} ${path} → ${String(status)} ${JSON.stringify(body)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('the search went everywhere: thousands of requests, and almost every operation also did what it is for', () => {
    const neverWorked = [...statuses].filter(([label, seen]) => !NEEDS_A_SECRET.has(label) && ![...seen].some((status) => status < 300 || status === 302)).map(([label]) => label);
    expect(requests).toBeGreaterThan(4_000);
    expect(neverWorked).toEqual([]);
  });
});
