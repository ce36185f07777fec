import fc from 'fast-check';
import { isInstant, isPlainText } from './validators';

describe('plain text', () => {
  it.each(['', 'words', 'line\nline', '\u0001', '😀', '\ufffd'])('is %j', (text) => {
    expect(isPlainText(text)).toBe(true);
  });

  it.each(['a\u0000b', '\ud800', '\udc00', 'a\ude00\ud83d', 1, null, undefined, ['a'], {}])('is not %j', (value) => {
    expect(isPlainText(value)).toBe(false);
  });

  it('comes out of UTF-8 as it went in, and what does not is not plain', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.integer({ min: 1, max: 0xffff }).map((code) => String.fromCharCode(code)) }), (text) => {
        expect(isPlainText(text)).toBe(Buffer.from(text, 'utf8').toString('utf8') === text);
      }),
    );
  });
});

describe('a moment', () => {
  it.each(['2026-02-22T10:00:00Z', '2026-02-22t10:00:00z', '2026-02-22 10:00:00Z', '2026-02-22T10:00:00.123456789+02:00', '2024-02-29T23:59:59-11:30', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])('is %s', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  it.each([
    '2026-02-22', '2026-02-22T10:00Z', '2026-02-22T10:00:00', '2026-02-31T10:00:00Z', '2025-02-29T10:00:00Z', '2026-13-01T10:00:00Z', '2026-02-22T24:00:00Z',
    '2026-02-22T10:60:00Z', '2026-06-30T23:59:60Z', '2026-02-22T10:00:00+25:00', '+12026-02-22T10:00:00Z', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00', ' 2026-02-22T10:00:00Z', '1771754400', 'now', '', 1_771_754_400_000, null, undefined, new Date(0),
  ])('is not %s', (value) => {
    expect(isInstant(value)).toBe(false);
  });

  it('is whatever JavaScript writes within these years', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') }), (moment) => {
        expect(isInstant(moment.toISOString())).toBe(true);
      }),
    );
  });
});
