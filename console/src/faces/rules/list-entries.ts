import type { ListEntry, RuleList } from '../../api/rule-types';

/** How many entries a list has: written out in the draft, or, when there are many, only named there. */
export function sizeOf(list: RuleList): number {
  const { entries } = list;
  return 'stored' in entries ? (entries.count ?? 0) : entries.length;
}

/** What stands beside the term: match, note, end. */
export function detailsOf(entry: ListEntry): string {
  return Object.entries(entry).filter(([key]) => key !== 'term').map(([key, value]) => `${key.replaceAll('_', ' ')}: ${Array.isArray(value) ? value.join(', ') : value}`).join(' · ');
}
