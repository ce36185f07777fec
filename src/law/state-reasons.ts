import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { SiteId } from '../domain/ids';
import { policyOf } from '../domain/policy-title';
import type { Tx } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { FoldLog } from '../evaluate/fold-log';
import type { EventRow } from '../store/event-log.store';
import { type LawCircumstances, type LawStatementRow, LawStatementStore } from '../store/law-statement.store';
import { OutboxStore } from '../store/outbox.store';
import { type PolicyRow, PolicyStore } from '../store/policy.store';
import { SiteStore } from '../store/site.store';
import { FollowNotices } from './follow-notices';
import { type Meaning, meaningOf } from './restriction';
import { TellAuthor } from './tell-author';

const EVERY_SECONDS = 1;
const LINES_AT_ONCE = 200;
const CURSOR = 'law';
/** Where neither a rule nor a person named a policy that the site has. */
const HOUSE_RULES = 'The rules of this comment section';

/** The site and its policies, read once for a portion of lines. */
interface SiteNow {
  readonly site: Site | null;
  readonly policies: readonly PolicyRow[];
}

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
    private readonly sites: SiteStore,
    private readonly outbox: OutboxStore,
    private readonly author: TellAuthor,
    private readonly notices: FollowNotices,
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
    let about: SiteNow | null = null;
    let hasNotices = await this.notices.hasAny(tx, siteId);
    for (const event of events) {
      const meaning = meaningOf(event);
      hasNotices ||= event.type === 'notice.received';
      if (meaning?.kind === 'switched') {
        isOn = meaning.isOn;
        await this.statements.turn(tx, siteId, isOn);
      } else if (meaning?.kind === 'restricted') {
        if (isOn) await this.state(tx, siteId, { event, meaning, about: (about ??= await this.now(tx, siteId)) });
      } else if (meaning) await this.end(tx, siteId, event, meaning);
      // Behind the statement, which names the notices that waited for this line.
      if (hasNotices) await this.notices.read(tx, siteId, event);
    }
  }

  private async now(tx: Tx, siteId: SiteId): Promise<SiteNow> {
    const [stored, policies] = [await this.sites.byId(tx, siteId), await this.policies.list(tx, siteId)];
    return { site: stored?.site ?? null, policies };
  }

  private async state(tx: Tx, siteId: SiteId, { event, meaning, about: { site, policies } }: { readonly event: EventRow; readonly meaning: Restricted; readonly about: SiteNow }): Promise<void> {
    const { id, position, type, comment_id: commentId, decision_id: decisionId, payload, created_at: at } = event;
    const isOfComment = meaning.restriction === 'removal';
    if (isOfComment && commentId !== null && (await this.statements.isInForce(tx, siteId, commentId))) return;
    const revision = typeof payload['revision'] === 'number' ? payload['revision'] : null;
    const found = await this.statements.circumstances(tx, siteId, { commentId, revision: type === 'comment.submitted' ? 1 : revision, decisionId, at });
    const isByRule = isOfComment && type !== 'decision.made';
    const code = isByRule ? found.judged_policy : found.decided_policy;
    const policy = code === null ? undefined : policyOf(policies, code);
    if (policy?.is_spam === true) return;
    const row = {
      id,
      position,
      restriction: meaning.restriction,
      comment_id: commentId,
      decision_id: decisionId,
      policy: policy?.id ?? null,
      ground: policy?.title ?? HOUSE_RULES,
      source: sourceOf(found),
      is_detected_automatically: isByRule || found.item_rule !== null,
      is_decided_automatically: isByRule,
      content_at: found.content_at ?? at,
      restricted_at: at,
      until: meaning.until === null ? null : new Date(meaning.until),
    } as const;
    const isNew = await this.statements.state(tx, siteId, row);
    if (isNew && site !== null) await this.author.execute(tx, site, { event, row, found, policy });
  }

  private async end(tx: Tx, siteId: SiteId, { comment_id: commentId, decision_id: decisionId, created_at: at }: EventRow, meaning: Exclude<Meaning, Restricted>): Promise<void> {
    if (commentId === null) return;
    if (meaning.kind === 'taken_back' && decisionId !== null) await this.outbox.withdrawStatements(tx, siteId, decisionId);
    if (meaning.kind === 'taken_back' && meaning.isRejected && decisionId !== null) {
      await this.statements.endOf(tx, siteId, commentId, { decisionId, at });
      await this.statements.reopen(tx, siteId, commentId, decisionId);
    } else await this.statements.end(tx, siteId, commentId, { decisionId: meaning.kind === 'freed' ? decisionId : null, at });
  }
}

/** What waited for this decision comes before what was reported of the comment at any time. */
function sourceOf({ noticed, is_reported: isReported }: LawCircumstances): LawStatementRow['source'] {
  if (noticed !== null) return noticed === 1 ? 'trusted_flagger' : 'article_16';
  return isReported ? 'notice' : 'own';
}
