import { fold } from '../text/fold';
import { exactOf } from './pattern-literals';
import { type PatternNode } from './pattern-syntax';

const MAX_STARTS = 128;
const PRINTABLE_ASCII = /^[ -~]+$/;

/**
 * A search for every place of a folded text where the pattern can begin, or null when it can begin with more than a few fixed strings.
 * An alternation of plain strings takes linear time in any engine. Patterns that look at what lies before them are left alone: their
 * answer would change if they were tried at one place.
 */
export function startsOf(pattern: PatternNode): RegExp | null {
  if (looksAround(pattern)) return null;
  const starts = new Set(prefixesOf(pattern).map(fold));
  // One that begins with white space could begin anywhere in it.
  if (starts.size === 0 || [...starts].some((start) => !PRINTABLE_ASCII.test(start) || start.startsWith(' '))) return null;
  // The shortest say it all: where "check out" begins, "check" does.
  const shortest = [...starts].filter((start) => ![...starts].some((other) => other !== start && start.startsWith(other)));
  return new RegExp(shortest.map((start) => start.replace(/[\\^$.|?*+()[\]{}/-]/g, '\\$&').replaceAll(' ', '[ \\n]+')).join('|'), 'g');
}

/** Fixed strings with one of which every match begins; none when there are too many or one is empty. */
function prefixesOf(node: PatternNode): readonly string[] {
  const exact = exactOf(node);
  if (exact !== null && !exact.includes('')) return exact;
  if (node.kind === 'group') return prefixesOf(node.body);
  if (node.kind === 'repeat') return node.min > 0 ? prefixesOf(node.item) : [];
  if (node.kind === 'either') {
    const all = node.items.map(prefixesOf);
    return all.some((some) => some.length === 0) ? [] : all.flat();
  }
  if (node.kind !== 'concat') return [];
  let prefixes: readonly string[] = [''];
  for (const item of node.items) {
    const next = exactOf(item) ?? prefixesOf(item);
    if (next.length === 0) break;
    if (prefixes.length * next.length > MAX_STARTS) break;
    prefixes = prefixes.flatMap((prefix) => next.map((text) => prefix + text));
    if (!prefixes.includes('')) return prefixes;
  }
  return [];
}

function looksAround(node: PatternNode): boolean {
  if (node.kind === 'anchor' || node.kind === 'flags') return true;
  if (node.kind === 'group') return node.open !== '(?:' || looksAround(node.body);
  if (node.kind === 'repeat') return looksAround(node.item);
  return 'items' in node && node.items.some(looksAround);
}
