import type { Facts, JudgedText } from '../facts';
import { type CompiledRuleSet } from './compiled-rule-set';
import { decide } from './decide';

const FACTS: Facts = { event: 'create', receivedAt: '2026-01-01T00:00:00.000Z', base: 'publish', fields: {}, failed: [], rates: {}, sampleBuckets: {} };

/** Texts that reach what is slow the first time: links and their public suffixes, contacts, disguises, quotations, markup. */
const TEXTS: readonly JudgedText[] = [
  { body: 'I will not go to https://www.example.co.uk/a?b=1 or example.com, you said “never” to me@example.org on +1 555 010 4477.', format: 'text' },
  { body: 'W h a t a n-i-c-e w0rd, sooooo l*ng; 12 High Street, naïve Привет.\n> quoted\nplease check my new page', format: 'text' },
  { body: '<p>See <a href="https://example.org/">this</a></p>', format: 'html', authorName: 'A. Reader' },
  { body: '**See** [this](https://example.org/)', format: 'markdown', authorName: 'A. Reader' },
];
const ROUNDS = 5;

/**
 * Judges a few made-up texts, so that the first real comment does not pay for tables and expressions that are made on first use.
 * Never throws: a set that cannot judge shows it on real comments, which are then held one by one.
 */
export function warmUp(ruleSet: CompiledRuleSet): void {
  try {
    for (let round = 0; round < ROUNDS; round++) for (const text of TEXTS) decide(ruleSet, FACTS, text);
  } catch {
    // Nothing is lost but the warmth.
  }
}
