import { getDomain } from 'tldts';
import type { JudgedText } from '../facts';
import type { Reading } from '../match/matcher';
import type { Span } from '../verdict';
import type { CompiledRuleSet } from './compiled-rule-set';

/** What counters by `domain` and `contact` count a comment under: each value once, sorted, at most {@link MOST} of each. */
export interface CountedValues {
  /** Registrable domains linked to; a bare address stands for itself. */
  readonly domains: readonly string[];
  /** `phone:` and its last nine digits, `email:`, `wallet:`, and `handle:` for a link into a messenger. */
  readonly contacts: readonly string[];
}

/** A comment of a hundred links must not move a hundred counters. */
const MOST = 10;
const NONE: readonly string[] = [];
const NOTHING: CountedValues = { domains: NONE, contacts: NONE };

/**
 * The values of a body that the rule set counts by, for the caller to move its counters before it judges. Reads nothing
 * unless a rule asks. @throws what reading the text throws: the counters are then `failed`.
 */
export function countedValues(ruleSet: CompiledRuleSet, text: JudgedText): CountedValues {
  const { domains, contacts } = ruleSet.needs.countedValues;
  if (!domains && !contacts) return NOTHING;
  const reading = ruleSet.matcher.read(text);
  return { domains: domains ? few(domainsIn(reading)) : NONE, contacts: contacts ? few(contactsIn(reading, text.body)) : NONE };
}

function domainsIn(reading: Reading): string[] {
  return reading.spansOf('links.count').map(({ entry }) => getDomain(entry) ?? entry);
}

function contactsIn(reading: Reading, body: string): string[] {
  const written = ({ start, end }: Span): string => body.slice(start, end).replace(/<[^>]*>/g, '');
  return [
    ...reading.spansOf('contacts.phones').map((span) => `phone:${lastDigits(written(span))}`),
    ...reading.spansOf('contacts.emails').map(({ entry }) => `email:${entry.toLowerCase().replace(/\s/g, '')}`),
    ...reading.spansOf('contacts.wallets').map((span) => `wallet:${written(span).replace(/\s/g, '')}`),
    ...reading.spansOf('contacts.messengers').flatMap((span) => handleIn(written(span))),
  ];
}

/** The same telephone with and without the code of its country. */
function lastDigits(number: string): string {
  return number.replace(/\D/g, '').slice(-9);
}

/** `t.me/someone`: a messenger's name alone leads nowhere. */
function handleIn(written: string): string[] {
  const handle = /^(?:https?:\/\/)?(?:www\.)?([^\s/]+\.[^\s/]+\/[^\s?#]+)/i.exec(written)?.[1];
  return handle === undefined ? [] : [`handle:${handle.toLowerCase()}`];
}

function few(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort().slice(0, MOST);
}
