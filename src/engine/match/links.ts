import { linkifyit } from 'linkify-it';
import { parse } from 'tldts';
import { isSpaceUnit } from '../text/tokens';
import { HAS_AT, HAS_BRACKET, HAS_DOT, HAS_SLASH } from '../text/traits';
import { originalRange, type Range } from '../text/view';
import { findAll, type Found, plainRange, type SeenText } from './seen-text';

export interface Link {
  /** Host name in lower case, without a trailing dot. */
  readonly host: string;
  /** Registrable domain (public suffix plus one label); the host itself for an address. */
  readonly domain: string;
  readonly range: Range;
  /** Written so that software does not see it: hxxp, "site dot com", ．com, invisible characters. */
  readonly obfuscated: boolean;
  readonly isIp: boolean;
}

export interface Links {
  readonly links: readonly Link[];
  readonly emails: readonly Found[];
}

const finder = linkifyit({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: false });
const MAX_LINKS = 200;
const MAX_CHUNK = 2_100;

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Endings that are ordinary English words: "and so on.so" is a slip of the space bar unless a path follows. */
const WORDY_ENDING = /\.(?:so|is|my|to|am|as|by|do)$/;
const COMMON = 'com|net|org|info|biz|ru|xyz|top|shop|site|online|club|io|co|me|de|uk|cc|tk';

