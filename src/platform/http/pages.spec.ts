import fc from 'fast-check';
import { Problem } from '../../domain/errors';
import { decodeCursor, encodeCursor, isUuid, type Page, page, uuidParam } from './pages';

const UUID = '0198f2c4-0000-7000-8000-0123456789ab';

function problemOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, pointers: error.details.errors?.map(({ pointer }) => pointer) };
    throw error;
  }
  return null;
}

describe('a page', () => {
  const rows = Array.from({ length: 5 }, (_, n) => ({ n }));
  const cut = (count: number, limit: number): unknown => page(rows.slice(0, count), limit, ({ n }) => n, ({ n }) => [n]);

  it('with one row too many has a cursor that names its last row', () => {
    expect(cut(4, 3)).toEqual({ items: [0, 1, 2], nextCursor: encodeCursor([2]) });
  });

  it.each([0, 2, 3])('of %i rows within its limit is the last', (count) => {
    expect(cut(count, 3)).toEqual({ items: rows.slice(0, count).map(({ n }) => n), nextCursor: null });
  });

  it('after page shows every row once, in order, whatever the limit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 12 }), (count, limit) => {
        const shown: number[] = [];
        let cursor: string | null = encodeCursor([-1]);
        while (cursor !== null) {
          const after: number = Number(decodeCursor(cursor, 1)[0]);
          const read = Array.from({ length: count }, (_, n) => ({ n })).filter(({ n }) => n > after).slice(0, limit + 1);
          const { items, nextCursor }: Page<number> = page(read, limit, ({ n }) => n, ({ n }) => [n]);
          shown.push(...items);
          cursor = nextCursor;
        }
        expect(shown).toEqual(Array.from({ length: count }, (_, n) => n));
      }),
    );
  });
});

describe('a cursor', () => {
  const part = fc.oneof(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000')), fc.integer());

  it('fits into a URL and gives its key back', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (key) => {
        const cursor = encodeCursor(key);
        expect(encodeURIComponent(cursor)).toBe(cursor);
        expect(decodeCursor(cursor, key.length)).toEqual(key);
      }),
    );
  });

  it.each(['', 'x', 'WzFd', '!!!', encodeCursor([1]), encodeCursor([1, 2, 3]), encodeCursor(['a\u0000b', 1]), Buffer.from('[null,1]').toString('base64url'), Buffer.from('[[1],{}]').toString('base64url'), Buffer.from('{"length":2}').toString('base64url'), Buffer.from('[1e999,1]').toString('base64url')])('of a list with two parts is not %j', (cursor) => {
    expect(problemOf(() => decodeCursor(cursor, 2))).toEqual({ code: 'invalid', pointers: ['?cursor'] });
  });

  it('that somebody made up is refused or read, never a failure of ours', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map((json) => Buffer.from(json).toString('base64url'))), (cursor) => {
        expect([null, { code: 'invalid', pointers: ['?cursor'] }]).toContainEqual(problemOf(() => decodeCursor(cursor, 1)));
      }),
    );
  });
});

describe('an id in a path', () => {
  it('is written in small letters from here on', () => {
    expect(uuidParam(UUID.toUpperCase())).toBe(UUID);
    expect(isUuid(UUID)).toBe(true);
  });

  it.each(['', 'no-id', UUID.slice(1), `${UUID}0`, `${UUID}\n`, UUID.replace('-', ''), '%00'])('that is %j is not there', (text) => {
    expect(problemOf(() => uuidParam(text))).toEqual({ code: 'not_found', pointers: undefined });
    expect(isUuid(text)).toBe(false);
  });

  it.each([null, undefined, 7, [UUID]])('is not %s', (value) => {
    expect(isUuid(value)).toBe(false);
  });
});
