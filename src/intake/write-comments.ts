import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { CommentStore } from '../store/comment.store';
import { EvaluationStore } from '../store/evaluation.store';
import { EventStore } from '../store/event.store';
import { OutboxStore } from '../store/outbox.store';
import { ReviewItemStore } from '../store/review-item.store';
import type { CommentRecords } from './records';

/** ③ Remembers a batch: one statement per table, all of it or nothing. */
@Injectable()
export class WriteComments {
  constructor(
    private readonly comments: CommentStore,
    private readonly evaluations: EvaluationStore,
    private readonly items: ReviewItemStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  async execute(tx: Tx, siteId: SiteId, records: readonly CommentRecords[]): Promise<void> {
    await this.comments.insert(tx, siteId, records.map(({ comment }) => comment));
    await this.comments.insertRevisions(tx, siteId, records.map(({ revision }) => revision));
    await this.evaluations.insert(tx, siteId, records.map(({ evaluation }) => evaluation));
    await this.items.openMany(tx, siteId, records.flatMap(({ item }) => item ?? []));
    await this.items.addSignals(tx, siteId, records.flatMap(({ signal }) => signal ?? []));
    await this.events.append(tx, siteId, records.map(({ event }) => event));
    await this.outbox.add(tx, siteId, records.map(({ message }) => message));
  }
}
