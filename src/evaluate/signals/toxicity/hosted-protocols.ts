import { type ToxicityLabel, TOXICITY_LABELS } from '../../../engine/signals/toxicity/labels';
import type { HostedProtocol, HostedProvider } from '../../../store/toxicity-setting.store';

/** What a hosted model said: the labels it has. */
export type HostedScores = Readonly<Partial<Record<ToxicityLabel, number>>>;

export interface HostedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Protocol {
  request(provider: HostedProvider, key: string | null, text: string): HostedRequest;
  /** The scores in an answer; throws if it is none. */
  scores(answer: unknown): HostedScores;
}

/** OpenAI's categories that say what a label says. It has none for profanity, for severity and for advertising. */
const CATEGORIES: Readonly<Partial<Record<ToxicityLabel, readonly string[]>>> = {
  TOXICITY: ['harassment', 'harassment/threatening', 'hate', 'hate/threatening'],
  INSULT: ['harassment'],
  THREAT: ['harassment/threatening', 'hate/threatening'],
  IDENTITY_ATTACK: ['hate', 'hate/threatening'],
};

/** The two protocols that hosted models of this kind speak. The key goes into a header: a URL ends up in logs. */
export const PROTOCOLS: Readonly<Record<HostedProtocol, Protocol>> = {
  perspective: {
    request: (_, key, text) => ({
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'x-goog-api-key': key }) },
      // What is asked about a comment is nobody else's to keep.
      body: JSON.stringify({ comment: { text }, requestedAttributes: Object.fromEntries(TOXICITY_LABELS.map((label) => [label, {}])), doNotStore: true }),
    }),
    scores: (answer) => {
      const scores = recordOf(recordOf(answer)['attributeScores']);
      return collected((label) => (scores[label] === undefined ? undefined : recordOf(recordOf(scores[label])['summaryScore'])['value']));
    },
  },
  openai: {
    request: ({ model }, key, text) => ({
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ ...(model === null ? {} : { model }), input: text }),
    }),
    scores: (answer) => {
      const { results } = recordOf(answer);
      const scores = recordOf(recordOf(Array.isArray(results) ? results[0] : undefined)['category_scores']);
      return collected((label) => {
        const said = (CATEGORIES[label] ?? []).flatMap((category) => scores[category] ?? []).filter((score) => typeof score === 'number');
        return said.length === 0 ? undefined : Math.max(...said);
      });
    },
  },
};

function collected(find: (label: ToxicityLabel) => unknown): HostedScores {
  const scores: Partial<Record<ToxicityLabel, number>> = {};
  for (const label of TOXICITY_LABELS) {
    const score = find(label);
    if (score === undefined) continue;
    if (typeof score !== 'number' || !(score >= 0 && score <= 1)) throw new Error('The hosted model gave a score that is no number from 0 to 1.');
    scores[label] = score;
  }
  if (Object.keys(scores).length === 0) throw new Error('The hosted model gave no score.');
  return scores;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
