import { type ScoredLabel, scoredLabel } from '../scored-labels';

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

/** One result of OpenAI's moderation. */
export interface ModerationResult {
  readonly flagged: boolean;
  readonly categories: Readonly<Record<Category, boolean | null>>;
  readonly category_scores: Readonly<Record<Category, number>>;
  readonly category_applied_input_types: Readonly<Record<Category, readonly 'text'[]>>;
}

export type Scores = Readonly<Record<ScoredLabel, number>>;

/** From which score on a category is true. */
export const THRESHOLD = 0.5;

/** @param scores 0 to 1. @param own what a connection has categories read off: category → label. */
export function moderationResult(scores: Scores, own: Readonly<Record<string, string>> = {}): ModerationResult {
  const readOff = byCategory((category): readonly ScoredLabel[] | null => {
    const label = Object.hasOwn(own, category) ? scoredLabel(own[category]) : null;
    return label === null ? READ_OFF[category] : [label];
  });
  const categoryScores = byCategory((category) => Math.min(...(readOff[category]?.map((label) => scores[label]) ?? [0])));
  const categories = byCategory((category) => {
    if (readOff[category] === null) return NULLABLE.has(category) ? null : false;
    return categoryScores[category] >= THRESHOLD;
  });
  return {
    flagged: CATEGORIES.some((category) => categories[category] === true),
    categories,
    category_scores: categoryScores,
    category_applied_input_types: byCategory((category) => (readOff[category] === null ? [] : ['text'])),
  };
}

function byCategory<Value>(value: (category: Category) => Value): Record<Category, Value> {
  return Object.fromEntries(CATEGORIES.map((category) => [category, value(category)])) as Record<Category, Value>;
}
