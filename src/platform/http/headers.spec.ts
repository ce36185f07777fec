import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host';
import fc from 'fast-check';
import { Problem } from '../../domain/errors';
import { etag, IdempotencyKey, IfMatch, namesTag, parseIdempotencyKey } from './headers';

class Route {
  version(@IfMatch() version: number): number { return version; }
  key(@IdempotencyKey() key: string | null): string | null { return key; }
}

type Read = (data: unknown, context: ExecutionContext) => unknown;

/** What the decorator of a route's parameter reads off a request with these headers: the value, or the code of the problem. */
function read(route: 'version' | 'key', headers: Record<string, string>): unknown {
  const [parameter] = Object.values(Reflect.getMetadata(ROUTE_ARGS_METADATA, Route, route) as Record<string, { factory: Read }>);
  return codeOf(() => parameter?.factory(undefined, new ExecutionContextHost([{ headers }])));
}

function codeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

describe('If-Match', () => {
  it.each([['"3"', 3], ['3', 3], [' "12" ', 12], ['"0"', 0], ['999999999', 999_999_999]])('%s names version %i', (header, version) => {
    expect(read('version', { 'if-match': header })).toBe(version);
  });

  it('is needed', () => {
    expect(read('version', {})).toBe('precondition_required');
  });

  it.each(['', '*', 'W/"3"', '"x"', '"3", "4"', '-1', '1.5', '"1234567890"'])('%j names no version there ever was', (header) => {
    expect(read('version', { 'if-match': header })).toBe('version_conflict');
  });

  it('takes the tag that an answer carried', () => {
    fc.assert(fc.property(fc.nat({ max: 999_999_999 }), (version) => { expect(read('version', { 'if-match': etag(version) })).toBe(version); }));
  });
});

describe('Idempotency-Key', () => {
  it.each([['abc', 'abc'], ['"abc"', 'abc'], ['"a\\"b\\\\c"', 'a"b\\c'], [' abc ', 'abc'], ['"a b"', 'a b'], ['a"b', 'a"b'], ['"', '"'], ['"abc', '"abc']])('%s is the key %s', (header, key) => {
    expect(read('key', { 'idempotency-key': header })).toBe(key);
  });

  it('need not be there', () => {
    expect(read('key', {})).toBeNull();
  });

  it.each(['', '  ', '""', 'k'.repeat(256), `"${'k'.repeat(256)}"`, 'ключ', 'a\tb', 'a\u007fb'])('%j is refused', (header) => {
    expect(codeOf(() => parseIdempotencyKey(header))).toBe('invalid');
  });

  it('quoted is the same key as bare, whatever stands in it', () => {
    const key = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 255 }).filter((text) => !/^".*"$/.test(text));
    fc.assert(
      fc.property(key, (text) => {
        expect(parseIdempotencyKey(text)).toBe(text);
        expect(parseIdempotencyKey(`"${text.replaceAll(/["\\]/g, '\\$&')}"`)).toBe(text);
      }),
    );
  });
});

describe('If-None-Match', () => {
  it.each(['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', '*'])('%s names "a"', (header) => {
    expect(namesTag(header, '"a"')).toBe(true);
  });

  it.each([undefined, '', '"b"', 'a', '"ab"', '"b", "c"'])('%s does not', (header) => {
    expect(namesTag(header, '"a"')).toBe(false);
  });
});
