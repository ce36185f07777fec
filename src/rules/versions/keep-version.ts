import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { RunningRuleSets } from '../../evaluate/running-rule-sets';
import type { Tx } from '../../platform/database/unit-of-work';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { type RuleDraftRow, RuleDraftStore } from '../../store/rule-draft.store';
import { RuleListStore } from '../../store/rule-list.store';
import { RuleSetStore, type RuleSetVersionRow } from '../../store/rule-set.store';
import { personIdOf } from '../person.view';
import type { PackedRuleSet } from '../workshop/packed-rule-set';

export interface NewVersion {
  readonly packed: PackedRuleSet;
  readonly yaml: string | null;
  readonly note: string | null;
  /** The version that must be running: nobody publishes over what they have not seen. */
  readonly over: number;
  readonly rolledBackTo?: number;
  readonly starter: string | null;
  /** What was done, for the log. */
  readonly what?: Readonly<Record<string, unknown>>;
}

/** Decides under the draft's lock, with the version just published, what becomes of the draft. Throwing publishes nothing. */
export type DraftStep = (tx: Tx, draft: RuleDraftRow, version: number, now: Date) => Promise<void>;

/** A list that nothing names may belong to a draft that is being saved. */
const LIST_GRACE_MS = 24 * 3_600_000;

/** The one transaction that lets another version judge: version, draft and log together. Every process follows within a second. */
@Injectable()
export class KeepVersion {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: RuleDraftStore,
    private readonly ruleSets: RuleSetStore,
    private readonly lists: RuleListStore,
    private readonly events: EventStore,
    private readonly running: RunningRuleSets,
  ) {}

  async execute(call: Call, site: Site, next: NewVersion, draftStep: DraftStep): Promise<RuleSetVersionRow> {
    const version = await this.work.run(async (tx) => {
      const now = new Date();
      const draft = await this.drafts.lock(tx, site.id, now);
      const before = await this.ruleSets.runningCompact(tx, site.id);
      if (before?.version !== next.over) throw problem('version_conflict', { detail: `Version ${String(before?.version)} runs by now. Look at what it changed, then publish again.`, extra: { current: { running: before?.version } } });
      const { packed, note, yaml, rolledBackTo = null, starter } = next;
      await this.lists.keep(tx, site.id, packed.newLists, now);
      const published = await this.ruleSets.publish(tx, site.id, { document: packed.document, hash: packed.hash, lists: packed.lists, note, yaml, rolledBackTo, starter, publishedBy: personIdOf(call) }, now);
      await draftStep(tx, draft, published, now);
      await this.events.append(tx, site.id, [changeLine(call, 'rule_set.published', { version: published, hash: packed.hash, ...next.what }, now)]);
      await this.lists.forget(tx, site.id, new Date(now.getTime() - LIST_GRACE_MS));
      return published;
    });
    // Here at once; the other processes look every second.
    void this.running.refresh();
    const row = await this.ruleSets.find(this.work.reads, site.id, version);
    if (!row) throw problem('not_found');
    return row;
  }
}
