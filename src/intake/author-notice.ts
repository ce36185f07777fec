import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { policyOf, policyTitle } from '../domain/policy-title';
import { type Reasons, reasonsText, redressText } from '../domain/statement-of-reasons';
import type { Queryable } from '../platform/database/statement';
import { type AppealRow, AppealStore } from '../store/appeal.store';
import type { CommentRow } from '../store/comment.store';
import { type DecisionRow, DecisionStore } from '../store/decision.store';
import { type LawStatementRow, LawStatementStore, reasonsOf } from '../store/law-statement.store';
import { type PolicyRow, PolicyStore } from '../store/policy.store';
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
  /** Why the comment is rejected, as the law asks to tell its author; null while it is not, or where the site states no reasons. */
  readonly statement: StatedReasons | null;
  /** That the reader wants to read, best first. */
  readonly languages: readonly string[];
}

export interface StatedReasons {
  readonly id: string;
  readonly text: string;
  readonly redress: string;
  readonly isDecidedAutomatically: boolean;
  readonly restrictedAt: Date;
}

/** Finds out what an author is told of their comment: why it is not up, in their language, and what they can do about it. */
@Injectable()
export class AuthorNotice {
  constructor(
    private readonly decisions: DecisionStore,
    private readonly policies: PolicyStore,
    private readonly appeals: AppealStore,
    private readonly appealable: AppealableDecision,
    private readonly statements: LawStatementStore,
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
    const latestStatement = row.status === 'rejected' ? await this.statements.ofComment(on, site.id, row.id) : null;
    const inForce = latestStatement?.ended_at === null ? latestStatement : null;
    const policies = policy === null && inForce === null ? [] : await this.policies.list(on, site.id);
    const statement = inForce && stated(inForce, reasonsOf(inForce, { ground: titleOf(policies, inForce.policy, languages) ?? inForce.ground, contact: site.settings.law.contact }), { canAppeal, languages });
    return { decision, policy, policyTitle: titleOf(policies, policy, languages), appeal: appeals.at(-1) ?? null, canAppeal, statement, languages };
  }
}

function titleOf(policies: readonly PolicyRow[], code: string | null, languages: readonly string[]): string | null {
  const policy = code === null ? undefined : policyOf(policies, code);
  return policy === undefined ? null : policyTitle(policy, languages);
}

function stated({ id, is_decided_automatically: isDecidedAutomatically, restricted_at: restrictedAt }: LawStatementRow, reasons: Reasons, { canAppeal, languages }: Pick<Afterwards, 'canAppeal' | 'languages'>): StatedReasons {
  return { id, text: reasonsText(reasons, languages), redress: redressText(reasons, canAppeal, languages), isDecidedAutomatically, restrictedAt };
}

/** Where somebody decided, the verdict no longer says why. */
function policyBehind({ status, verdict }: CommentRow, decision: DecisionRow | null): string | null {
  if (status !== 'held' && status !== 'rejected') return null;
  return decision === null ? verdict.policy : decision.reason_code;
}
