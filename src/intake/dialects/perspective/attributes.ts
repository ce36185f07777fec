import { SCORED_LABELS, type ScoredLabel, scoredLabel } from '../scored-labels';

/** What else a connection has a name of the protocol answered with: attribute → label. */
export type OwnAttributes = Readonly<Record<string, string>>;

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
 *
 * @param own what the connection says; it counts first.
 */
export function labelOf(attribute: string, own: OwnAttributes): ScoredLabel | null {
  return (Object.hasOwn(own, attribute) ? scoredLabel(own[attribute]) : null) ?? LABEL_OF.get(attribute) ?? null;
}
