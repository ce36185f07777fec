import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { policyTitle } from '../domain/policy-title';
import { reasonsText, redressText, STATEMENT_LANGUAGES } from '../domain/statement-of-reasons';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import type { EventRow } from '../store/event-log.store';
import { type LawCircumstances, type LawStatementRow, reasonsOf } from '../store/law-statement.store';
import { OutboxStore } from '../store/outbox.store';
import type { PolicyRow } from '../store/policy.store';
import { statementView } from './statement.view';

/** Longer than the follower ever is behind: a decision that is undone in the last moment is not told. */
export const BEHIND_MS = 5_000;

export interface Stated {
  readonly event: EventRow;
  readonly row: Omit<LawStatementRow, 'ended_at'>;
  readonly found: LawCircumstances;
  readonly policy: PolicyRow | undefined;
}

/**
 * The site hears of each statement, in sentences that it can send to the author as they are: Weir knows no author's address. What a person decided waits as
 * long as that can be undone.
 */
@Injectable()
export class TellAuthor {
  constructor(private readonly outbox: OutboxStore) {}

  async execute(tx: Tx, site: Site, { event, row, found, policy }: Stated): Promise<void> {
    if (found.is_reversed) return;
    const { payload, created_at: createdAt } = event;
    const wait = row.decision_id === null ? 0 : site.settings.undoSeconds * 1_000 + BEHIND_MS;
    const { status, version } = payload;
    // As the comment was after this line; a line about an author only does not say.
    const comment = found.comment && { ...found.comment, ...(typeof status === 'string' ? { status } : {}), ...(typeof version === 'number' ? { version } : {}) };
    const about = row.restriction === 'removal' ? { comment } : { ...(comment === null ? {} : { comment }), author: { id: payload['authorId'] } };
    await this.outbox.add(tx, site.id, [
      { id: newId(), type: 'statement.created', commentId: row.comment_id, decisionId: row.decision_id, payload: { site: site.slug, ...about, statement: this.statementOf(site, row, policy) }, sendAfter: new Date(createdAt.getTime() + wait), createdAt },
    ]);
  }

  private statementOf(site: Site, row: Stated['row'], policy: PolicyRow | undefined): Record<string, unknown> {
    const texts = STATEMENT_LANGUAGES.map((lang) => {
      const reasons = reasonsOf(row, { ground: policy === undefined ? row.ground : policyTitle(policy, [lang]), contact: site.settings.law.contact });
      return [lang, { reasons: reasonsText(reasons, [lang]), redress: redressText(reasons, row.restriction === 'removal', [lang]) }];
    });
    return { ...statementView({ ...row, ended_at: null }), texts: Object.fromEntries(texts) as unknown };
  }
}
