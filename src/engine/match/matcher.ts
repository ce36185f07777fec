import type { JudgedText } from '../facts';
import type { Steps } from '../steps';
import type { OrdinaryWords } from '../text/ordinary-words';
import type { Span } from '../verdict';

/** How a term must stand in the text. `word` respects Unicode word boundaries; scripts without spaces always match as substring. */
export type WordMode = 'word' | 'prefix' | 'suffix' | 'substring';

/** Which disguises are seen through (rules.md 3.2): `off` = folding only. Absent means `off`. */
export type Evasion = 'off' | 'normal' | 'aggressive';

/** Where in the field a hit must lie, white space at the ends ignored. Absent means anywhere. */
export type Anchor = 'start' | 'end' | 'whole';

/** One term of a condition or list, as the matcher needs it. */
export interface Term {
  readonly text: string;
  readonly mode: WordMode;
  readonly caseExact: boolean;
  readonly inflect: boolean;
  /** Code of the term's language, for its endings and letters; absent means English. */
  readonly lang?: string | undefined;
  /** Phrases whose occurrence covers and so excuses a hit. */
  readonly except: readonly string[];
  /** What the explanation calls it: `list:term` or the term. */
  readonly entry: string;
  readonly evasion?: Evasion | undefined;
  /** For `starts_with`, `ends_with`, `equals`. */
  readonly anchor?: Anchor | undefined;
}

export interface Pattern {
  readonly source: string;
  readonly caseExact: boolean;
  /** Hits must start and end on Unicode word boundaries. */
  readonly whole: boolean;
  readonly entry: string;
  /** Phrases whose occurrence covers and so excuses a hit. */
  readonly except?: readonly string[] | undefined;
  readonly evasion?: Evasion | undefined;
}

export type TextField = Span['field'];
export type Part = 'all' | 'unquoted' | 'quoted';

/** Facts the engine reads off the text itself; keyed by the field names of the rule language (`links.count`, `stats.caps_ratio` …). */
export type TextValue = number | boolean | readonly string[];

/** One comment's texts, read once: views made lazily, matches of all terms and patterns shared by all rules. */
export interface Reading {
  /** A field that is read off the body: `links.*`, `contacts.*`, `stats.*`; undefined for any other. What fields share is computed once, their value each time. */
  field(name: string): TextValue | undefined;
  /** Spans in the original for the fields that came from somewhere: `links.domains` → the links, `contacts.phones` → the phones … */
  spansOf(field: string): readonly Span[];
  /** All hits of the given needles in one field, in text order, excused and out-of-part hits removed. Needle ids come from {@link NeedleSet.add}. */
  find(field: TextField, needle: number, part: Part): readonly Span[];
  /**
   * How many steps the patterns among these needles may take on this field, whether they have run or not: those whose required
   * literals were seen, and those without any. The same whoever asked for what before.
   */
  stepsOf(field: TextField, needle: number): number;
  /** How many words of the field begin and end between two offsets of the original: the measure of `near … within`. */
  wordsBetween(field: TextField, from: number, to: number): number;
}

/**
 * Collects every term and pattern of a rule set and compiles them into one search (words, and the literal prefilters of the
 * patterns). Adding the same term twice gives the same id. Errors name what is wrong with a term or pattern.
 */
export interface NeedleSet {
  addTerm(term: Term): number;
  /** @throws PatternError (match/pattern-error.ts), whose message says what to write instead. */
  addPattern(pattern: Pattern): number;
  /** A needle that is hit wherever one of these needles is: a whole list costs {@link Reading.find} one call. */
  addGroup(needles: readonly number[]): number;
  /** What {@link Reading.stepsOf} comes to for each unit of a text when all patterns among these needles run. */
  stepsPerUnit(needle: number): number;
  /** Whether this is a pattern without a required literal, which runs on every comment. */
  isUnfiltered(needle: number): boolean;
  compile(): Matcher;
  /** {@link compile} with places to pause. */
  compileInSteps(): Steps<Matcher>;
}

/** What a compiled matcher holds; `automatonBytes` are those of all that finds keys in a text. */
export interface MatcherSize {
  readonly terms: number;
  readonly patterns: number;
  /** Patterns without a required literal of two characters: they run on every comment. */
  readonly unfilteredPatterns: number;
  readonly states: number;
  readonly automatonBytes: number;
}

export interface Matcher {
  readonly size: MatcherSize;
  /** Cheap: nothing is computed until a rule asks for it. */
  read(text: JudgedText): Reading;
  /** The same needles with other ordinary words (a newer vocabulary), without compiling again. */
  knowing(ordinaryWords: OrdinaryWords): Matcher;
}
