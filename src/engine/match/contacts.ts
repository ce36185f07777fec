import { HAS_DIGIT } from '../text/traits';
import { type Range } from '../text/view';
import { cardOrNull, identityOrNull } from './identity-numbers';
import { type Link } from './links';
import { findAll, type Found, type SeenText } from './seen-text';

/** A name alone counts; names that are also ordinary words need a preposition or a handle. */
const MESSENGERS =
  /(?<![\p{L}\p{N}])(?:(whats ?app?|watsapp)|(telegram|telegr\.am)|(discord)|(viber)|(wechat|weixin)|(snapchat)|(skype)|(threema)|(?:on|via|over|through|per|über|uber|auf|to|or|and|my|use|sur|en|por)\s+(?:(signal)|(line)|(kik)|(messenger)))(?![\p{L}\p{N}])/gu;
/** A part of each of those names: without any of them, none is there. */
const MESSENGER_HINT = /hats|watsa|teleg|discord|viber|wechat|weixin|snapchat|skype|threema|signal|line|kik|messenger/;
const MESSENGER_NAMES = ['whatsapp', 'telegram', 'discord', 'viber', 'wechat', 'snapchat', 'skype', 'threema', 'signal', 'line', 'kik', 'messenger'];
const MESSENGER_HOSTS: ReadonlyMap<string, string> = new Map([
  ['t.me', 'telegram'], ['telegram.me', 'telegram'], ['telegram.dog', 'telegram'], ['wa.me', 'whatsapp'], ['whatsapp.com', 'whatsapp'],
  ['discord.gg', 'discord'], ['discord.com', 'discord'], ['discordapp.com', 'discord'], ['signal.me', 'signal'], ['signal.group', 'signal'],
  ['viber.com', 'viber'], ['m.me', 'messenger'], ['line.me', 'line'], ['kik.me', 'kik'], ['wechat.com', 'wechat'], ['threema.id', 'threema'],
  ['skype.com', 'skype'], ['snapchat.com', 'snapchat'],
]);

/** Messengers named or linked to. */
export function messengersOf(seen: SeenText, links: readonly Link[]): readonly Found[] {
  const named = !MESSENGER_HINT.test(seen.fold.text) ? [] : findAll(seen.fold, MESSENGERS, (match) => {
    const which = match.slice(1).findIndex((group) => (group as string | undefined) !== undefined);
    return MESSENGER_NAMES[which] ?? null;
  });
  const linked = links.flatMap((link): Found[] => {
    const name = MESSENGER_HOSTS.get(link.host) ?? MESSENGER_HOSTS.get(link.domain);
    return name === undefined ? [] : [{ name, range: link.range }];
  });
  return [...named, ...linked].sort((a, b) => a.range.start - b.range.start);
}

const DIGITS = /\d(?:[^\d\n]{0,3}\d){6}/;
const PHONE = /(?<![\p{L}\p{N}.,/:€$£%-])(?:\+|\(\+?)?\d(?:[ ().\-/]{0,3}\d){6,16}(?![\p{L}\p{N}%€$£]|[.,:/-]\d)/gu;
const CALLS = /(?:call|text|phone|tel|telephone|mobile|cell|ring|number|whatsapp|contact|reach|dial|nummer|telefon|ruf|appelle|numero)[\p{L}]{0,4}[^\p{L}\p{N}]{0,4}(?:(?:me|us|him|her|them|at|on|is|now|no)[^\p{L}\p{N}]{1,3}){0,3}$/u;
const NOT_A_PHONE = [
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$/, // 2026-11-23
  /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/, // 23.11.2026
  /^\d{4}\s?[-/]\s?\d{4}$/, // 1939-1945
  /^\d{1,3}(?:[. ]\d{3})+$/, // 10 000 000
  /^\d+\.\d+$/, // 3.1415926
  /^\d{1,3}(?:\.\d{1,3}){3}$/, // 192.168.100.200
  /^\d(?: \d)+$/, // 1 2 3 4 5 6 7
];

/** Telephone numbers: with a country code, grouped as numbers are, or announced by a word such as "call". */
export function phonesOf({ fold, traits }: SeenText): readonly Found[] {
  if ((traits & HAS_DIGIT) === 0 || !DIGITS.test(fold.text)) return [];
  return findAll(fold, PHONE, (match) => {
    const number = match[0];
    const digits = number.replace(/\D/g, '');
    if (NOT_A_PHONE.some((shape) => shape.test(number)) || cardOrNull(digits) !== null) return null;
    return isPhone(number, digits, () => CALLS.test(fold.text.slice(Math.max(0, match.index - 60), match.index))) ? 'phone' : null;
  });
}

function isPhone(number: string, digits: string, announced: () => boolean): boolean {
  if (/^\(?\+/.test(number)) return digits.length >= 8 && digits.length <= 15;
  if (digits.length > 13) return false;
  const groups = number.split(/\D+/).filter((group) => group !== '').length;
  if (groups >= 2 && digits.length >= 10 && digits.length <= 12) return groups <= 6;
  if (digits.startsWith('0') && digits.length >= 9) return true;
  return announced();
}

const WALLET =
  /(?<![\p{L}\p{N}])(?:(bc1[ac-hj-np-z02-9]{11,71}|[13][a-km-zA-HJ-NP-Z1-9]{25,34})|(0x[0-9a-fA-F]{40})|(T[1-9A-HJ-NP-Za-km-z]{33})|(4[0-9AB][1-9A-HJ-NP-Za-km-z]{93})|((?:ltc1[ac-hj-np-z02-9]{11,71})))(?![\p{L}\p{N}])/gu;
const SHORTEST_WALLET = 14;
const WALLET_KINDS = ['bitcoin', 'ethereum', 'tron', 'monero', 'litecoin'];

function isAlphanumeric(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

/** Whether so many ASCII letters and digits follow each other somewhere. Looks at one unit in `least` where there are none. */
function hasLongWord(text: string, least: number): boolean {
  for (let from = 0; from + least <= text.length; ) {
    let at = from + least - 1;
    while (at >= from && isAlphanumeric(text.charCodeAt(at))) at--;
    if (at < from) return true;
    from = at + 1;
  }
  return false;
}

/** Addresses of crypto-currency wallets, by their shape. */
export function walletsOf({ plain }: SeenText): readonly Found[] {
  if (!hasLongWord(plain.text, SHORTEST_WALLET)) return [];
  return findAll(plain, WALLET, (match) => {
    const which = match.slice(1).findIndex((group) => (group as string | undefined) !== undefined);
    const mixed = /\d/.test(match[0]) && /[A-Z]/.test(match[0]) && /[a-z]/.test(match[0]);
    return which === 0 && !match[0].startsWith('bc1') && !mixed ? null : (WALLET_KINDS[which] ?? null);
  });
}

const CARD = /(?<![\p{L}\p{N}.,-])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}]|[.,-]\d)/gu;

