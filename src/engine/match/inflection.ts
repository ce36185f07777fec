/** How words of a language change with number, gender and tense: what a listed term stands for besides itself. */
export interface Inflection {
  readonly endings: ReadonlySet<string>;
  /** Endings of terms that already end in e: hater, hated. */
  readonly afterE: ReadonlySet<string>;
  /** Endings before which a final consonant may be doubled: stab, stabbing. */
  readonly doubling: ReadonlySet<string>;
  /** Other forms that begin alike but do not contain the term: hate → hating. They take no further ending. */
  stems(term: string): readonly string[];
}

/** The longest ending of any language, the doubled consonant included. */
export const LONGEST_ENDING = 6;

const set = (words: string): ReadonlySet<string> => new Set(words === '' ? [] : words.split(' '));

/** With the last letters taken off: each rule is an ending that is there, and what may stand in its place. */
function swapping(rules: readonly (readonly [from: RegExp, cut: number, to: string])[]): (term: string) => readonly string[] {
  return (term) => {
    const rule = rules.find(([from]) => from.test(term));
    return rule === undefined ? [] : rule[2].split(' ').map((ending) => term.slice(0, term.length - rule[1]) + ending);
  };
}

// Terms are folded, so accents are gone: "Köpfe" is Kopf and an e, "imbéciles" imbecil and es.
const ENGLISH: Inflection = {
  // Besides the possessive, which the word boundary at its apostrophe already lets through.
  endings: set('s es ed ing ings er ers in z y ish'),
  afterE: set('d r rs'),
  doubling: set('ed ing ings er ers in y'),
  stems: swapping([[/[^aeiou\W\d_]e$/, 1, 'ing ings in'], [/[^aeiou\W\d_]y$/, 1, 'ies ied ier iest']]),
};

const INFLECTIONS: ReadonlyMap<string, Inflection> = new Map<string, Inflection>([
  ['en', ENGLISH],
  ['de', { endings: set('e en er ern es em n s in innen ens chen'), afterE: set(''), doubling: set('e en er in innen'), stems: swapping([[/[^aeiou\W\d_]e$/, 1, 'in innen']]) }],
  ['fr', { endings: set('s x e es'), afterE: set(''), doubling: set('e es'), stems: swapping([[/eux$/, 1, 'se ses'], [/eur$/, 1, 'se ses'], [/if$/, 1, 've ves'], [/al$/, 1, 'ux']]) }],
  ['es', {
    endings: set('s es a as ito ita itos itas azo azos'),
    afterE: set(''),
    doubling: set(''),
    stems: swapping([[/o$/, 1, 'a as ito ita itos itas azo azos'], [/a$/, 1, 'ita itas'], [/z$/, 1, 'ces']]),
  }],
  ['it', { endings: set('s'), afterE: set(''), doubling: set(''), stems: swapping([[/[cg]o$/, 1, 'a i hi he'], [/io$/, 2, 'i ia ie'], [/o$/, 1, 'a i e'], [/a$/, 1, 'e i'], [/e$/, 1, 'i']]) }],
  ['pt', { endings: set('s es a as'), afterE: set(''), doubling: set(''), stems: swapping([[/ao$/, 2, 'oes aes ona onas'], [/o$/, 1, 'a as inho inha'], [/[ae]l$/, 1, 'is'], [/m$/, 1, 'ns']]) }],
  ['nl', { endings: set('s en e je jes tje tjes ers er'), afterE: set('n'), doubling: set('en e er ers'), stems: () => [] }],
]);

/** The inflection of a language by its code ("de", "pt-BR"); of English when it has none here or is not known. */
export function inflectionOf(language: string | undefined): Inflection {
  return INFLECTIONS.get((language ?? 'en').toLowerCase().split(/[-_]/)[0] ?? 'en') ?? ENGLISH;
}

/** Whether the dotless ı is a letter of its own in this language. */
export function isTurkish(language: string | undefined): boolean {
  return language !== undefined && /^(?:tr|az)(?:-|$)/i.test(language);
}

/** Whether a term that ends in the character `last` may go on with `ending`. */
export function takesEnding({ endings, afterE, doubling }: Inflection, last: string, ending: string): boolean {
  if (endings.has(ending) || (last === 'e' && afterE.has(ending))) return true;
  return ending.startsWith(last) && doubling.has(ending.slice(last.length));
}
