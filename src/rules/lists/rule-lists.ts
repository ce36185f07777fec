import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { type CompactList, type CompactRuleSet, isStoredEntries } from '../../engine/language/stored-entries';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleListStore } from '../../store/rule-list.store';
import { RuleSetStore } from '../../store/rule-set.store';
import { OpenDrafts } from '../draft/open-draft';
import type { ListSource } from './list.dto';

/** Finds lists where they stand: in the rule set, or, long ones, apart from it. */
@Injectable()
export class RuleLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RuleSetStore,
    private readonly lists: RuleListStore,
    private readonly open: OpenDrafts,
  ) {}

  /** The running rule set or the draft, its long lists named. */
  async document(site: Site, of: ListSource): Promise<CompactRuleSet> {
    const { reads } = this.work;
    const document = of === 'draft' ? (await this.open.of(reads, site)).document : (await this.ruleSets.runningCompact(reads, site.id))?.document;
    return (document ?? { version: 1, rules: [] }) as CompactRuleSet;
  }

  async find(site: Site, id: string, of: ListSource): Promise<CompactList> {
    return listIn(await this.document(site, of), id);
  }

  /** The entries of a list that only names them, as JSON text; null for one that writes them out. */
  async entriesOf(site: Site, { entries }: CompactList): Promise<string | null> {
    if (!isStoredEntries(entries)) return null;
    return (await this.lists.texts(this.work.reads, site.id, [entries.stored])).get(entries.stored) ?? null;
  }
}

/** A draft may have anything in it: what is no list with an id and a kind is not there. */
export function listsIn(document: unknown): readonly CompactList[] {
  const { lists } = (document ?? {}) as { readonly lists?: unknown };
  if (!Array.isArray(lists)) return [];
  return lists.filter((list: unknown): list is CompactList => {
    const { id, kind } = (list ?? {}) as Partial<CompactList>;
    return typeof id === 'string' && typeof kind === 'string';
  });
}

export function listIn(document: unknown, id: string): CompactList {
  const found = listsIn(document).find((list) => list.id === id);
  if (!found) throw problem('not_found', 'There is no list of that id.');
  return found;
}

export function sizeOf({ entries }: CompactList): number {
  if (isStoredEntries(entries)) return entries.count ?? 0;
  return Array.isArray(entries) ? entries.length : 0;
}
