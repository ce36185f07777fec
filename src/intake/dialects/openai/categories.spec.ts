import { isModeration } from '../../../../test/support/dialects/openai-schemas';
import { CATEGORIES, moderationResult, NEEDED_LABELS } from './categories';

const NOTHING = { INSULT: 0, IDENTITY_ATTACK: 0, THREAT: 0 };
const trueOf = (scores: object, threshold = 0.5): string[] => Object.entries(moderationResult({ ...NOTHING, ...scores }, threshold).categories).flatMap(([name, value]) => (value === true ? [name] : []));

describe('a result of moderation', () => {
  it.each([
    ['an insult', { INSULT: 0.9 }, ['harassment']],
    ['an attack on an identity', { IDENTITY_ATTACK: 0.9 }, ['hate']],
    ['a threat', { THREAT: 0.9 }, ['harassment/threatening', 'violence']],
    ['a threat against an identity', { THREAT: 0.9, IDENTITY_ATTACK: 0.8 }, ['harassment/threatening', 'hate', 'hate/threatening', 'violence']],
    ['nothing', {}, []],
  ])('of %s', (_, scores, categories) => {
    expect(trueOf(scores)).toEqual(categories);
    expect(moderationResult({ ...NOTHING, ...scores }, 0.5).flagged).toBe(categories.length > 0);
  });

  it('is true from the threshold on', () => {
    expect(trueOf({ INSULT: 0.7 }, 0.7)).toEqual(['harassment']);
    expect(trueOf({ INSULT: 0.699 }, 0.7)).toEqual([]);
  });

  it('takes the less likely of two things where a category needs both', () => {
    expect(moderationResult({ INSULT: 0, IDENTITY_ATTACK: 0.9, THREAT: 0.2 }, 0.5).category_scores['hate/threatening']).toBe(0.2);
  });

  it('says of what nothing looks for that nothing looked, not that it is harmless', () => {
    const { categories, category_scores: scores, category_applied_input_types: applied } = moderationResult({ INSULT: 1, IDENTITY_ATTACK: 1, THREAT: 1 }, 0.5);
    const unseen = CATEGORIES.filter((category) => applied[category].length === 0);
    expect(unseen).toEqual(['sexual', 'illicit', 'illicit/violent', 'self-harm/intent', 'self-harm/instructions', 'self-harm', 'sexual/minors', 'violence/graphic']);
    expect(unseen.map((category) => scores[category])).toEqual(unseen.map(() => 0));
    expect(unseen.map((category) => categories[category])).toEqual([false, null, null, false, false, false, false, false]);
  });

  it('has all thirteen categories in all of its parts', () => {
    const result = moderationResult(NOTHING, 0.5);
    expect(isModeration({ id: 'modr-1', model: 'm', results: [result] })).toBe(true);
    expect(Object.keys(result.categories)).toHaveLength(13);
  });

  it('fails rather than call harmless what was not scored', () => {
    expect(() => moderationResult({}, 0.5)).toThrow('Nothing was scored for INSULT');
    expect(NEEDED_LABELS).toEqual(['INSULT', 'THREAT', 'IDENTITY_ATTACK']);
  });
});
