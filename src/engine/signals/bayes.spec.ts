import fc from 'fast-check';
import { bayesModel, bayesScore } from './bayes';
import { decodeModel, encodeModel } from './bayes-encoding';
import { bayesTokens } from './bayes-tokens';
import { areaUnderCurve, crossValidated, type LabelledText, learned, scored } from './validation';

const text = (body: string, isBad: boolean): LabelledText => ({ tokens: bayesTokens(body, 'text'), isBad });
const SPAM = ['Grow your page with our likes at https://likes.example', 'Cheap likes, cheap followers, write to our page', 'Visit our page and win followers today'];
const HAM = ['The mayor should explain the new bridge', 'My street waits for the bridge since spring', 'Who paid for the mayor and his bridge?'];
const TEXTS = [...SPAM.map((body) => text(body, true)), ...HAM.map((body) => text(body, false))];

describe('tokens', () => {
  const words = (body: string): string[] => bayesTokens(body, 'text').map((token) => token.text);

  it('are words, pairs, and pairs with one word between, each once', () => {
    expect(words('Buy FÖLLOWERS now')).toEqual(['buy', 'buy followers', 'buy _ now', 'followers', 'followers now', 'now']);
    expect(words('now now now').filter((token) => token === 'now')).toHaveLength(1);
  });

  it('name the domain of a link, not its path, and the place where it stood', () => {
    expect(words('see http://shop.bad.example/a?b=c here')).toEqual(expect.arrayContaining(['LINK', 'see LINK', 'LINK here', 'link:bad.example']));
  });

  it('keep only the length of a number', () => {
    expect(words('earn 4500')).toEqual(words('earn 9312'));
  });

  it('have hashes that are exact as numbers and as a bigint of PostgreSQL', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (body) => {
      for (const { hash } of bayesTokens(body, 'text')) expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
    }));
  });
});

describe('the score', () => {
  const model = learned(TEXTS);

  it('is high for what is like the rejected and low for what is like the approved, and names the tokens that decided', () => {
    const bad = bayesScore(model, bayesTokens('write to our page for cheap likes', 'text'));
    const good = bayesScore(model, bayesTokens('the mayor and the bridge', 'text'));
    expect(bad?.score).toBeGreaterThan(0.9);
    expect(good?.score).toBeLessThan(0.1);
    expect(bad?.tokens[0]?.value).toBeGreaterThan(0.7);
    expect(bad?.tokens.map(({ token }) => token.text)).toContain('our page');
  });

  it('is not there for a text of which nothing is known, nor while one class is empty', () => {
    expect(bayesScore(model, bayesTokens('zzyx quorble', 'text'))).toBeNull();
    expect(bayesScore(learned(TEXTS.slice(0, 3)), bayesTokens('our page', 'text'))).toBeNull();
  });

  it('lies between 0 and 1 for any counts and any text', () => {
    const counts = fc.array(fc.record({ hash: fc.integer({ min: 0, max: 60 }), good: fc.double({ min: 0, max: 50, noNaN: true }), bad: fc.double({ min: 0, max: 50, noNaN: true }) }), { maxLength: 60 });
    fc.assert(fc.property(counts, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }), (known, asked) => {
      const unique = [...new Map(known.map((count) => [count.hash, count])).values()];
      const found = bayesScore(bayesModel(unique, { good: 50, bad: 50 }), asked.map((hash) => ({ hash, text: String(hash) })));
      if (found === null) return;
      expect(found.score).toBeGreaterThanOrEqual(0);
      expect(found.score).toBeLessThanOrEqual(1);
    }));
  });

  it('is the same from a model that was written down and read again', () => {
    const tokens = bayesTokens('our bridge page', 'text');
    expect(bayesScore(decodeModel(encodeModel(model)), tokens)).toEqual(bayesScore(model, tokens));
    expect(() => decodeModel(encodeModel(model).subarray(1))).toThrow('no model');
    expect(() => decodeModel(new Uint8Array(3))).toThrow('no model');
  });

  it('is the same whatever order the texts were learned in', () => {
    fc.assert(fc.property(fc.shuffledSubarray(TEXTS, { minLength: TEXTS.length }), (order) => {
      expect(bayesScore(learned(order), bayesTokens('our bridge page', 'text'))).toEqual(bayesScore(model, bayesTokens('our bridge page', 'text')));
    }));
  });
});

describe('the area under the curve', () => {
  it('is 1 when every bad one scores higher, 0 when lower, .5 when all score alike', () => {
    const of = (bad: number[], good: number[]): number | null => areaUnderCurve([...bad.map((score) => ({ score, isBad: true })), ...good.map((score) => ({ score, isBad: false }))]);
    expect(of([0.8, 0.9], [0.1, 0.7])).toBe(1);
    expect(of([0.1], [0.7, 0.8])).toBe(0);
    expect(of([0.5, 0.5], [0.5])).toBe(0.5);
    expect(of([0.9], [])).toBeNull();
  });

  it('equals the share of pairs in the right order', () => {
    const scores = fc.array(fc.record({ score: fc.integer({ min: 0, max: 9 }), isBad: fc.boolean() }), { minLength: 2, maxLength: 40 });
    fc.assert(fc.property(scores, (all) => {
      const [bad, good] = [all.filter(({ isBad }) => isBad), all.filter(({ isBad }) => !isBad)];
      const right = bad.flatMap((b) => good.map((g) => (b.score > g.score ? 1 : b.score === g.score ? 0.5 : 0) as number));
      const share = right.length === 0 ? null : right.reduce((sum, n) => sum + n, 0) / right.length;
      const area = areaUnderCurve(all);
      expect(area === null ? null : Math.round(area * 1e9)).toBe(share === null ? null : Math.round(share * 1e9));
    }));
  });

  it('cross-validation tells what can be learned from what cannot', () => {
    const many = Array.from({ length: 60 }, (_, index) => text(`${(index % 2 === 0 ? SPAM : HAM)[index % 3] ?? ''} number ${String(index)}`, index % 2 === 0));
    const noise = many.map(({ tokens }, index) => ({ tokens, isBad: Math.imul(index + 3, 0x9e3779b1) >>> 31 === 1 }));
    expect(crossValidated(many)).toBeGreaterThan(0.95);
    expect(crossValidated(noise)).toBeLessThan(0.8);
    expect(scored(learned(many), many)).toHaveLength(60);
  });
});
