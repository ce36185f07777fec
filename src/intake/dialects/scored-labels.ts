/** What texts are scored for, by the names of the Perspective attributes that mean it. */
export const SCORED_LABELS = ['TOXICITY', 'SEVERE_TOXICITY', 'PROFANITY', 'THREAT', 'INSULT', 'IDENTITY_ATTACK', 'SPAM'] as const;
export type ScoredLabel = (typeof SCORED_LABELS)[number];

/** The label of that name; null for any other text. */
export function scoredLabel(name: string | undefined): ScoredLabel | null {
  return (SCORED_LABELS as readonly (string | undefined)[]).includes(name) ? (name as ScoredLabel) : null;
}
