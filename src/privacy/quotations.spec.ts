import { quotationIn } from './quotations';

const quoted = 'The harbour must stay open in winter, says my uncle.';

describe('a quotation', () => {
  it.each([
    ['> The harbour must stay open in winter\n\nNo, it must not.'],
    ['<blockquote>the <b>harbour</b> must stay open</blockquote> Why?'],
    ['You said "harbour MUST stay open in" and meant it'],
  ])('is a run of five of the same words: %s', (text) => {
    expect(quotationIn(text, { quoted, name: null })).toBe('words');
  });

  it('is not four of them', () => {
    expect(quotationIn('harbour must stay open, fine', { quoted, name: null })).toBeNull();
  });

  it('is also to name the author, as a whole name', () => {
    expect(quotationIn('@Ana Berg: no', { quoted, name: 'Ana Berg' })).toBe('name');
    expect(quotationIn('Ana Bergstein: no', { quoted, name: 'Ana Berg' })).toBeNull();
    expect(quotationIn('Ab is too short a name', { quoted, name: 'Ab' })).toBeNull();
  });

  it('is not found in a text without words', () => {
    expect(quotationIn('', { quoted: '', name: '' })).toBeNull();
    expect(quotationIn('!!! ???', { quoted: '…', name: '---' })).toBeNull();
  });

  it('is looked for in linear time', () => {
    const started = performance.now();
    quotationIn('<'.repeat(50_000), { quoted: '<a'.repeat(25_000), name: null });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