/** Payment cards: 13 to 19 digits, a known issuer, a right check digit. */
export function cardsOf({ fold, traits }: SeenText): readonly Found[] {
  return (traits & HAS_DIGIT) !== 0 && DIGITS.test(fold.text) ? findAll(fold, CARD, (match) => cardOrNull(match[0].replace(/\D/g, ''))) : [];
}

const MIXED_NUMBER = /\d{2}[^\n]{0,2}\d{2}/;

/** Account numbers (IBAN) and national identity numbers whose check digits are right. */
export function identitiesOf({ plain, traits }: SeenText): readonly Found[] {
  if ((traits & HAS_DIGIT) === 0 || !MIXED_NUMBER.test(plain.text)) return [];
  const found: Found[] = [];
  for (const { at, text } of windowsWithDigits(plain.text)) {
    const hit = identityOrNull(text);
    if (hit !== null) found.push({ name: hit.name, range: rangeIn(plain, at + hit.from, at + hit.to) });
  }
  return found;
}

function rangeIn(view: SeenText['plain'], from: number, to: number): Range {
  return { start: view.start[from] ?? 0, end: view.end[to - 1] ?? 0 };
}

/** Stretches of capitals, digits and single separators: what a number with letters is written in. */
function windowsWithDigits(text: string): { at: number; text: string }[] {
  const stretches = /(?<![\p{L}\p{N}])[A-Z0-9](?:[ +-]?[A-Za-z0-9])*/gu;
  return [...text.matchAll(stretches)].filter((match) => match[0].length >= 9 && /\d/.test(match[0])).map((match) => ({ at: match.index, text: match[0] }));
}

const STREETS = [
  // 12 High Street
  /(?<![\p{L}\p{N}])\d{1,5}[a-z]?,? (?:(?!the |a |an |this |that |down |up |along |of |my |your |our |his |her |more |less |hours? |minutes? |miles? |km )[\p{L}.'-]{2,20} ){1,3}(?:street|road|avenue|ave|lane|boulevard|blvd|terrace|crescent|drive)(?![\p{L}\p{N}])/gu,
  // Hauptstrasse 12, Am Alten Weg 3
  /(?<![\p{L}\p{N}])\p{L}{3,30}(?:strasse|str\.|gasse|allee|platz|straat|laan|weg) ?\d{1,4} ?[a-f]?(?![\p{L}\p{N}])/gu,
  // 12 rue de la Paix, via Roma 12, calle Mayor 3
  /(?<![\p{L}\p{N}])\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|place|chemin|impasse|allee|quai) (?:d[eu]s? |de la |de l'|d'|la |le )?\p{L}{2,30}/gu,
  /(?<![\p{L}\p{N}])(?:via|viale|piazza|calle|avenida|plaza|rua) (?:d[aeio]l?l?a? |de la |de los |do )?\p{L}{3,30},? (?:n[.°º]? ?)?\d{1,4}(?![\p{L}\p{N}])/gu,
];

/** Street addresses with a house number, as English, German, Dutch, French, Italian, Spanish and Portuguese write them. */
export function addressesOf({ fold, traits }: SeenText): readonly Found[] {
  return (traits & HAS_DIGIT) !== 0 ? STREETS.flatMap((street) => findAll(fold, street, () => 'address')) : [];
}
