import { type Tokens } from '../text/tokens';
import { type Range } from '../text/view';
import { type Span } from '../verdict';
import { addressesOf, cardsOf, identitiesOf, messengersOf, phonesOf, walletsOf } from './contacts';
import { domainsOf, isIpOrPunycode, isShortener, type Link, type Links, linksOf } from './links';
import { type TextValue } from './matcher';
import { type Found, type SeenText } from './seen-text';
import { type CharacterCounts, countCharacters, mentionsOf, mixedScriptWords, uniqueWordRatio } from './statistics';

/** What the fields of a body are computed from. */
export interface FieldSource extends SeenText {
  readonly tokens: Tokens;
}

class Cache {
  readonly #source: FieldSource;
  readonly #found = new Map<string, readonly Found[]>();
  #links: Links | undefined;
  #counts: CharacterCounts | undefined;

  constructor(source: FieldSource) {
    this.#source = source;
  }

  get source(): FieldSource {
    return this.#source;
  }

  get links(): readonly Link[] {
    return this.#linksAndEmails.links;
  }

  get emails(): readonly Found[] {
    return this.#linksAndEmails.emails;
  }

  get counts(): CharacterCounts {
    this.#counts ??= countCharacters(this.#source.plain);
    return this.#counts;
  }

  get #linksAndEmails(): Links {
    this.#links ??= linksOf(this.#source);
    return this.#links;
  }

  once(name: string, find: (source: FieldSource) => readonly Found[]): readonly Found[] {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const found = find(this.#source);
    this.#found.set(name, found);
    return found;
  }
}

interface Field {
  readonly value: (cache: Cache) => TextValue;
  readonly found?: (cache: Cache) => readonly Found[];
}

function counted(found: (cache: Cache) => readonly Found[]): Field {
  return { value: (cache) => found(cache).length, found };
}

function linked(which: (link: Link) => boolean, value: (links: readonly Link[]) => TextValue): Field {
  const chosen = (cache: Cache): readonly Link[] => cache.links.filter(which);
  return { value: (cache) => value(chosen(cache)), found: (cache) => chosen(cache).map((link) => ({ name: link.host, range: link.range })) };
}

const any = (links: readonly Link[]): boolean => links.length > 0;
const messengers = (cache: Cache): readonly Found[] => cache.once('messengers', (source) => messengersOf(source, cache.links));

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['links.count', linked(() => true, (links) => links.length)],
  ['links.domains', linked(() => true, domainsOf)],
  ['links.shortener', linked(isShortener, any)],
  ['links.obfuscated', linked((link) => link.obfuscated, any)],
  ['links.ip_or_punycode', linked(isIpOrPunycode, any)],
  ['contacts.phones', counted((cache) => cache.once('phones', phonesOf))],
  ['contacts.emails', counted((cache) => cache.emails)],
  ['contacts.messengers', { value: (cache) => [...new Set(messengers(cache).map(({ name }) => name))], found: messengers }],
  ['contacts.wallets', counted((cache) => cache.once('wallets', walletsOf))],
  ['contacts.cards', counted((cache) => cache.once('cards', cardsOf))],
  ['contacts.ids', counted((cache) => cache.once('ids', identitiesOf))],
  ['contacts.addresses', counted((cache) => cache.once('addresses', addressesOf))],
  ['stats.length', { value: (cache) => cache.counts.length }],
  ['stats.words', { value: (cache) => cache.source.tokens.count }],
  ['stats.letters', { value: (cache) => cache.counts.letters }],
  ['stats.caps_ratio', { value: (cache) => cache.counts.capsRatio }],
  ['stats.emoji', { value: (cache) => cache.counts.emoji }],
  ['stats.max_repeat', { value: (cache) => cache.counts.maxRepeat }],
  ['stats.symbol_ratio', { value: (cache) => cache.counts.symbolRatio }],
  ['stats.unique_word_ratio', { value: ({ source }) => uniqueWordRatio(source.fold, source.tokens) }],
  ['stats.invisible', { value: (cache) => cache.counts.invisible }],
  ['stats.mixed_script_words', counted((cache) => cache.once('mixed', mixedScriptWords))],
  ['stats.mentions', counted((cache) => cache.once('mentions', mentionsOf))],
]);

/** The names of all fields that are read off the text itself. */
export const TEXT_FIELD_NAMES: readonly string[] = [...FIELDS.keys()];

/** The lazily computed fields of a body; reading a field computes it and what it shares with others. */
export class BodyFields {
  readonly #cache: Cache;

  constructor(source: FieldSource) {
    this.#cache = new Cache(source);
  }

  valueOf(name: string): TextValue | undefined {
    return FIELDS.get(name)?.value(this.#cache);
  }

  spansOf(name: string): readonly Span[] {
    const found = FIELDS.get(name)?.found?.(this.#cache) ?? [];
    return found.map(({ name: entry, range }) => span(entry, range)).sort((a, b) => a.start - b.start || a.end - b.end);
  }
}

function span(entry: string, range: Range): Span {
  return { field: 'body', start: range.start, end: range.end, entry, via: [] };
}
