import fc, { type Arbitrary } from 'fast-check';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Operation } from '../contract';
import type { Headers } from '../client';
import type { Schema } from './json-schema';
import { hostile, type Making, mutated, valid } from './values';

/** What is known of the world: which ids a path may name. */
export interface Known {
  readonly site: string;
  readonly otherSite: string;
  /** What the parameters of the operation's path may be, by name. */
  readonly params: Readonly<Record<string, readonly string[]>>;
  /** What `If-Match` may say, beside the numbers that most things begin with. */
  readonly tags: readonly string[];
  /** Other ids that exist, for bodies and queries. */
  readonly ids: readonly string[];
}

export interface FuzzRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** As it goes over the wire; null: none. */
  readonly payload: string | null;
  /** Index of the caller whose credential goes along. */
  readonly caller: number;
}

const GARBAGE = ['%00', '%2F', '%2e%2e%2f', 'a'.repeat(999), 'a'.repeat(1_500), '%F0%9F%91%BE', '%', '%zz', '%C0%AF', 'undefined', '0', '-1', '[object%20Object]', '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '0198f000-0000-7000-8000-00000000000g', ';x=1', '~', '*', '__proto__', '%ED%A0%80'];
const TEXTS = ['', '%00', 'x', '-1', '1e2', '0x10', '%20%205', '999999999999999999999', '1.5', 'NaN', 'true', 'me', '%ED%A0%80', '%', '%zz', 'a'.repeat(5_000), '%F0%9F%91%BE', '2026-02-30T00:00:00Z', '9999-12-31T23:59:59-12:00', '%5B%5D', '%27%20OR%201=1', '0001-01-01T00:00:00%2B14:00'];
const FORGED: readonly unknown[] = [[], [null], [1], ['x'], ['\u0000'], ['\ud800'], [1, 2, 3], [1e308, 'x', 'y'], ['0198f000-0000-7000-8000-000000000000'], [5, '2026-02-22T10:00:00.000Z', '0198f000-0000-7000-8000-000000000000'], ['2026-02-22T10:00:00.000Z', '0198f000-0000-7000-8000-000000000000'], ['+275760-09-13T00:00:00.000Z', '0198f000-0000-7000-8000-000000000000'], [2 ** 40, '2026-02-22T10:00:00.000Z', 'x'], [1.5, '2026-02-22T10:00:00.000Z', '0198f000-0000-7000-8000-000000000000'], ['9'.repeat(60)], {}, 'x', null];
const CONTENT_TYPES = ['application/json', 'application/json; charset=latin1', 'application/json;', 'application/problem+json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/yaml', 'json', '', ';', 'application/json, text/plain'];

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'if-match': ['"1"', '1', '"2"', '*', 'W/"1"', '""', '"99999999999"', '"1", "2"', '"-1"', 'x'.repeat(300), '\xff'],
  'if-none-match': ['*', '"x"', 'W/"x"', ''],
  'idempotency-key': ['"k-1"', 'k-1', '', '"', '"\\"', 'x'.repeat(255), 'x'.repeat(256), '\xe4', '"a" "b"', ' '],
  'x-request-id': ['ok-1', 'x'.repeat(200), '\xff', '<script>', ''],
  'x-csrf-token': ['', 'wrong', 'x'.repeat(2_000), '\xff'],
  'x-forwarded-for': ['203.0.113.9', '::1', 'unknown', '1.2.3.4, 5.6.7.8', '999.1.1.1', '', 'fe80::1%eth0', '::ffff:1.2.3.4'],
  'user-agent': ['', '\xff\xfe', 'x'.repeat(5_000)],
  origin: ['https://news.example', 'null', 'https://evil.example', 'x', ''],
  cookie: ['weir_session=', 'weir_session=%', 'weir_session=%00', ';;;=;', `weir_session=${'a'.repeat(5_000)}`, 'weir_session=a; weir_session=b', '__proto__=x'],
  accept: ['*/*', 'text/html', 'application/xml', ''],
  authorization: ['', 'Bearer', 'Bearer ', 'Bearer weir_sk_', 'Bearer weir_pat_x', 'Basic dTpw', 'bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', `Bearer ${'a'.repeat(9_000)}`, 'Bearer \xff'],
};

/** Requests for one operation: about half of them right, the others wrong in one or two ways. */
export function requestsFor(operation: Operation, document: OpenAPIObject, { known, callers }: { readonly known: Known; readonly callers: number }): Arbitrary<FuzzRequest> {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  const making = (calm: boolean): Making => ({ resolve: (ref) => schemas[ref.split('/').at(-1) ?? ''] ?? {}, ids: known.ids, calm });
  return fc.record({ url: urls(operation, making(false), known), headers: headers(operation, known), body: bodies(operation, making), caller: fc.nat(callers - 1) }).map(({ url, headers: given, body, caller }) => ({
    method: operation.method,
    url,
    headers: { ...(body === null ? {} : { 'content-type': body.contentType }), ...given },
    payload: body?.payload ?? null,
    caller,
  }));
}

