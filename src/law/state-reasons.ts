import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { policyOf } from '../domain/policy-title';
import type { Tx } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { FoldLog } from '../evaluate/fold-log';
import type { EventRow } from '../store/event-log.store';
import { LawStatementStore } from '../store/law-statement.store';
import { type PolicyRow, PolicyStore } from '../store/policy.store';
import { type Meaning, meaningOf } from './restriction';

const EVERY_SECONDS = 1;
const LINES_AT_ONCE = 200;
const CURSOR = 'law';
/** Where neither a rule nor a person named a policy that the site has. */
const HOUSE_RULES = 'The rules of this comment section';

type Restricted = Extract<Meaning, { readonly kind: 'restricted' }>;

/**
 * Reads the log and states the reasons of every restriction in it, in the transaction in which its cursor moves on: a line is read once,
 * whatever breaks (ADR 0049).
 */
@Injectable()
export class StateReasons implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly log: FoldLog,
    private readonly statements: LawStatementStore,
    private readonly policies: PolicyStore,
  ) {}

  onModuleInit(): void {
    this.jobs.every(EVERY_SECONDS, 'law.state_reasons', async (signal) => {
      while (!signal.aborted && (await this.runOnce()) > 0);
    });
  }

  /** One portion for each site that is behind; returns how many lines were read. Any number of workers may try. */
  async runOnce(): Promise<number> {
    return (await this.log.runOnce(CURSOR, this.log.each(LINES_AT_ONCE, (tx, siteId, events) => this.read(tx, siteId, events)))).lines;
  }

  private async read(tx: Tx, siteId: SiteId, events: readonly EventRow[]): Promise<void> {
    let isOn = await this.statements.isOn(tx, siteId);
    let policies: readonly PolicyRow[] | null = null;
    for (const event of events) {
      const meaning = meaningOf(event);
      if (meaning?.kind === 'switched') {
        isOn = meaning.isOn;
        await this.statements.turn(tx, siteId, isOn);
      } else if (meaning?.kind === 'restricted') {
        if (isOn) await this.state(tx, siteId, { event, meaning, policies: (policies ??= await this.policies.list(tx, siteId)) });
      } else if (meaning) await this.end(tx, siteId, event, meaning);
    }
  }

  private async state(tx: Tx, siteId: SiteId, { event, meaning, policies }: { readonly event: EventRow; readonly meaning: Restricted; readonly policies: readonly PolicyRow[] }): Promise<void> {
    const { id, position, type, comment_id: commentId, decision_id: decisionId, payload, created_at: at } = event;
    const isOfComment = meaning.restriction === 'removal';
    if (isOfComment && commentId !== null && (await this.statements.isInForce(tx, siteId, commentId))) return;
    const revision = typeof payload['revision'] === 'number' ? payload['revision'] : null;
    const found = await this.statements.circumstances(tx, siteId, { commentId, revision: type === 'comment.submitted' ? 1 : revision, decisionId, at });
    const isByRule = isOfComment && type !== 'decision.made';
    const code = isByRule ? found.judged_policy : found.decided_policy;
    const policy = code === null ? undefined : policyOf(policies, code);
    if (policy?.is_spam === true) return;
    await this.statements.state(tx, siteId, {
      id,
      position,
      restriction: meaning.restriction,
      comment_id: commentId,
      decision_id: decisionId,
      policy: policy?.id ?? null,
      ground: policy?.title ?? HOUSE_RULES,
      source: found.is_reported ? 'notice' : 'own',
      is_detected_automatically: isByRule || found.item_rule !== null,
      is_decided_automatically: isByRule,
      content_at: found.content_at ?? at,
      restricted_at: at,
      until: meaning.until === null ? null : new Date(meaning.until),
    });
  }

  private async end(tx: Tx, siteId: SiteId, { comment_id: commentId, decision_id: decisionId, created_at: at }: EventRow, meaning: Exclude<Meaning, Restricted>): Promise<void> {
    if (commentId === null) return;
    if (meaning.kind === 'taken_back' && meaning.isRejected && decisionId !== null) {
      await this.statements.endOf(tx, siteId, commentId, { decisionId, at });
      await this.statements.reopen(tx, siteId, commentId, decisionId);
    } else await this.statements.end(tx, siteId, commentId, { decisionId: meaning.kind === 'freed' ? decisionId : null, at });
  }
}
