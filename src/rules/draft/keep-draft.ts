import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import type { Site } from '../../domain/actor';
import { type Problem, problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { RuleDraftStore } from '../../store/rule-draft.store';
import { RuleListStore } from '../../store/rule-list.store';
import { RuleSetStore } from '../../store/rule-set.store';
import { personIdOf, rulePerson } from '../person.view';
import type { Readable } from '../workshop/source';
import { type OpenDraft, OpenDrafts } from './open-draft';

export interface DraftToKeep {
  /** The version that the caller read. */
  readonly version: number;
  readonly draft: Readable;
  /** What was done, for the log. */
  readonly what: Readonly<Record<string, unknown>>;
  /** Hash of the starter pack that the draft has taken up now; as before unless given. */
  readonly starter?: string;
}

/** Stores the working copy: 412 when somebody else has changed it meanwhile. */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly work: UnitOfWork,
    private readonly drafts: RuleDraftStore,
    private readonly lists: RuleListStore,
    private readonly ruleSets: RuleSetStore,
    private readonly events: EventStore,
    private readonly open: OpenDrafts,
  ) {}

  async execute(call: Call, site: Site, { version, draft, what, starter }: DraftToKeep): Promise<OpenDraft> {
    await this.work.run(async (tx) => {
      const now = new Date();
      const row = await this.drafts.lock(tx, site.id, now);
      if (row.version !== version) throw draftMoved({ version: row.version, updatedBy: rulePerson(row.updated_by, row.updated_by_name), updatedAt: row.updated_at });
      const running = await this.ruleSets.runningCompact(tx, site.id);
      if (!running) throw problem('not_found', 'This site has no rules yet.');
      await this.lists.keep(tx, site.id, draft.newLists, now);
      await this.drafts.write(tx, site.id, {
        yaml: draft.yaml,
        document: draft.document,
        lists: draft.lists,
        basedOn: row.based_on ?? running.version,
        starter: starter ?? row.starter ?? running.starter,
        updatedBy: personIdOf(call),
      }, now);
      await this.events.append(tx, site.id, [changeLine(call, 'rule_set.draft_changed', { draft: row.version + 1, hash: draft.hash, ...what }, now)]);
    });
    return this.open.of(this.work.reads, site);
  }

  /** Forgets what was changed: the draft is the running version again. */
  async clear(call: Call, site: Site, version: number): Promise<OpenDraft> {
    await this.work.run(async (tx) => {
      const now = new Date();
      const row = await this.drafts.lock(tx, site.id, now);
      if (row.version !== version) throw draftMoved({ version: row.version, updatedBy: rulePerson(row.updated_by, row.updated_by_name), updatedAt: row.updated_at });
      if (row.yaml === null) return;
      await this.drafts.clear(tx, site.id, personIdOf(call), now);
      await this.events.append(tx, site.id, [changeLine(call, 'rule_set.draft_changed', { draft: row.version + 1, discarded: true }, now)]);
    });
    return this.open.of(this.work.reads, site);
  }
}

/** Says who was faster. */
export function draftMoved({ version, updatedBy, updatedAt }: Pick<OpenDraft, 'version' | 'updatedBy' | 'updatedAt'>): Problem {
  return problem('version_conflict', {
    detail: `The draft is at version ${String(version)}${updatedBy ? `, changed by ${updatedBy.name}` : ''}. Read it, then make your change again.`,
    extra: { current: { version, updatedBy, updatedAt: updatedAt?.toISOString() ?? null } },
  });
}
