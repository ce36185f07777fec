import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { policyOf, policyTitle } from '../domain/policy-title';
import type { Queryable } from '../platform/database/statement';
import { type AppealRow, AppealStore } from '../store/appeal.store';
import type { CommentRow } from '../store/comment.store';
import { type DecisionRow, DecisionStore } from '../store/decision.store';
import { PolicyStore } from '../store/policy.store';
import { AppealableDecision } from './appealable';

/** What is known of a comment beyond its verdict: what people decided and its author asked. */
export interface Afterwards {
  /** The decision that made the text as it is now what it is; null: the rules did. */
  readonly decision: DecisionRow | null;
  /** Which policy it was, by decision or verdict; null when nothing speaks against the comment. */
  readonly policy: string | null;
  /** In the reader's language, as far as the site has it. */
  readonly policyTitle: string | null;
  readonly appeal: AppealRow | null;
  readonly canAppeal: boolean;
  /** That the reader wants to read, best first. */
  readonly languages: readonly string[];
}

/** Finds out what an author is told of their comment: why it is not up, in their language, and what they can do about it. */
@Injectable()
export class AuthorNotice {
  constructor(
    private readonly decisions: DecisionStore,
    private readonly policies: PolicyStore,
    private readonly appeals: AppealStore,
    private readonly appealable: AppealableDecision,
  ) {}

  async of(on: Queryable, site: Site, row: CommentRow, languages: readonly string[]): Promise<Afterwards> {
    const [latest, appeals, target] = await Promise.all([
      this.decisions.latest(on, site.id, row.id),
      this.appeals.ofComments(on, site.id, [row.id]),
      this.appealable.of(on, site.id, row),
    ]);
    const decision = latest?.revision === row.revision && latest.status_after === row.status ? latest : null;
    const policy = policyBehind(row, decision);
    const canAppeal = target !== null && target.appeal === null && !target.isFinal;
    return { decision, policy, policyTitle: await this.titleOf(on, site, policy, languages), appeal: appeals.at(-1) ?? null, canAppeal, languages };
  }

  private async titleOf(on: Queryable, { id }: Site, code: string | null, languages: readonly string[]): Promise<string | null> {
    const policy = code === null ? undefined : policyOf(await this.policies.list(on, id), code);
    return policy === undefined ? null : policyTitle(policy, languages);
  }
}

/** Where somebody decided, the verdict no longer says why. */
function policyBehind({ status, verdict }: CommentRow, decision: DecisionRow | null): string | null {
  if (status !== 'held' && status !== 'rejected') return null;
  return decision === null ? verdict.policy : decision.reason_code;
}
