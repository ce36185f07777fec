import type { Language } from '../../words/languages';
import * as enPages from './wording/en-pages';
import * as en from './wording/en';

const english = { ...en, ...enPages };

/** The same shape with words of another language. */
type Spoken<Words> = Words extends string ? string
  : Words extends (...args: infer Asked) => infer Said ? (...args: Asked) => Spoken<Said>
    : Words extends object ? { readonly [Key in keyof Words]: Spoken<Words[Key]> } : Words;
type Wording = Spoken<typeof english>;

/** Sentences of this face are made of numbers and names by functions, so each language is a pair of files beside this one. */
const LOAD: Readonly<Record<Language, () => Promise<Wording>>> = {
  en: () => Promise.resolve(english),
  de: async () => ({ ...(await import('./wording/de')), ...(await import('./wording/de-pages')) }),
  es: async () => ({ ...(await import('./wording/es')), ...(await import('./wording/es-pages')) }),
  fr: async () => ({ ...(await import('./wording/fr')), ...(await import('./wording/fr-pages')) }),
};

const known = new Map<Language, Promise<Wording>>();

/** The words of a language, fetched once; what could not be fetched is fetched again by whoever asks next. */
export function wordingIn(language: Language): Promise<Wording> {
  const words = known.get(language) ?? LOAD[language]();
  known.set(language, words);
  words.catch(() => known.delete(language));
  return words;
}

// What is imported from here follows the language that is spoken: whoever shows words is drawn anew when it changes.
export let {
  ACTIONS, AS_TABLE, BACK, BACKTEST, BRAKE, CHANGE_KINDS, CHANGES, CHART, CHECK, CONDITION, DRAFT, EDITING, entries, EVIDENCE, EXAMPLES, FACE, FLAGS,
  FORM, FRESH_RULE, HEADER, HINT, hitCount, HITS_7, LIST_KINDS, LISTS, MODE_MEANS, MODES, MORE, NOT_REMOVED, onePerLine, OUTCOMES, OVERVIEW,
  precisionTitle, PUBLISH, REPORT, RULE_LIST, troubleWords, TRY, VERSIONS, WRITERS,
}: Wording = english;

/** What this module exports is of this language from now on. */
export function speak(words: Wording): void {
  ({
    ACTIONS, AS_TABLE, BACK, BACKTEST, BRAKE, CHANGE_KINDS, CHANGES, CHART, CHECK, CONDITION, DRAFT, EDITING, entries, EVIDENCE, EXAMPLES, FACE, FLAGS,
    FORM, FRESH_RULE, HEADER, HINT, hitCount, HITS_7, LIST_KINDS, LISTS, MODE_MEANS, MODES, MORE, NOT_REMOVED, onePerLine, OUTCOMES, OVERVIEW,
    precisionTitle, PUBLISH, REPORT, RULE_LIST, troubleWords, TRY, VERSIONS, WRITERS,
  } = words);
}
