import { type EvasionIndex } from './evasion-index';
import { type KeySearch } from './key-search';
import { type Pattern, type Term } from './matcher';
import { type CompiledPattern } from './regex';
import { type Sightings } from './sightings';
import { type Standing } from './term-check';

export interface TermNeedle {
  readonly kind: 'term';
  readonly id: number;
  readonly term: Term;
  readonly standing: Standing;
  /** For `case: exact`: the text as it must stand in the exact view. */
  readonly exact: string | undefined;
  readonly excuses: readonly number[];
}

export interface PatternNeedle {
  readonly kind: 'pattern';
  readonly id: number;
  readonly pattern: Pattern;
  readonly compiled: CompiledPattern;
  /** One bit for each of its clauses: all must be seen before it runs. */
  readonly allClauses: number;
  /** Also looked for in the text with its disguises undone. */
  readonly evades: boolean;
  readonly excuses: readonly number[];
}

export interface GroupNeedle {
  readonly kind: 'group';
  readonly id: number;
  /** Terms and patterns, groups within groups resolved. */
  readonly members: ReadonlySet<number>;
  /** Those of the members that are patterns without a required literal. */
  readonly unfiltered: readonly PatternNeedle[];
}

export type Needle = TermNeedle | PatternNeedle | GroupNeedle;

/** What a key of the search stands for: a term, another stem of it, a pattern's required literal, or an excuse. */
export type KeyUse =
  | { readonly role: 'term' | 'stem'; readonly needle: TermNeedle }
  | { readonly role: 'literal'; readonly needle: PatternNeedle; readonly clause: number }
  | { readonly role: 'excuse' };

/** A compiled rule set's needles. */
export interface Needles {
  readonly all: readonly Needle[];
  readonly search: KeySearch;
  /** Needle → the groups it belongs to, by their ids; most needles share one array. */
  readonly groupsOf: readonly (readonly number[] | undefined)[];
  /** Key of the search → its uses. */
  readonly uses: readonly (readonly KeyUse[])[];
  /** Undefined when no needle asks for evasion. */
  readonly evasion: EvasionIndex | undefined;
  /** What a scan over the text as it stands, and one over its undone disguises, notes of patterns. */
  readonly seen: { readonly plainly: Sightings; readonly disguised: Sightings };
}
