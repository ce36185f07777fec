import type { TFunction } from 'i18next';
import type { ReviewItem, Signal } from '../../api/types';
import { ago, number } from '../../words/times';
import type { DeskWords } from './trouble';

const HALF_A_CHARACTER = /[\uD800-\uDBFF]$/;

/** The first words of a text on one line; cut with a mark, and never through the middle of a character. */
export function excerpt(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).replace(HALF_A_CHARACTER, '').trimEnd()}…`;
}

/** Who wrote it, in the order of what matters for the decision. */
export function authorFacts(t: DeskWords, { comment: { author } }: ReviewItem): string[] {
  const decided = author.approved + author.rejected;
  return [
    t(`author.kinds.${author.kind}`),
    author.submitted <= 1 ? t('author.first') : t('author.comments', { count: author.submitted }),
    ...(decided === 0 ? [] : [t('author.approved', { count: author.approved }), t('author.rejected', { count: author.rejected })]),
    ...(author.registeredAt === null ? [] : [t('author.registered', { ago: ago(author.registeredAt) })]),
  ];
}

/** An appeal against what the reader of the page decided: a colleague decides it, so nobody holds it for them. */
export function isOwnAppeal({ kind, state, claim, allowedActions }: ReviewItem): boolean {
  return kind === 'appeal' && state === 'open' && claim === null && !allowedActions.includes('approve') && !allowedActions.includes('reject');
}

export function reportsOf(item: ReviewItem): readonly Signal[] {
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

const VIA = ['leet', 'look-alike', 'joined', 'spaced', 'runs', 'masked', 'inflected', 'edit', 'substring'] as const;

/** How a disguise was seen through, in words; plain upper and lower case goes without saying. */
export function viaWords(t: TFunction, via: readonly string[]): string[] {
  return via.filter((step) => step !== 'fold').map((step) => {
    const known = VIA.find((each) => each === step);
    return known === undefined ? step : t(`via.${known}`);
  });
}

/** What weighs on whoever reads it all day: insults, threats, and worse; spam and the rest do not. */
const HARD = /hate|abuse|threat|violen|harass|slur|sexual|self-harm|extrem|gore|insult|safety/;

export function isHard(...names: readonly (string | null | undefined)[]): boolean {
  return names.some((name) => name !== null && name !== undefined && HARD.test(name));
}

export function shortNumber(value: number | undefined): string {
  return value === undefined ? '' : number(value);
}