const NAME = '([\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?)';
const SPELLED = new RegExp(
  `(?<![\\p{L}\\p{N}.])${NAME}(?:\\s{0,3}[([{<]\\s?(?:dot|punkt|point|\\.)\\s?[)\\]}>]\\s{0,3}([a-z]{2,12})|\\s{1,3}(?:dot|punkt)\\s{1,3}(com|net|org|info|biz|ru|xyz|shop|online)|\\s\\.\\s?(${COMMON}))(?![\\p{L}\\p{N}])`,
  'gu',
);
const BRACKETED = /[([{<]\s?(?:dot|punkt|point|\.)/;
const HXXP = /(?<![\p{L}\p{N}])(?:hxxps?|h\*\*ps?|h__ps?|meows?):?\/\/([\p{L}\p{N}.[\]()-]+)/gu;
const MAIL_HINT = /[([{<] ?at ?[)\]}>]/;
const MAIL_SPELLED = /[\p{L}\p{N}._+-]{1,64}\s?[([{<]\s?at\s?[)\]}>]\s?[\p{L}\p{N}-]{1,63}\s?(?:[([{<]\s?(?:dot|\.)\s?[)\]}>]|\.|\sdot\s)\s?[a-z]{2,12}/gu;

/** Every link and e-mail address of a text, link targets of its markup included, in text order. */
export function linksOf(seen: SeenText): Links {
  const links: Link[] = [];
  const emails: Found[] = [];
  for (const chunk of chunksOf(seen)) readChunk(chunk, links, emails);
  for (const target of seen.targets) readTarget(target.url, target.range, { links, emails });
  spelledOut(seen, links);
  if ((seen.traits & HAS_BRACKET) !== 0 && MAIL_HINT.test(seen.fold.text)) emails.push(...findAll(seen.fold, MAIL_SPELLED, (match) => match[0]));
  links.sort((a, b) => a.range.start - b.range.start);
  return { links: withoutRepeats(links).slice(0, MAX_LINKS), emails };
}

interface Chunk {
  readonly raw: string;
  rangeOf(from: number, to: number): Range;
  readonly whole: Range;
}

/** The stretches without white space that may hold a link, cut from the fold view so that look-alike dots count. */
function chunksOf(seen: SeenText): readonly Chunk[] {
  const { fold, plain } = seen;
  const chunks: Chunk[] = [];
  let done = 0;
  for (const marker of markersIn(fold.text, seen.traits)) {
    if (marker < done || chunks.length >= MAX_LINKS) continue;
    const { from, to } = stretchAround(fold.text, marker, done);
    done = to;
    const whole = originalRange(fold, from, to);
    const at = plainRange(plain, whole);
    chunks.push({ raw: plain.text.slice(at.from, at.to), whole, rangeOf: (start, end) => originalRange(plain, at.from + start, at.from + end) });
  }
  return chunks;
}

/** Where a link may be: a dot between visible characters, two slashes, an at sign. The link finder is slow and sees only these. */
function markersIn(text: string, traits: number): readonly number[] {
  if ((traits & (HAS_DOT | HAS_SLASH | HAS_AT)) === 0) return NO_MARKERS;
  const markers: number[] = [];
  if ((traits & HAS_DOT) !== 0) {
    for (let at = text.indexOf('.', 1); at >= 0; at = text.indexOf('.', at + 1)) if (isInWord(text, at - 1) && isInWord(text, at + 1)) markers.push(at);
  }
  if ((traits & HAS_SLASH) !== 0) for (let at = text.indexOf('//'); at >= 0; at = text.indexOf('//', at + 2)) markers.push(at);
  if ((traits & HAS_AT) !== 0) for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) markers.push(at);
  return markers.length < 2 ? markers : markers.sort((a, b) => a - b);
}

const NO_MARKERS: readonly number[] = [];
const DOT = 0x2e;

/** Neither a dot nor white space of a fold view, nor beyond its end. */
function isInWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit !== DOT && !Number.isNaN(unit) && !isSpaceUnit(unit);
}

function stretchAround(text: string, at: number, least: number): { from: number; to: number } {
  let from = at;
  let to = at + 1;
  while (from > least && at - from < MAX_CHUNK && !/\s/.test(text.charAt(from - 1))) from--;
  while (to < text.length && to - at < MAX_CHUNK && !/\s/.test(text.charAt(to))) to++;
  return { from, to };
}

function readChunk(chunk: Chunk, links: Link[], emails: Found[]): void {
  const clean = chunk.raw.normalize('NFKC').replace(INVISIBLE, '').replaceAll('。', '.');
  if (!mayHoldLink(clean)) return;
  const disguised = clean !== chunk.raw.normalize('NFC');
  for (const match of finder.match(clean) ?? []) {
    const range = clean.length === chunk.raw.length ? chunk.rangeOf(match.index, match.lastIndex) : chunk.whole;
    if (match.schema === 'mailto:') emails.push({ name: match.text, range });
    else {
      const link = linkTo(match.url, { range, obfuscated: disguised && !plainlyThere(chunk.raw, match.url) });
      if (link !== null && (match.schema !== '' || isMeant(match.raw, link))) links.push(link);
    }
  }
}

const LABEL = /\.([\p{L}\p{N}\p{M}-]+)/gu;

/** Without a scheme, a path or an at sign, only a dot before the name of a top-level domain makes a link. The link finder is slow to say so. */
function mayHoldLink(clean: string): boolean {
  if (/[/:@]|xn--/i.test(clean)) return true;
  for (const [, label] of clean.matchAll(LABEL)) if (isTopLevel(label ?? '')) return true;
  return false;
}

const topLevels = new Map<string, boolean>();

function isTopLevel(label: string): boolean {
  const known = topLevels.get(label);
  if (known !== undefined) return known;
  const found = parse(`a.${label}`).isIcann === true;
  // A bound against floods of made-up names: what is forgotten is looked up again.
  if (topLevels.size >= 1_000) topLevels.clear();
  topLevels.set(label, found);
  return found;
}

function plainlyThere(raw: string, url: string): boolean {
  const host = parse(url, { validateHostname: false }).hostname;
  return host !== null && raw.toLowerCase().includes(host);
}

/** Whether a host without "http" before it is a link and not a missing space after a full stop. */
function isMeant(raw: string, link: Link): boolean {
  if (!/[/?#]/.test(raw)) {
    if (WORDY_ENDING.test(link.host) && !raw.startsWith('www.')) return false;
    if (/[a-z]\.[A-Z][a-z]$/.test(raw)) return false;
  }
  return link.isIp || parse(link.host).isIcann === true || link.host.includes('xn--');
}

function readTarget(url: string, range: Range, into: { links: Link[]; emails: Found[] }): void {
  const trimmed = url.trim();
  if (/^mailto:/i.test(trimmed)) into.emails.push({ name: trimmed.slice(7).split('?')[0] ?? '', range });
  else if (/^(?:[a-z][a-z0-9+.-]*:)?\/\/|^www\./i.test(trimmed)) {
    const link = linkTo(trimmed, { range, obfuscated: false });
    if (link !== null) into.links.push(link);
  }
}

function linkTo(url: string, { range, obfuscated }: { range: Range; obfuscated: boolean }): Link | null {
  const { hostname, domain, isIp } = parse(url, { validateHostname: false });
  const host = (hostname ?? '').replace(/\.+$/, '').toLowerCase();
  return host === '' ? null : { host, domain: domain ?? host, range, obfuscated, isIp: isIp ?? false };
}

/** Whether a dot may be written as a word, in brackets or apart. */
function mayBeSpelled(text: string, traits: number): boolean {
  if ((traits & HAS_BRACKET) !== 0 && BRACKETED.test(text)) return true;
  if ((traits & HAS_DOT) !== 0 && (text.includes(' .') || text.includes('\n.'))) return true;
  return text.includes(' dot ') || text.includes(' punkt ');
}

function spelledOut({ fold, traits }: SeenText, links: Link[]): void {
  const push = (host: string, range: Range): void => {
    const link = linkTo(`http://${host}`, { range, obfuscated: true });
    if (link !== null) links.push(link);
  };
  if ((traits & HAS_SLASH) !== 0 && fold.text.includes('//')) {
    for (const { name, range } of findAll(fold, HXXP, (match) => (match[1] ?? '').replace(/[[\]()]/g, ''))) push(name, range);
  }
  if (!mayBeSpelled(fold.text, traits)) return;
  for (const { name, range } of findAll(fold, SPELLED, spelledHost)) push(name, range);
}

function spelledHost(match: RegExpExecArray): string | null {
  const host = `${match[1] ?? ''}.${match[2] ?? match[3] ?? match[4] ?? ''}`;
  return parse(host).isIcann === true ? host : null;
}

/** One link per place, and one where the visible text repeats its own target right beside it. */
function withoutRepeats(links: readonly Link[]): Link[] {
  const kept: Link[] = [];
  for (const link of links) {
    const before = kept.at(-1);
    const overlaps = before !== undefined && link.range.start < before.range.end;
    const repeats = before !== undefined && link.host === before.host && link.range.start - before.range.end <= 3;
    if (!overlaps && !repeats) kept.push(link);
  }
  return kept;
}

/** Registrable domains and hosts of the links, each once, in text order. */
export function domainsOf(links: readonly Link[]): readonly string[] {
  return [...new Set(links.flatMap((link) => [link.domain, link.host]))];
}

const SHORTENERS = new Set(
  'bit.ly tinyurl.com t.co goo.gl is.gd ow.ly buff.ly cutt.ly rebrand.ly shorturl.at rb.gy t.ly tiny.cc bl.ink s.id v.gd lnkd.in'.split(' '),
);

export function isShortener(link: Link): boolean {
  return SHORTENERS.has(link.host) || SHORTENERS.has(link.domain);
}

/** An address instead of a name, a punycode label, or a label that mixes Latin with Greek or Cyrillic. */
export function isIpOrPunycode(link: Link): boolean {
  return link.isIp || /(?:^|\.)xn--/.test(link.host) || (/[a-z]/.test(link.host.split('.').slice(0, -1).join('')) && /[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(link.host));
}
