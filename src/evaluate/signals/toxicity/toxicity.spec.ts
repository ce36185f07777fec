import fc from 'fast-check';
import { identityTerms, IDENTITY_TERMS } from '../../../engine/signals/toxicity/identity-terms';
import { type ToxicityLabel, TOXICITY_LABELS } from '../../../engine/signals/toxicity/labels';
import { scoreToxicity } from '../../../engine/signals/toxicity/score';
import { toxicitySpans } from '../../../engine/signals/toxicity/spans';
import { DISGUISES, MORE_DISGUISES } from '../../../../test/support/evasion/disguises';
import { shippedToxicityModel } from './model-file';

const model = shippedToxicityModel();
const score = (body: string, label: ToxicityLabel = 'TOXICITY'): number => scoreToxicity(model, { body, format: 'text' })[label];
const quotes = (body: string, label: ToxicityLabel = 'TOXICITY'): string[] => toxicitySpans(model, { body, format: 'text' }, label).map(({ start, end }) => body.slice(start, end));

describe('the shipped toxicity model', () => {
  it('tells an insult from thanks, for the labels that an insult has', () => {
    const insult = 'You are a stupid idiot, shut up.';
    const thanks = 'Thank you for this article, I learned a lot from it.';
    for (const label of ['TOXICITY', 'INSULT', 'PROFANITY'] as const) expect(score(insult, label)).toBeGreaterThan(score(thanks, label));
    expect(score(insult)).toBeGreaterThan(0.9);
    expect(score(thanks)).toBeLessThan(0.3);
    expect(score(insult, 'SPAM')).toBeLessThan(0.2);
  });

  it('finds an insult in a long comment', () => {
    const long = 'The council met on Tuesday and talked about the new bridge across the river. '.repeat(12);
    expect(score(long)).toBeLessThan(0.2);
    expect(score(`${long} You are a stupid idiot. ${long}`)).toBeGreaterThan(0.5);
  });

  it('knows threats and advertisements', () => {
    expect(score('I will kill you and your dog tomorrow', 'THREAT')).toBeGreaterThan(score('You are a stupid idiot', 'THREAT'));
    expect(score('Please subscribe to my channel http://example.com/win and get free money!!!', 'SPAM')).toBeGreaterThan(0.8);
  });

  it('says the same of the same text, whatever it read before', () => {
    const before = scoreToxicity(model, { body: 'You are a moron', format: 'text' });
    score('Something else altogether, which is much longer than what came before it. '.repeat(40));
    expect(scoreToxicity(model, { body: 'You are a moron', format: 'text' })).toStrictEqual(before);
  });

  it('reads every identity term as the same word', () => {
    const all = IDENTITY_TERMS.map((term) => score(`I am a ${term} reader and I liked the article.`));
    expect(new Set(all).size).toBe(1);
  });

  it('takes the terms of a site for its own', () => {
    const mine = identityTerms(['Lowlander']);
    const about = (term: string): number => scoreToxicity(model, { body: `All ${term} are disgusting`, format: 'text' }, mine).TOXICITY;
    expect(about('lowlander')).toBe(scoreToxicity(model, { body: 'All gays are disgusting', format: 'text' }).TOXICITY);
  });

  it.each([...DISGUISES, ...MORE_DISGUISES].map(({ name, of }) => [name, of] as const))('is not misled by %s', (_, of) => {
    const plain = score('Oh please, you are a moron and you know it');
    expect(Math.abs(score(`Oh please, you are a ${of('moron', 'morons')} and you know it`) - plain)).toBeLessThan(0.05);
  });

  it('leaves names with underscores, numbers and pictograms between words as they are', () => {
    const same = (body: string, plain: string): void => { expect(scoreToxicity(model, { body, format: 'text' })).toStrictEqual(scoreToxicity(model, { body: plain, format: 'text' })); };
    same('Set snake_case and max_length to 5_000 in _config_', 'Set snake-case and max-length to 5-000 in _config_');
    same('good🙂morning everybody', 'good 🙂 morning everybody');
    same('nice👍🏽work _here_ f_', 'nice 👍🏽 work _here_ f_');
    expect(score('You f_cking m🤬ron')).toBe(score('You fucking moron'));
    expect(quotes('Good morning. He is such an id🤬ot, really.').join()).toContain('id🤬ot');
  });

  it('names the words that weigh most, in the original', () => {
    expect(quotes('Good morning 🙂 to all. He is such an ｉｄｉｏｔ, really.').join()).toContain('ｉｄｉｏｔ');
    expect(quotes('The council meets on Tuesday.')).toStrictEqual([]);
    const html = '<p>You are a <b>mo</b>ron &amp; a liar</p>';
    expect(toxicitySpans(model, { body: html, format: 'html' }, 'TOXICITY').map(({ start, end }) => html.slice(start, end)).join()).toContain('mo</b>ron');
  });

  it('gives numbers from 0 to 1 and spans within the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(fc.constantFrom(' ', '*', 'f', 'u', 'c', 'k', 'ü', 'ß', '.', '-', '0', '\u200b', '\u0301'), fc.string({ unit: 'binary', maxLength: 2 })), maxLength: 60 }), (body) => {
        const scores = scoreToxicity(model, { body, format: 'text' });
        for (const label of TOXICITY_LABELS) expect(scores[label] >= 0 && scores[label] <= 1).toBe(true);
        let end = 0;
        for (const span of toxicitySpans(model, { body, format: 'text' }, 'TOXICITY')) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(body.length);
      }),
    );
  });

  it('reads the longest comment in time, however it is written', () => {
    for (const body of ['a'.repeat(20_000), 'a b '.repeat(5_000), 'a*'.repeat(10_000), 'f-u-'.repeat(5_000), 'fu_'.repeat(6_000), 'f_ck '.repeat(4_000), 'fu🔥'.repeat(5_000), '🔥a'.repeat(6_000), 'ﷺ'.repeat(20_000)]) expect(score(body)).toBeLessThanOrEqual(1);
  });
});
