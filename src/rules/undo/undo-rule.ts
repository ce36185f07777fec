import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { BulkOperationId, PersonId, SiteId } from '../../domain/ids';
import { JudgeWithoutRule } from '../../evaluate/judge-without-rule';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { BulkLineStore, type NewLine } from '../../store/bulk-line.store';
import { BulkOperationStore } from '../../store/bulk-operation.store';
import { RuleStatsStore } from '../../store/rule-stats.store';
import { type HitKey, RuleUndoStore, type StandingHit } from '../../store/rule-undo.store';
import type { RuleCall } from '../rule-call';
import { MOST_UNDONE, type RuleUndoView, type UndoneCommentView, type UndoRuleDto } from './undo-rule.dto';

const A_RULE = /^[a-z0-9][a-z0-9-]{0,62}$/;
const PAGE = 500;
const SAMPLE = 10;
const STATUS_OF = { hold: 'held', reject: 'rejected', flag: 'published', publish: 'published' } as const;

interface Found {
  readonly undone: StandingHit[];
  kept: number;
  more: boolean;
}

/**
 * Takes back everything one rule did: approves the comments that would have been published without it, by judging each again without the rule, on the
 * facts and by the rules of then. Review's worker carries it out as a bulk operation, which can be taken back in its turn.
 */
@Injectable()
export class UndoRule {
  constructor(
    private readonly work: UnitOfWork,
    private readonly hits: RuleUndoStore,
    private readonly stats: RuleStatsStore,
    private readonly judge: JudgeWithoutRule,
    private readonly operations: BulkOperationStore,
    private readonly lines: BulkLineStore,
  ) {}

  /** 404 for a rule that neither runs nor fired since. */
  async execute({ call, site }: RuleCall, rule: string, { since, dryRun }: UndoRuleDto): Promise<Plain<RuleUndoView>> {
    if (!A_RULE.test(rule)) throw problem('not_found');
    if (call.actor?.kind !== 'person') throw problem('forbidden', 'Only people decide on comments.');
    const found = await this.find(site.id, rule, new Date(since));
    const bulkOperationId = dryRun ? null : await this.order(site.id, { rule, since, personId: call.actor.personId, requestId: call.requestId, found: found.undone });
    return { bulkOperationId, count: found.undone.length, kept: found.kept, more: found.more, sample: found.undone.slice(0, SAMPLE).map(undoneView) };
  }

  private async find(siteId: SiteId, rule: string, since: Date): Promise<Found> {
    const on = this.work.reads;
    const found: Found = { undone: [], kept: 0, more: false };
    let before: HitKey | null = null;
    for (;;) {
      const page: HitKey[] = await this.hits.hits(on, siteId, rule, { since, before, limit: PAGE });
      if (page.length === 0 && before === null) await this.demandRule(siteId, rule);
      await this.sort(siteId, rule, await this.hits.standing(on, siteId, page), found);
      before = page.at(-1) ?? null;
      if (found.more || before === null || page.length < PAGE) return found;
    }
  }

  private async demandRule(siteId: SiteId, rule: string): Promise<void> {
    if (!(await this.stats.running(this.work.reads, siteId)).some((running) => running.rule === rule)) throw problem('not_found');
  }

  private async sort(siteId: SiteId, rule: string, hits: readonly StandingHit[], found: Found): Promise<void> {
    for (const hit of hits) {
      if ((await this.judge.execute(siteId, rule, hit)) !== 'publish') found.kept++;
      else if (found.undone.length < MOST_UNDONE) found.undone.push(hit);
      else found.more = true;
      if (found.more) return;
    }
  }

  /** The versions are those that were seen: what changes before the worker comes to it is skipped. */
  private order(siteId: SiteId, { rule, since, personId, requestId, found }: { readonly rule: string; readonly since: string; readonly personId: PersonId; readonly requestId: string | null; readonly found: readonly StandingHit[] }): Promise<BulkOperationId> {
    const id = newId<BulkOperationId>();
    return this.work.run(async (tx) => {
      await this.operations.add(tx, siteId, {
        id, kind: 'decide', status: 'waiting', action: 'approve', reasonCode: null, note: `Everything that the rule ${rule} did since ${since} is undone.`, onClaimed: 'override', mayOverride: true,
        origin: 'rule', selection: JSON.stringify({ rule, since }), reverses: null, requestedBy: personId, requestId, createdAt: new Date(),
      });
      await this.lines.add(tx, siteId, id, found.map(lineOf));
      await this.operations.setTotal(tx, siteId, id, found.length);
      return id;
    });
  }
}

function lineOf({ comment_id: commentId, item_id: itemId, item_version: itemVersion, version }: StandingHit): NewLine {
  return { commentId, itemId, decisionId: null, version: itemId === null ? version : (itemVersion ?? 1) };
}

function undoneView({ comment_id: commentId, body, action, at }: StandingHit): UndoneCommentView {
  return { commentId, body: body ?? '', status: STATUS_OF[action], judgedAt: new Date(at).toISOString() };
}
