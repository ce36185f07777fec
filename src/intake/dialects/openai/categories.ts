import type { ScoredLabel } from '../perspective/attributes';

/** OpenAI's thirteen categories, in its order. */
export const CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'sexual',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm/intent',
  'self-harm/instructions',
  'self-harm',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * What each category is read off. A category that needs two things is as likely as the less likely of them. `null`: nothing here
 * looks for it. That is said, not guessed: score 0, no applied input type, and `null` instead of `false` where OpenAI's own
 * contract allows it.
 */
const READ_OFF: Readonly<Record<Category, readonly ScoredLabel[] | null>> = {
  harassment: ['INSULT'],
  'harassment/threatening': ['THREAT'],
  hate: ['IDENTITY_ATTACK'],
  'hate/threatening': ['IDENTITY_ATTACK', 'THREAT'],
  // Threats of violence only: descriptions of it are not looked for.
  violence: ['THREAT'],
  'violence/graphic': null,
  sexual: null,
  'sexual/minors': null,
  illicit: null,
  'illicit/violent': null,
  'self-harm': null,
  'self-harm/intent': null,
  'self-harm/instructions': null,
};

const NULLABLE: ReadonlySet<Category> = new Set(['illicit', 'illicit/violent']);

/** The labels that must be scored for all categories. */
export const NEEDED_LABELS: readonly ScoredLabel[] = [...new Set(CATEGORIES.flatMap((category) => READ_OFF[category] ?? []))];

/** One result of OpenAI's moderation. */
export interface ModerationResult {
  readonly flagged: boolean;
  readonly categories: Readonly<Record<Category, boolean | null>>;
  readonly category_scores: Readonly<Record<Category, number>>;
  readonly category_applied_input_types: Readonly<Record<Category, readonly 'text'[]>>;
}

/** @param scores 0 to 1, of all of {@link NEEDED_LABELS}. @param threshold from which on a category is true. */
export function moderationResult(scores: Readonly<Partial<Record<ScoredLabel, number>>>, threshold: number): ModerationResult {
  const categoryScores = byCategory((category) => scoreOf(category, scores));
  const categories = byCategory((category) => {
    if (READ_OFF[category] === null) return NULLABLE.has(category) ? null : false;
    return categoryScores[category] >= threshold;
  });
  return {
    flagged: CATEGORIES.some((category) => categories[category] === true),
    categories,
    category_scores: categoryScores,
    category_applied_input_types: byCategory((category) => (READ_OFF[category] === null ? [] : ['text'])),
  };
}

function scoreOf(category: Category, scores: Readonly<Partial<Record<ScoredLabel, number>>>): number {
  const labels = READ_OFF[category];
  if (labels === null) return 0;
  return Math.min(...labels.map((label) => {
    const score = scores[label];
    if (score === undefined) throw new Error(`Nothing was scored for ${label}`);
    return score;
  }));
}

function byCategory<Value>(value: (category: Category) => Value): Record<Category, Value> {
  return Object.fromEntries(CATEGORIES.map((category) => [category, value(category)])) as Record<Category, Value>;
}
