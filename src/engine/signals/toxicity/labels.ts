/** What a comment is scored for, by the names of Google's Perspective API, so that what was built on it finds its numbers. The order is that of the weights. */
export const TOXICITY_LABELS = ['TOXICITY', 'SEVERE_TOXICITY', 'PROFANITY', 'THREAT', 'INSULT', 'IDENTITY_ATTACK', 'SPAM'] as const;

export type ToxicityLabel = (typeof TOXICITY_LABELS)[number];

/** One number from 0 to 1 for each label. */
export type ToxicityScores = Readonly<Record<ToxicityLabel, number>>;

/** The signal that rules read a label as: `signal.severe_toxicity`. */
export function signalOf(label: ToxicityLabel): string {
  return label.toLowerCase();
}
