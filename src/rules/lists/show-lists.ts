import { Injectable } from '@nestjs/common';
import { textAfter } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { invalidField } from '../../domain/errors';
import { entryOf, type ListEntryDocument } from '../../engine/language/document';
import { type CompactList, isStoredEntries } from '../../engine/language/stored-entries';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Page, page } from '../../platform/http/pages';
import { RuleListStore } from '../../store/rule-list.store';
import type { EntriesQuery, ListEntryView, ListSource, ListSummaryView } from './list.dto';
import { listsIn, RuleLists, sizeOf } from './rule-lists';

interface PlacedEntry {
  readonly entry: string | ListEntryDocument;
  /** From 1. */
  readonly place: number;
}

const LAST_PLACE = 1_000_000;

/** The lists of the rules, and what is in them. */
@Injectable()
export class ShowLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lists: RuleLists,
    private readonly stored: RuleListStore,
  ) {}

  async execute(site: Site, of: ListSource): Promise<Page<ListSummaryView>> {
    const document = await this.lists.document(site, of);
    const rules: readonly unknown[] = Array.isArray(document.rules) ? document.rules : [];
    return { items: listsIn(document).map((list) => summary(list, rules)), nextCursor: null };
  }

  /** A page of one list's entries, in their order. */
  async entries(site: Site, id: string, query: EntriesQuery): Promise<Page<ListEntryView>> {
    const list = await this.lists.find(site, id, query.of);
    const after = Number(textAfter(query, '0'));
    if (!Number.isInteger(after) || after < 0 || after > LAST_PLACE) throw invalidField('?cursor', 'This is not a cursor of this list.');
    const found = await this.placed(site, list, { after, part: (query.q ?? '').toLowerCase(), limit: query.limit + 1 });
    return page(found, query.limit, ({ entry }) => entryOf(entry), ({ place }) => [place]);
  }

  private async placed(site: Site, { entries }: CompactList, want: { after: number; part: string; limit: number }): Promise<PlacedEntry[]> {
    if (isStoredEntries(entries)) return (await this.stored.page(this.work.reads, site.id, entries.stored, want)) as PlacedEntry[];
    const written: readonly unknown[] = Array.isArray(entries) ? entries : [];
    const placed = written.flatMap((entry, i): PlacedEntry[] => (isEntry(entry) ? [{ entry, place: i + 1 }] : []));
    return placed.filter(({ entry, place }) => place > want.after && entryOf(entry).term.toLowerCase().includes(want.part)).slice(0, want.limit);
  }
}

/** A draft may hold anything. */
function isEntry(value: unknown): value is string | ListEntryDocument {
  return typeof value === 'string' || typeof (value as Partial<ListEntryDocument> | null)?.term === 'string';
}

function summary(list: CompactList, rules: readonly unknown[]): ListSummaryView {
  const { id, kind, source, license } = list;
  const usedBy = rules.filter((rule) => namesList(rule, id)).map((rule) => String((rule as { readonly id?: unknown }).id));
  return { id, kind, entries: sizeOf(list), usedBy, ...(source === undefined ? {} : { source }), ...(license === undefined ? {} : { license }) };
}

const LIST_KEYS = new Set(['lists', 'except_lists', 'any_in_lists', 'all_in_lists', 'none_in_lists']);

/** Whether a rule looks into the list, anywhere in its conditions. */
function namesList(node: unknown, id: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(([key, inner]) => (LIST_KEYS.has(key) && [inner].flat().includes(id)) || namesList(inner, id));
}
