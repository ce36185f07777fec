import type { AuthorKind, BodyFormat, ItemKind } from '../domain/statuses';
import type { Verdict } from '../engine/verdict';

/** What queues sort items by and lists filter them by, beside what every item has. */
export interface ItemTraits {
  readonly kind: ItemKind;
  readonly authorKind: AuthorKind;
  readonly section: string | null;
  readonly lang: string | null;
  /** Hundredths of a point. */
  readonly score: number;
  /** Rules that fired and had their effect. */
  readonly rules: readonly string[];
  /** Of `searchWords`. */
  readonly words: readonly string[];
}

/** A text with all that traits are read from, as stored. */
export interface TraitsRow {
  readonly author_kind: AuthorKind;
  readonly section: string | null;
  readonly lang: string | null;
  readonly verdict: Verdict | null;
  readonly body: string;
  readonly format: BodyFormat;
}

/** The reason first, then every other rule whose effect was not dropped. */
export function rulesOf({ primaryRule, hits }: Pick<Verdict, 'primaryRule' | 'hits'>): string[] {
  const fired = hits.filter(({ mode, suppressedBy }) => mode === 'active' && suppressedBy === undefined).map(({ rule }) => rule);
  return [...new Set(primaryRule === null ? fired : [primaryRule, ...fired])];
}

/** An array as PostgreSQL reads it from a text: rows of a batch have arrays of different lengths, which an array of arrays cannot hold. */
export function arrayText(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  // Words and the names of rules, nearly always, have nothing to escape.
  const written = values.some((value) => value.includes('"') || value.includes('\\')) ? values.map((value) => value.replaceAll(/["\\]/g, '\\$&')) : values;
  return `{"${written.join('","')}"}`;
}
