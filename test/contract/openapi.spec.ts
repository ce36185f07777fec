import type { OpenAPIObject } from '@nestjs/swagger';
import { listRoutes, type Route } from '../../src/access/route-declarations';
import { ERRORS } from '../../src/domain/errors';
import { startTestApp, type TestApp } from '../support/app';
import { contractOf, type DocumentedResponse, labelOf, type Operation, operationsOf } from '../support/contract';
import type { Schema } from '../support/fuzz/json-schema';
import { golden } from '../support/golden';

let service: TestApp;
let contract: OpenAPIObject;
let operations: Operation[];

beforeAll(async () => {
  service = await startTestApp();
  contract = contractOf(service);
  operations = operationsOf(contract);
});

afterAll(() => service.close());

const wrong = (isRight: (operation: Operation) => boolean): string[] => operations.filter((operation) => !isRight(operation)).map(labelOf);
const answers = (operation: Operation, of: (status: number) => boolean): DocumentedResponse[] => Object.entries(operation.responses).filter(([status]) => of(Number(status))).map(([, response]) => response);

/** As the document writes the path of a route: `/v1/sites/{site}/comments:check`. */
const documented = ({ path }: Route): string => path.replaceAll('::', '\u0000').replaceAll(/:(\w+)/g, '{$1}').replaceAll('\u0000', ':');

describe('the OpenAPI document', () => {
  it('changes only together with its golden file', () => {
    const now = JSON.stringify(contract, null, 2).split('\n');
    expect(now).toEqual(golden('openapi.json', now));
  });

  it('is what /openapi.json serves', async () => {
    const { body } = await service.app.inject({ url: '/openapi.json' });
    expect(JSON.parse(body)).toEqual(contract);
  });

  it('is shown at /docs', async () => {
    const { statusCode, headers } = await service.app.inject({ url: '/docs' });
    expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  });

  it('has every route under /v1, and nothing else', () => {
    const routes = listRoutes(service.app).filter(({ path, rule }) => path.startsWith('/v1/') && rule.kind !== 'dialect');
    expect(operations.map(labelOf).sort()).toEqual(routes.map((route) => `${route.method} ${documented(route)}`).sort());
    expect(routes.length).toBeGreaterThan(40);
  });

  it('says of every operation in one line what it does, and where it belongs', () => {
    expect(wrong(({ summary = '', tags = [] }) => summary.length > 5 && summary.length < 120 && tags.length === 1)).toEqual([]);
  });

  it('gives every operation a name of its own', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(operations.length);
    expect(names.filter((name) => !/^\w+$/.test(name ?? ''))).toEqual([]);
  });

  it('describes what every operation answers when it worked', () => {
    const hasShape = ({ content }: DocumentedResponse): boolean => Object.values(content ?? {}).every(({ schema }) => schema !== undefined) && content !== undefined;
    expect(wrong((operation) => {
      const good = answers(operation, (status) => status >= 200 && status < 300 && status !== 204);
      // A page that a browser walks through only leads on.
      if ('302' in operation.responses && good.length === 0) return true;
      return '204' in operation.responses ? good.length === 0 : good.length > 0 && good.every(hasShape);
    })).toEqual([]);
  });

  it('has no object without a shape: a type that decorators cannot see becomes one', () => {
    const schemas = Object.entries(contract.components?.schemas ?? {}).flatMap(([name, schema]) => [[name, schema], ...Object.entries((schema as Schema).properties ?? {}).map(([key, inner]) => [`${name}.${key}`, inner])] as [string, Schema][]);
    const isBare = ({ type, properties, additionalProperties, allOf }: Schema): boolean => type === 'object' && (properties ?? additionalProperties ?? allOf) === undefined;
    expect(schemas.filter(([, schema]) => isBare(schema)).map(([name]) => name)).toEqual([]);
  });

  it('describes every error as problem+json, and no error that the catalogue does not know', () => {
    const known = new Set(Object.values(ERRORS).map(({ status }) => status));
    expect(wrong((operation) => {
      const errors = Object.keys(operation.responses).map(Number).filter((status) => status >= 400);
      return errors.length > 0 && errors.every((status) => known.has(status as never)) && answers(operation, (status) => status >= 400).every(({ content }) => Object.keys(content ?? {}).join() === 'application/problem+json');
    })).toEqual([]);
  });

  it('asks for a credential exactly where the guard does', () => {
    const rules = new Map(listRoutes(service.app).map((route) => [`${route.method} ${documented(route)}`, route.rule.kind]));
    expect(wrong((operation) => (rules.get(labelOf(operation)) === 'public') === ((operation.security ?? []).length === 0))).toEqual([]);
  });

  it('describes every parameter of a path', () => {
    expect(wrong(({ path, parameters = [] }) => [...path.matchAll(/\{(\w+)\}/g)].every(([, name]) => parameters.some((one) => one.in === 'path' && one.name === name)))).toEqual([]);
  });
});
