import fc from 'fast-check';
import { excerpt } from './excerpt';

describe('excerpt', () => {
  it('is a short text as it stands, on one line', () => {
    expect(excerpt('Two lines\n  of <b>text</b>', 'text')).toBe('Two lines of <b>text</b>');
  });

  it('is what readers see of marked-up text', () => {
    expect(excerpt('<p>Fish &amp; <b>chips</b></p><script>no()</script>', 'html')).toBe('Fish & chips');
    expect(excerpt('Fish **&** _chips_', 'markdown')).toBe('Fish & chips');
  });

  it('is cut between words', () => {
    const cut = excerpt('word '.repeat(100), 'text');
    expect(cut).toMatch(/^(word )+…$/);
    expect(cut.length).toBeLessThanOrEqual(202);
  });

  it('of anything is short, on one line and storable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.constantFrom('text' as const, 'html' as const, 'markdown' as const), (body, format) => {
        const cut = excerpt(body, format);
        expect([cut.length <= 202, cut.isWellFormed() || !body.isWellFormed(), cut.includes('\n')]).toEqual([true, true, false]);
      }),
    );
  });
});
