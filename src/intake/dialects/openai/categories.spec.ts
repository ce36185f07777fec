import { isModeration } from '../../../../test/support/dialects/openai-schemas';
import { CATEGORIES, moderationResult } from './categories';

const NOTHING = { TOXICITY: 0, SEVERE_TOXICITY: 0, PROFANITY: 0, SPAM: 0, INSULT: 0, IDENTITY_ATTACK: 0, THREAT: 0 };
const trueOf = (scores: object, own?: Readonly<Record<string, string>>): string[] => Object.entries(moderationResult({ ...NOTHING, ...scores }, own).categories).flatMap(([name, value]) => (value === true ? [name] : []));

describe('a result of moderation', () => {
  it.each([
    ['an insult', { INSULT: 0.9 }, ['harassment']],
    ['an attack on an identity', { IDENTITY_ATTACK: 0.9 }, ['hate']],
    ['a threat', { THREAT: 0.9 }, ['harassment/threatening', 'violence']],
    ['a threat against an identity', { THREAT: 0.9, IDENTITY_ATTACK: 0.8 }, ['harassment/threatening', 'hate', 'hate/threatening', 'violence']],
    ['nothing', {}, []],
  ])('of %s', (_, scores, categories) => {
    expect(trueOf(scores)).toEqual(categories);
    expect(moderationResult({ ...NOTHING, ...scores }).flagged).toBe(categories.length > 0);
  });

  it('is true from a half on', () => {
    expect(trueOf({ INSULT: 0.5 })).toEqual(['harassment']);
    expect(trueOf({ INSULT: 0.4999 })).toEqual([]);
  });

  it('reads a category off the label that the connection gave it', () => {
    expect(trueOf({ PROFANITY: 0.9 }, { sexual: 'PROFANITY', illicit: 'SPAM', violence: 'no label' })).toEqual(['sexual']);
    expect(moderationResult(NOTHING, { illicit: 'SPAM' }).categories).toMatchObject({ illicit: false, 'illicit/violent': null });
  });

  it('takes the less likely of two things where a category needs both', () => {
    expect(moderationResult({ ...NOTHING, IDENTITY_ATTACK: 0.9, THREAT: 0.2 }).category_scores['hate/threatening']).toBe(0.2);
  });

  it('says of what nothing looks for that nothing looked, not that it is harmless', () => {
    const { categories, category_scores: scores, category_applied_input_types: applied } = moderationResult({ TOXICITY: 1, SEVERE_TOXICITY: 1, PROFANITY: 1, SPAM: 1, INSULT: 1, IDENTITY_ATTACK: 1, THREAT: 1 });
    const unseen = CATEGORIES.filter((category) => applied[category].length === 0);
    expect(unseen).toEqual(['sexual', 'illicit', 'illicit/violent', 'self-harm/intent', 'self-harm/instructions', 'self-harm', 'sexual/minors', 'violence/graphic']);
    expect(unseen.map((category) => scores[category])).toEqual(unseen.map(() => 0));
    expect(unseen.map((category) => categories[category])).toEqual([false, null, null, false, false, false, false, false]);
  });

  it('has all thirteen categories in all of its parts', () => {
    const result = moderationResult(NOTHING);
    expect(isModeration({ id: 'modr-1', model: 'm', results: [result] })).toBe(true);
    expect(Object.keys(result.categories)).toHaveLength(13);
  });
});
