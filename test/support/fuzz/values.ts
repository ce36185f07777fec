import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from './json-schema';

/** What values are made with. */
export interface Making {
  /** Finds a schema by reference. */
  readonly resolve: (ref: string) => Schema;
  /** Ids of things that exist, for texts that want one. */
  readonly ids: readonly string[];
  /** Only values that nobody would call odd, so that the operation does what it is for. */
  readonly calm: boolean;
}

const TIMES = ['2026-02-22T10:00:00Z', '2026-02-22t10:00:00.123456789+05:30', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59.999-12:00', '2026-02-30T10:00:00Z', '0000-01-01T00:00:00Z', '2026-12-31T23:59:60Z', '+275760-09-13T00:00:00Z', '2026-02-22'];
const WORDS = ['hello', 'ünïcödé', '👩‍👩‍👧‍👦 🏳️‍🌈', '\u202eevil\u202c', 'z\u0301\u0302\u0303\u0304', '<b>x</b><script>alert(1)</script>', '[a](javascript:alert(1))', "'; --", '${7*7}', '../../etc/passwd', 'null', '-1', ' ', '\t\n', '\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\ufeff', '%00', '%', '_', '\\'];

/** Values that are wrong in most places, and once in a while right. */
const LEAVES: readonly unknown[] = [null, true, false, 0, -0, -1, 0.1, 1e308, -1e308, 2 ** 31, 2 ** 53, 5e-324, '', ...WORDS, 'x'.repeat(70_000), '0198f000-0000-7000-8000-000000000000', 'NaN', 'Infinity'];

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'length', 'hasOwnProperty', '', '$ne', 'siteId', 'id', 'x'.repeat(300), '\u0000', '\ud800', '👾'];

export const leaf = fc.constantFrom(...LEAVES);

/** Anything JSON can carry, the awkward parts more often than chance would have it. */
export const hostile: Arbitrary<unknown> = fc.oneof(
  { arbitrary: leaf, weight: 6 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 2 },
  { arbitrary: fc.array(leaf, { maxLength: 3 }), weight: 2 },
  { arbitrary: fc.tuple(fc.constantFrom(...NAMES), leaf).map(([name, value]) => withKey({}, name, value)), weight: 2 },
  { arbitrary: fc.nat(400).map(nested), weight: 1 },
  { arbitrary: fc.constantFrom(101, 2_000).map((length) => Array.from({ length }, (_, index) => index)), weight: 1 },
);

/** A text as the schema wants it, often exactly at its bounds. */
function text(schema: Schema, { ids, calm }: Making): Arbitrary<string> {
  const { format, minLength = 0, maxLength = 60, example } = schema;
  if (calm) return fc.constantFrom(...calmTexts(schema, ids));
  if (format === 'date-time') return fc.constantFrom(...TIMES.slice(0, 4));
  if (format === 'uuid') return fc.constantFrom(...ids, '0198f000-0000-7000-8000-000000000000');
  if (format === 'uri') return fc.constantFrom('https://news.example/a', 'http://localhost:1/?q=%00#x', `https://news.example/${'a'.repeat(1_970)}`);
  if (format === 'email') return fc.constantFrom('ana@news.example', 'ANA+x@sub.news.example');
  const filled = (length: number): Arbitrary<string> => fc.constantFrom('x', 'ä', '🙂').map((one) => one.repeat(Math.ceil(length / one.length)).slice(0, length));
  return fc.oneof(
    { arbitrary: fc.constantFrom(...(typeof example === 'string' ? [example] : []), 'ordinary words').filter((one) => one.length <= maxLength), weight: 5 },
    { arbitrary: fc.constantFrom(...WORDS, ...TIMES).filter((one) => one.length >= minLength && one.length <= maxLength), weight: 3 },
    { arbitrary: fc.constantFrom(minLength, maxLength, maxLength + 1, Math.max(0, minLength - 1)).chain(filled), weight: 2 },
  );
}

function calmTexts({ format, maxLength = 60, example }: Schema, ids: readonly string[]): readonly string[] {
  if (format === 'date-time') return ['2027-02-22T10:00:00Z'];
  if (format === 'uuid') return ids;
  if (format === 'uri') return ['https://news.example/a'];
  if (format === 'email') return ['ana@news.example'];
  return [typeof example === 'string' ? example : 'ordinary words'.slice(0, maxLength)];
}

/** Values that mostly satisfy a schema. */
export function valid(schema: Schema, making: Making): Arbitrary<unknown> {
  const plain = validPlain(schema, making);
  return schema.nullable === true ? fc.option(plain, { freq: 4 }) : plain;
}

function validPlain(schema: Schema, making: Making): Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valid(making.resolve(schema.$ref), making);
  if (schema.allOf?.[0] !== undefined) return valid(schema.allOf[0], making);
  if (schema.oneOf !== undefined) return fc.oneof(...schema.oneOf.map((one) => valid(one, making)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type ?? 'string') {
    case 'object':
      if (making.calm && schema.example !== undefined) return fc.constant(schema.example);
      return schema.properties === undefined ? fc.dictionary(fc.constantFrom('a', 'b', ...NAMES.slice(1)), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }) : record(schema, making);
    case 'array':
      return fc.array(valid(schema.items ?? {}, making), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'integer':
    case 'number':
      return fc.oneof(fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 2 ** 31), fc.integer({ min: Math.ceil(schema.minimum ?? -10), max: Math.min(Math.floor(schema.maximum ?? 1_000), 1_000_000) }));
    case 'boolean':
      return fc.boolean();
    case 'string':
      return text(schema, making);
  }
}

function record({ properties = {}, required = [] }: Schema, making: Making): Arbitrary<Record<string, unknown>> {
  const model = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valid(schema, making)]));
  const any = fc.record(model, { requiredKeys: [...required] });
  // Members that exclude each other are seldom all left out by chance.
  return making.calm && required.length > 0 ? fc.oneof(fc.record(Object.fromEntries(required.map((name) => [name, model[name] ?? fc.constant(null)]))), any) : any;
}

/** The value with one thing about it wrong: a leaf replaced, a key too many, a key too few, or all of it something else. */
export function mutated(of: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(of, fc.constantFrom('leaf', 'leaf', 'key', 'drop', 'whole'), fc.nat(), hostile, fc.constantFrom(...NAMES)).map(([value, how, where, strange, name]) => {
    if (how === 'whole' || typeof value !== 'object' || value === null) return strange;
    const places = placesOf(value);
    const place = places[where % Math.max(1, places.length)];
    if (how === 'key') addTo(place?.owner ?? value, name, strange);
    else if (place !== undefined && how === 'drop' && !Array.isArray(place.owner)) Reflect.deleteProperty(place.owner, place.key);
    else if (place !== undefined) withKey(place.owner, place.key, strange);
    return value;
  });
}

interface Place {
  readonly owner: object;
  readonly key: string;
}

function placesOf(value: object): Place[] {
  return Object.entries(value).flatMap(([key, inner]) => [{ owner: value, key }, ...(typeof inner === 'object' && inner !== null ? placesOf(inner as object) : [])]);
}

function addTo(owner: object, name: string, value: unknown): void {
  if (Array.isArray(owner)) owner.push(value);
  else withKey(owner, name, value);
}

/** Also for `__proto__`, which an assignment would not make a key of the object's own. */
function withKey(owner: object, key: string, value: unknown): object {
  return Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
