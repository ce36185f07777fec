import type { ListEntry, RuleList } from '../../api/rule-types';

/** Entries written out in the draft; null: the list is long, and only named there. */
export function entriesOf(list: RuleList): readonly (string | ListEntry)[] | null {
  return Array.isArray(list.entries) ? list.entries : null;
}

export function sizeOf(list: RuleList): number {
  const { entries } = list as { readonly entries: unknown };
  if (Array.isArray(entries)) return entries.length;
  return typeof entries === 'object' && entries !== null && 'count' in entries ? Number(entries.count) : 0;
}

export function termOf(entry: string | ListEntry): string {
  return typeof entry === 'string' ? entry : entry.term;
}

/** What stands beside the term: match, note, end. */
export function detailsOf(entry: string | ListEntry): string {
  if (typeof entry === 'string') return '';
  return Object.entries(entry).filter(([key]) => key !== 'term').map(([key, value]) => `${key.replaceAll('_', ' ')}: ${Array.isArray(value) ? value.join(', ') : String(value)}`).join(' · ');
}
