import { allAtOnce, type Steps } from '../steps';
import { fold, foldExact } from '../text/fold';
import { skeletonOf } from '../text/look-alikes';
import { type OrdinaryWords } from '../text/ordinary-words';
import { type DisguisableTerm, evasionIndexInSteps } from './evasion-index';
import { type Inflection, inflectionOf, isTurkish } from './inflection';
import { keySearchInSteps } from './key-search';
import { type Matcher, type NeedleSet, type Pattern, type Term } from './matcher';
import { type KeyUse, type Needle, type Needles, type PatternNeedle, type TermNeedle } from './needles';
import { PatternError } from './pattern-error';
import { textReading } from './reading';
import { compilePattern } from './regex';
import { Sightings } from './sightings';
import { type Standing, standsAnywhere } from './term-check';

export interface NeedleSetOptions {
  /** Ordinary folded words. A word that only looks stretched (“comma” for “coma”) is no hit if it is one of them. */
  readonly ordinaryWords?: OrdinaryWords | undefined;
}

/** An empty set of needles; see {@link NeedleSet}. */
export function needleSet(options: NeedleSetOptions = {}): NeedleSet {
  return new Collector(options.ordinaryWords);
}

function asKey(text: string): string {
  return fold(text).replace(/\s+/gu, ' ').trim();
}

// Shorter words are too often part of other things: "as$" is no disguise.
const MIN_DISGUISED = 4;

/** Larger groups are never made twice, and telling would take long. */
const MOST_COMPARED = 1_000;
const NO_EXCUSES: readonly number[] = [];

function sees(needle: Term | Pattern): boolean {
  return needle.evasion === 'normal' || needle.evasion === 'aggressive';
}

function identityOf({ text, mode, caseExact, inflect, lang, except, entry, evasion, anchor }: Term): string {
  return `t${mode} ${evasion ?? ''} ${anchor ?? ''} ${lang ?? ''} ${caseExact ? 'c' : ''}${inflect ? 'i' : ''}\0${text}\0${entry}\0${except.join('\0')}`;
}

function countsAnywhere(use: KeyUse): boolean {
  return use.role === 'literal' || use.role === 'excuse' || standsAnywhere(use.needle);
}

function matcherOf(needles: Needles): Matcher {
  const patterns = needles.all.filter((needle) => needle.kind === 'pattern');
  const { evasion } = needles;
  return {
    size: {
      terms: needles.all.filter((needle) => needle.kind === 'term').length,
      patterns: patterns.length,
      unfilteredPatterns: patterns.filter((needle) => needle.compiled.clauses === null).length,
      states: needles.search.states,
      automatonBytes: needles.search.bytes + (evasion?.search.bytes ?? 0),
    },
    read: (text) => textReading(needles, text),
    knowing: (ordinaryWords) => (evasion === undefined ? matcherOf(needles) : matcherOf({ ...needles, evasion: { ...evasion, ordinaryWords } })),
  };
}

/** For each needle the groups that it is in. */
function groupsOf(all: readonly Needle[]): readonly (readonly number[] | undefined)[] {
  const groups = new Array<readonly number[] | undefined>(all.length).fill(undefined);
  for (const group of all) {
    if (group.kind !== 'group') continue;
    // Members of the same groups share one array.
    const longer = new Map<readonly number[] | undefined, readonly number[]>();
    for (const member of group.members) {
      const before = groups[member];
      const known = longer.get(before) ?? [...(before ?? []), group.id];
      longer.set(before, known);
      groups[member] = known;
    }
  }
  return groups;
}

class Collector implements NeedleSet {
  readonly #all: Needle[] = [];
  readonly #ids = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  readonly #texts: string[] = [];
  /** Whether a key matters also where no word begins. */
  readonly #anywhere: boolean[] = [];
  readonly #uses: KeyUse[][] = [];
  readonly #disguisable: DisguisableTerm[] = [];
  readonly #standings: Standing[] = [];
  #evadedPatterns = false;

  constructor(private readonly ordinaryWords: OrdinaryWords | undefined) {}

  addTerm(term: Term): number {
    return this.#once(identityOf(term), (id) => this.#term(id, term));
  }

  addPattern(pattern: Pattern): number {
    return this.#once(`p${JSON.stringify(pattern)}`, (id) => this.#pattern(id, pattern));
  }

  addGroup(needles: readonly number[]): number {
    const members = new Set<number>();
    for (const id of needles) for (const member of this.#membersOf(id)) members.add(member);
    const identity = members.size > MOST_COMPARED ? `g#${String(this.#all.length)}` : `g${[...members].sort((a, b) => a - b).join()}`;
    return this.#once(identity, (id) => {
      const patterns = [...members].map((member) => this.#all[member]).filter((needle) => needle?.kind === 'pattern');
      return { kind: 'group', id, members, unfiltered: patterns.filter(({ compiled }) => compiled.clauses === null) };
    });
  }

