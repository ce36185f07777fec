/** What the toxicity model tells apart; each is also the name of the Perspective attribute that means it. */
export const SCORED_LABELS = ['TOXICITY', 'SEVERE_TOXICITY', 'PROFANITY', 'THREAT', 'INSULT', 'IDENTITY_ATTACK', 'SPAM'] as const;
export type ScoredLabel = (typeof SCORED_LABELS)[number];

/**
 * Attributes under another name that mean the same. `_EXPERIMENTAL` were Google's models for further languages; `TOXICITY_FAST` was
 * its linear model over characters, which is what ours is; `OBSCENE` is the New York Times' word for swearing.
 */
const ALSO_CALLED: Readonly<Record<string, ScoredLabel>> = {
  TOXICITY_EXPERIMENTAL: 'TOXICITY',
  SEVERE_TOXICITY_EXPERIMENTAL: 'SEVERE_TOXICITY',
  PROFANITY_EXPERIMENTAL: 'PROFANITY',
  THREAT_EXPERIMENTAL: 'THREAT',
  INSULT_EXPERIMENTAL: 'INSULT',
  IDENTITY_ATTACK_EXPERIMENTAL: 'IDENTITY_ATTACK',
  TOXICITY_FAST: 'TOXICITY',
  OBSCENE: 'PROFANITY',
};

const LABEL_OF: ReadonlyMap<string, ScoredLabel> = new Map<string, ScoredLabel>([...SCORED_LABELS.map((label) => [label, label] as const), ...Object.entries(ALSO_CALLED)]);

/**
 * The label that scores an attribute. Null for one that nothing here scores: attributes of Google's that we have no model for
 * (SEXUALLY_EXPLICIT, FLIRTATION, ATTACK_ON_AUTHOR, …), pinned versions of its models (`TOXICITY@6`), and names of nothing.
 */
export function labelOf(attribute: string): ScoredLabel | null {
  return LABEL_OF.get(attribute) ?? null;
}
