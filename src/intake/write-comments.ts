import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { IntakeWriteStore } from '../store/intake-write.store';
import { NearDuplicateStore } from '../store/near-duplicate.store';
import type { CommentRecords } from './records';

/** ③ Remembers a batch, all of it or nothing, as the last thing that its transaction does. */
@Injectable()
export class WriteComments {
  constructor(
    private readonly store: IntakeWriteStore,
    private readonly sketches: NearDuplicateStore,
  ) {}

  execute(tx: Tx, siteId: SiteId, records: readonly CommentRecords[]): void {
    this.store.writeLast(tx, siteId, {
      comments: records.map(({ comment }) => comment),
      revisions: records.map(({ revision }) => revision),
      evaluations: records.map(({ evaluation }) => evaluation),
      items: records.flatMap(({ item }) => item ?? []),
      signals: records.flatMap(({ signal }) => signal ?? []),
      events: records.map(({ event }) => event),
      messages: records.map(({ message }) => message),
    });
    this.sketches.addLast(tx, siteId, records.flatMap(({ sketch }) => sketch ?? []));
  }
}