  stepsPerUnit(id: number): number {
    return [...this.#membersOf(id)].reduce((sum, member) => {
      const needle = this.#all[member];
      // A pattern that sees through disguises may run twice.
      return needle?.kind === 'pattern' ? sum + needle.compiled.stepsPerUnit * (needle.evades ? 2 : 1) : sum;
    }, 0);
  }

  isUnfiltered(id: number): boolean {
    const needle = this.#all[id];
    return needle?.kind === 'pattern' && needle.compiled.clauses === null;
  }

  compile(): Matcher {
    return allAtOnce(this.compileInSteps());
  }

  *compileInSteps(): Steps<Matcher> {
    const evades = this.#disguisable.length > 0 || this.#evadedPatterns;
    const needles: Needles = {
      all: [...this.#all],
      search: yield* keySearchInSteps({ texts: [...this.#texts], anywhere: [...this.#anywhere] }),
      groupsOf: groupsOf(this.#all),
      uses: [...this.#uses],
      evasion: evades ? yield* evasionIndexInSteps(this.#disguisable, { ordinaryWords: this.ordinaryWords, hasPatterns: this.#evadedPatterns, longestPhrase: this.#longestPhrase() }) : undefined,
      seen: { plainly: new Sightings(this.#all.length), disguised: new Sightings(this.#all.length) },
    };
    return matcherOf(needles);
  }

  #longestPhrase(): number {
    let words = 1;
    for (const key of this.#keys.keys()) if (key.includes(' ')) words = Math.max(words, key.split(' ').length);
    return words;
  }

  #once(identity: string, make: (id: number) => Needle): number {
    const known = this.#ids.get(identity);
    if (known !== undefined) return known;
    const id = this.#all.length;
    this.#all.push(make(id));
    this.#ids.set(identity, id);
    return id;
  }

  #membersOf(id: number): Iterable<number> {
    const needle = this.#all[id];
    if (needle === undefined) throw new RangeError(`There is no needle ${String(id)} in this set.`);
    return needle.kind === 'group' ? needle.members : [id];
  }

  #term(id: number, term: Term): TermNeedle {
    const key = asKey(term.text);
    if (key === '') throw new PatternError('The term has no visible character.', term.text);
    const inflection = term.inflect ? inflectionOf(term.lang) : undefined;
    const needle: TermNeedle = {
      kind: 'term',
      id,
      term,
      standing: this.#standing(term, inflection, key.slice(-1)),
      exact: term.caseExact ? foldExact(term.text).replace(/\s+/gu, ' ').trim() : undefined,
      excuses: this.#excuses(term.except),
    };
    this.#use(key, { role: 'term', needle });
    // In Turkish a capital I is the dotless letter: the fold, which knows no language, makes it an i.
    if (isTurkish(term.lang) && key.includes('ı')) this.#use(key.replaceAll('ı', 'i'), { role: 'term', needle });
    const stems = term.caseExact ? [] : (inflection?.stems(key) ?? []);
    for (const stem of stems) this.#use(stem, { role: 'stem', needle });
    if (sees(term) && !term.caseExact) this.#disguise(needle, key, stems);
    return needle;
  }

  /** Most terms of a list stand alike: they share one. */
  #standing({ mode, anchor }: Term, inflection: Inflection | undefined, last: string): Standing {
    const known = this.#standings.find((standing) => standing.last === last && standing.mode === mode && standing.anchor === anchor && standing.inflection === inflection);
    const standing = known ?? { mode, inflection, anchor, last };
    if (known === undefined && this.#standings.length < MOST_COMPARED) this.#standings.push(standing);
    return standing;
  }

  #disguise(needle: TermNeedle, key: string, stems: readonly string[]): void {
    if (key.length >= MIN_DISGUISED) for (const one of new Set([key, skeletonOf(key)])) this.#disguisable.push({ key: one, needle });
    if (stems.length === 0) return;
    const final = { ...needle, standing: { ...needle.standing, inflection: undefined } };
    for (const stem of stems) if (stem.length >= MIN_DISGUISED) this.#disguisable.push({ key: stem, needle: final });
  }

  #pattern(id: number, pattern: Pattern): PatternNeedle {
    const compiled = compilePattern(pattern);
    const needle: PatternNeedle = { kind: 'pattern', id, pattern, compiled, allClauses: (1 << (compiled.clauses?.length ?? 0)) - 1, evades: sees(pattern) && !pattern.caseExact, excuses: this.#excuses(pattern.except ?? []) };
    needle.compiled.clauses?.forEach((clause, index) => { for (const literal of clause) this.#use(literal, { role: 'literal', needle, clause: 1 << index }); });
    if (needle.evades) this.#evadedPatterns = true;
    return needle;
  }

  #excuses(phrases: readonly string[]): readonly number[] {
    if (phrases.length === 0) return NO_EXCUSES;
    return phrases.map(asKey).filter((key) => key !== '').map((key) => this.#use(key, { role: 'excuse' }));
  }

  #use(key: string, use: KeyUse): number {
    const known = this.#keys.get(key);
    const id = known ?? this.#keys.size;
    if (known === undefined) {
      this.#keys.set(key, id);
      this.#texts.push(key);
      this.#anywhere.push(false);
      this.#uses.push([]);
    }
    if (countsAnywhere(use)) this.#anywhere[id] = true;
    const uses = this.#uses[id];
    // An excuse is one interval, however many needles it excuses.
    if (use.role !== 'excuse' || uses?.some(({ role }) => role === 'excuse') !== true) uses?.push(use);
    return id;
  }
}
