import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import { startTestApp, type TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { labelOf, type Operation, operationsOf } from '../../support/contract';
import type { Schema } from '../../support/fuzz/json-schema';
import { Scene } from '../../support/fuzz/scene';
import { valid } from '../../support/fuzz/values';
import { World } from '../../support/world';

// test/contract/openapi.spec.ts holds the golden file to the document of the service.
const contract = JSON.parse(readFileSync(join(__dirname, '..', '..', 'golden', 'openapi.json'), 'utf8')) as OpenAPIObject;
const schemas = (contract.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;

/** What somebody would smuggle in: rights, other sites, outcomes, ids of their choice. */
const SMUGGLED = { isOwner: true, siteId: '0198f000-0000-7000-8000-000000000000', personId: '0198f000-0000-7000-8000-000000000000', permissions: ['site.admin'], passwordHash: 'x', createdAt: '2020-01-01T00:00:00Z', verdict: { action: 'publish' } };
const BODIES_TRIED = 12;

const jsonBody = ({ requestBody }: Operation): Schema | undefined => requestBody?.content['application/json']?.schema as Schema | undefined;

describe('mass assignment', () => {
  let service: TestApp;
  let world: World;

  beforeAll(async () => {
    service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: '100000' } });
    world = new World(service);
  });

  afterAll(() => service.close());

  /** A body that passes, as far as its schema tells. */
  const bodiesFor = (operation: Operation, ids: readonly string[]): readonly object[] => {
    const making = { resolve: (ref: string): Schema => schemas[ref.split('/').at(-1) ?? ''] ?? {}, ids, calm: true };
    return fc.sample(valid(jsonBody(operation) ?? {}, making), { seed: 7, numRuns: BODIES_TRIED }).filter((body): body is object => typeof body === 'object' && body !== null && !Array.isArray(body));
  };

  it.each(operationsOf(contract).filter((operation) => jsonBody(operation) !== undefined).map((operation) => [labelOf(operation), operation] as const))('is refused by %s, which names each field', async (_, operation) => {
    const site = await world.newSite();
    const admin = await world.person(site, 'admin');
    const owner = await world.ownerClient();
    const { site: slug, params, tags, ids } = await (await Scene.of(service, world, site, admin)).knownFor(operation, site);
    const path = operation.path.replace('{site}', slug).replaceAll(/\{(\w+)\}/g, (__, name: string) => encodeURIComponent(params[name]?.[0] ?? 'x'));
    const caller: Client = path.startsWith('/v1/sites/') ? admin.client : owner;
    const accepted: unknown[] = [];
    for (const body of bodiesFor(operation, ids)) {
      for (const [field, value] of Object.entries(SMUGGLED)) {
        if (field in body) continue;
        const answer = await caller.send(operation.method as 'POST', path, { body: { ...body, [field]: value }, headers: { 'if-match': tags[0] ?? '"1"' } });
        const named = ((answer.body as { errors?: { pointer: string }[] }).errors ?? []).map(({ pointer }) => pointer);
        if (answer.status !== 422 || !named.includes(`/${field}`)) accepted.push({ field, status: answer.status, body: answer.body as unknown });
      }
    }
    expect(accepted.slice(0, 2)).toEqual([]);
  });
});
