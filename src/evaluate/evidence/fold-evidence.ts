import { Injectable } from '@nestjs/common';
import type { EventType } from '../../domain/events';
import type { CommentId, SiteId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { FoldCursorStore, type LogPortion } from '../../store/fold-cursor.store';
import { type RuleHit, RuleHitStore } from '../../store/rule-hit.store';
import { RuleSumsStore } from '../../store/rule-sums.store';
import { type Folded, FoldLog, type Portion } from '../fold-log';
import { outcomeOf } from './outcome';
import { dayOf, Tally } from './tally';

const CURSOR = 'evidence';
/** Lines of the log per site and transaction. */
const PORTION = 500;

/** Each was judged at the moment of its event. */
const JUDGED: readonly EventType[] = ['comment.submitted', 'comment.edited', 'comment.judged_again'];
/** After these, people may say something else of a comment than before. */
const SAID: readonly EventType[] = ['comment.edited', 'comment.judged_again', 'comment.withdrawn', 'comment.held', 'comment.reported', 'item.opened', 'decision.made', 'decision.reversed'];

/**
 * Learns from the log what rules did and what people said of it. The log only says which comments to look at: hits come from their
 * evaluations, outcomes from the decisions in force now. So an undo corrects the sums, and the order of lines does not matter.
 */
@Injectable()
export class FoldEvidence {
  constructor(
    private readonly log: FoldLog,
    private readonly cursors: FoldCursorStore,
    private readonly hits: RuleHitStore,
    private readonly sums: RuleSumsStore,
  ) {}

  /** One portion for each site that is behind. */
  runOnce(): Promise<Folded> {
    return this.log.runOnce(CURSOR, (tx, siteId, after) => this.portion(tx, siteId, after));
  }

  private async portion(tx: Tx, siteId: SiteId, after: number): Promise<Portion | null> {
    const portion = await this.cursors.portion(tx, siteId, { after, limit: PORTION, judged: JUDGED, said: SAID });
    if (portion.last === null) return null;
    await this.fold(tx, siteId, after, portion);
    return { last: Number(portion.last), lines: portion.lines };
  }

  private async fold(tx: Tx, siteId: SiteId, from: number, portion: LogPortion): Promise<void> {
    const tally = new Tally();
    const { hits, heard } = await this.judgements(tx, siteId, tally, { from, portion });
    await this.settle(tx, siteId, tally, { hits, touched: [...new Set([...portion.said, ...heard])] });
    await this.sums.add(tx, siteId, 'rule_daily', tally.rules.all());
    await this.sums.add(tx, siteId, 'entry_daily', tally.entries.all());
    await this.sums.add(tx, siteId, 'section_daily', tally.sections.all());
    await this.sums.add(tx, siteId, 'judged_hourly', tally.judged.all());
    await this.sums.add(tx, siteId, 'rule_hourly', tally.hourly.all());
    await this.sums.add(tx, siteId, 'rule_error_minute', tally.errors.all());
  }

  /** Counts what was judged; returns the hits, and the comments among them of which people may have said something. */
  private async judgements(tx: Tx, siteId: SiteId, tally: Tally, { from, portion }: { from: number; portion: LogPortion }): Promise<{ hits: RuleHit[]; heard: Set<CommentId> }> {
    const rows = await this.hits.judged(tx, siteId, { from, portion, types: JUDGED });
    if (rows.length > 0) await this.sums.register(tx, siteId, [...new Set(rows.map(({ version }) => version))]);
    const hits: RuleHit[] = [];
    const heard = new Set<CommentId>();
    for (const row of rows) {
      if (row.id === null) {
        tally.quiet(row);
        continue;
      }
      const made = tally.judgement(row);
      hits.push(...made);
      if (row.heard && made.length > 0) heard.add(row.comment_id);
    }
    return { hits, heard };
  }

  /** Keeps the new hits with what people say of them already, and what they now say of earlier ones. */
  private async settle(tx: Tx, siteId: SiteId, tally: Tally, { hits, touched }: { readonly hits: readonly RuleHit[]; readonly touched: readonly CommentId[] }): Promise<void> {
    const standing = new Map((await this.hits.standing(tx, siteId, touched)).map((one) => [one.evaluation_id, one]));
    const added = hits.map((hit) => {
      const stands = standing.get(hit.evaluationId);
      const outcome = stands ? outcomeOf(hit.action, stands) : null;
      if (outcome !== null) tally.settled({ ...hit, evaluation_id: hit.evaluationId, outcome: null }, outcome);
      return { ...hit, outcome };
    });
    await this.hits.add(tx, siteId, added);
    const fresh = new Set(hits.map(({ evaluationId }) => evaluationId));
    const earlier = [...standing.values()].filter(({ evaluation_id: id }) => !fresh.has(id));
    const kept = await this.hits.ofEvaluations(tx, siteId, [...new Set(earlier.map(({ judged_at: at }) => dayOf(at)))], earlier.map(({ evaluation_id: id }) => id));
    const moved = kept.flatMap((hit) => {
      const stands = standing.get(hit.evaluation_id);
      const becomes = stands ? outcomeOf(hit.action, stands) : hit.outcome;
      if (becomes === hit.outcome) return [];
      tally.settled(hit, becomes);
      return [{ day: hit.day, evaluation_id: hit.evaluation_id, rule: hit.rule, becomes }];
    });
    await this.hits.settle(tx, siteId, moved);
  }
}