function urls(operation: Operation, making: Making, { site, otherSite, params }: Known): Arbitrary<string> {
  const segments = operation.path.split('/').map((segment): Arbitrary<string> => {
    if (segment === '{site}') return fc.oneof({ arbitrary: fc.constant(site), weight: 12 }, { arbitrary: fc.constantFrom(otherSite, ...GARBAGE), weight: 1 });
    // More than one parameter may stand in a segment: `{from}...{to}`.
    return fc.tuple(...segment.split(/(\{\w+\})/).map((part) => (part.startsWith('{') ? parameter(params[part.slice(1, -1)] ?? ['']) : fc.constant(part)))).map((parts) => parts.join(''));
  });
  return fc.tuple(fc.tuple(...segments), query(operation, making)).map(([parts, asked]) => parts.join('/') + asked);
}

function parameter(right: readonly string[]): Arbitrary<string> {
  return fc.oneof({ arbitrary: fc.constantFrom(...right), weight: 6 }, { arbitrary: fc.uuid(), weight: 1 }, { arbitrary: fc.constantFrom(...GARBAGE), weight: 2 });
}

function query({ parameters = [] }: Operation, making: Making): Arbitrary<string> {
  const named = parameters.filter((one) => one.in === 'query');
  if (named.length === 0) return fc.constantFrom('', '', '', '?x=1', '?a[b]=c', '?%', '?&&==');
  const strange = fc.tuple(fc.constantFrom(...named.map(({ name }) => name), 'unknown', '__proto__', 'constructor'), fc.constantFrom(...TEXTS), fc.constantFrom(...(['plain', 'twice', 'list', 'member', 'deep'] as const))).map(([name, value, form]) => forms[form](name, value));
  const right = named.map(({ name, schema }) => (name === 'cursor' ? cursor() : valid((schema ?? {}) as Schema, making).map((value) => encoded(String(value)))).map((value) => `${name}=${value}`));
  return fc.tuple(fc.subarray(right).chain((some) => (some.length === 0 ? fc.constant<string[]>([]) : fc.tuple(...some))), fc.option(strange, { freq: 1 })).map(([some, odd]) => {
    const all = odd === null ? some : [...some, odd];
    return all.length === 0 ? '' : `?${all.join('&')}`;
  });
}

const forms = {
  plain: (name: string, value: string) => `${name}=${value}`,
  twice: (name: string, value: string) => `${name}=${value}&${name}=2`,
  list: (name: string, value: string) => `${name}[]=${value}&${name}[]=x`,
  member: (name: string, value: string) => `${name}[b]=${value}`,
  deep: (name: string, value: string) => `${name}[b][c][d][e][f]=${value}`,
};

/** encodeURIComponent, also for texts that are no well-formed Unicode: a client written in C sends those bytes. */
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

function cursor(): Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...FORGED).map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')), fc.constantFrom('x', '====', 'bnVsbA', '%00'));
}

function headers({ parameters = [] }: Operation, { tags }: Known): Arbitrary<Headers> {
  const wanted = parameters.filter((one) => one.in === 'header').map(({ name }) => name.toLowerCase());
  const right = fc.record(Object.fromEntries(wanted.map((name) => [name, name === 'if-match' ? fc.constantFrom('"1"', '"1"', '"2"', '"3"', ...tags, ...tags, ...tags) : fc.uuid()])), { requiredKeys: wanted.filter((name) => name === 'if-match') });
  const odd = fc.constantFrom(...Object.keys(HEADERS)).chain((name) => fc.constantFrom(...(HEADERS[name] ?? [])).map((value) => ({ [name]: value })));
  return fc.tuple(right, fc.option(odd, { freq: 2 })).map(([some, strange]) => ({ ...some, ...strange }) as Headers);
}

interface JsonMedia {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Body {
  readonly payload: string;
  readonly contentType: string;
}

function bodies({ requestBody }: Operation, making: (calm: boolean) => Making): Arbitrary<Body | null> {
  const { schema, examples = {} } = (requestBody?.content['application/json'] ?? {}) as JsonMedia;
  const json = (of: Arbitrary<unknown>): Arbitrary<Body> => of.map((value) => ({ payload: JSON.stringify(value), contentType: 'application/json' }));
  const raw = fc.record({ payload: fc.constantFrom('', '{', '[]', 'null', '"', '{"a":1}{', '\ufeff{}', '['.repeat(50_000), '{"a":'.repeat(20_000), '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '{"a":1,"a":2}', 'NaN', '1e999', '\u0000', 'a=b&c[d]=e', '"\\ud800"', `{"a":"${'x'.repeat(262_144)}"}`), contentType: fc.constantFrom(...CONTENT_TYPES) });
  if (schema === undefined) return fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, { arbitrary: json(hostile), weight: 1 }, { arbitrary: raw, weight: 1 });
  const right = valid(schema, making(false));
  const calm = valid(schema, making(true));
  const shown = Object.values(examples).map(({ value }) => fc.constant(value));
  return fc.oneof({ arbitrary: json(shown.length === 0 ? calm : fc.oneof(calm, ...shown)), weight: 6 }, { arbitrary: json(right), weight: 4 }, { arbitrary: json(mutated(right)), weight: 8 }, { arbitrary: json(hostile), weight: 1 }, { arbitrary: raw, weight: 2 }, { arbitrary: fc.constant(null), weight: 1 });
}
