import type { ListEntry, RuleList } from '../../api/rule-types';

/** How many entries a list has: written out in the draft, or, when there are many, only named there. */
export function sizeOf(list: RuleList): number {
  const { entries } = list as { readonly entries: unknown };
  if (Array.isArray(entries)) return entries.length;
  return typeof entries === 'object' && entries !== null && 'count' in entries ? Number(entries.count) : 0;
}

/** What stands beside the term: match, note, end. */
export function detailsOf(entry: ListEntry): string {
  return Object.entries(entry).filter(([key]) => key !== 'term').map(([key, value]) => `${key.replaceAll('_', ' ')}: ${Array.isArray(value) ? value.join(', ') : String(value)}`).join(' · ');
}
