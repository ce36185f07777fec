import type { ReviewItem, Signal } from '../../api/types';
import { ago } from '../../words/times';

/** The first words of a text on one line. */
export function excerpt(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}

/** Who wrote it, in the order of what matters for the decision. */
export function authorFacts({ comment: { author } }: ReviewItem): string[] {
  const decided = author.approved + author.rejected;
  return [
    author.kind === 'anonymous' ? 'anonymous' : author.kind,
    author.submitted <= 1 ? 'first comment' : `${author.submitted.toLocaleString()} comments`,
    ...(decided === 0 ? [] : [`${author.approved.toLocaleString()} approved`, `${author.rejected.toLocaleString()} rejected`]),
    ...(author.registeredAt === null ? [] : [`registered ${ago(author.registeredAt)}`]),
  ];
}

export function reports(item: ReviewItem): readonly Signal[] {
  return item.signals.filter(({ kind }) => kind === 'report');
}

/** Other rules that fired, once each, beside the one that is the reason. */
export function otherReasons({ reason, verdict }: ReviewItem): { readonly reason: string; readonly shadow: boolean }[] {
  const seen = new Set([reason]);
  return (verdict?.hits ?? []).flatMap((hit) => {
    const text = hit.reason || hit.rule;
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ reason: text, shadow: hit.mode === 'shadow' }];
  });
}

const VIA: Readonly<Record<string, string>> = {
  leet: 'digits or signs for letters',
  'look-alike': 'look-alike letters',
  joined: 'joined letters',
  spaced: 'spaced letters',
  runs: 'repeated letters',
  masked: 'masked letters',
  inflected: 'inflected',
  edit: 'one letter off',
  substring: 'inside a word',
};

/** How a disguise was seen through, in words; plain upper and lower case goes without saying. */
export function viaWords(via: readonly string[]): string[] {
  return via.filter((step) => step !== 'fold').map((step) => VIA[step] ?? step);
}
