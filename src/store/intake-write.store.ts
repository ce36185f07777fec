import { Injectable } from '@nestjs/common';
import type { NewEvent, NewMessage } from '../domain/events';
import type { SiteId } from '../domain/ids';
import { together } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { INSERT_COMMENTS, INSERT_REVISIONS } from './comment.sql';
import { commentParams, type NewComment, type NewRevision, revisionParams } from './comment.store';
import { evaluationParams, INSERT_EVALUATIONS, type NewEvaluation } from './evaluation.store';
import { APPEND_EVENTS, AWAIT_PLACES, eventParams, placeParams } from './event.store';
import { ADD_MESSAGES, messageParams } from './outbox.store';
import { ADD_SIGNALS, OPEN_MANY } from './review-item.sql';
import { itemParams, listParams, type NewReviewItem, type NewSignal, signalParams } from './review-item.store';
import { LIST_MANY } from './waiting-item.sql';

/** Everything that a batch of new comments writes. */
export interface IntakeWrite {
  readonly comments: readonly NewComment[];
  readonly revisions: readonly NewRevision[];
  readonly evaluations: readonly NewEvaluation[];
  readonly items: readonly NewReviewItem[];
  readonly signals: readonly NewSignal[];
  readonly events: readonly NewEvent[];
  readonly messages: readonly NewMessage[];
}

/** One statement per table, sent as one: a round trip costs as much as the rows of several comments. */
const WRITE = together('intake_write', [INSERT_COMMENTS, INSERT_REVISIONS, INSERT_EVALUATIONS, { ...OPEN_MANY, named: 'item' }, LIST_MANY, ADD_SIGNALS, APPEND_EVENTS, AWAIT_PLACES, ADD_MESSAGES]);

/** The write of the group commit: new comments with all that belongs to them. */
@Injectable()
export class IntakeWriteStore {
  /** Ends the transaction: what goes wrong, its `run` throws. */
  writeLast(tx: Tx, siteId: SiteId, { comments, revisions, evaluations, items, signals, events, messages }: IntakeWrite): void {
    if (comments.length === 0) return;
    tx.finish(WRITE, [
      ...commentParams(siteId, comments),
      ...revisionParams(siteId, revisions),
      ...evaluationParams(siteId, evaluations),
      ...itemParams(siteId, items),
      ...listParams(items),
      ...signalParams(siteId, signals),
      ...eventParams(siteId, events),
      ...placeParams(siteId, events),
      ...messageParams(siteId, messages),
    ]);
  }
}
