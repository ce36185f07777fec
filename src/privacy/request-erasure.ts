import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../access/call';
import { actorKey, type Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { AuthorId, ErasureId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { newId } from '../platform/ids';
import { Jobs } from '../platform/jobs/jobs';
import { ErasureStore } from '../store/erasure.store';
import { EventStore } from '../store/event.store';
import { PersonalRecordStore } from '../store/personal-record.store';
import { ERASURE_QUEUE, type ErasureJob } from './erasure-queue';
import { erasureView, type ErasureView } from './erasure.view';
import { isTombstone, tombstoneOf } from './tombstone';

/** Begins to erase an author. Whoever asks while it is under way gets the same erasure again. */
@Injectable()
export class RequestErasure {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: PersonalRecordStore,
    private readonly erasures: ErasureStore,
    private readonly events: EventStore,
    private readonly jobs: Jobs,
  ) {}

  async execute(site: Site, call: Call, authorId: AuthorId): Promise<Plain<ErasureView>> {
    if (isTombstone(authorId)) throw problem('gone', 'This author has been erased.');
    const id = newId<ErasureId>();
    const tombstoneId = tombstoneOf(id);
    const row = await this.work.run(async (tx) => {
      if (!(await this.records.isKnown(tx, site.id, authorId))) throw problem('not_found');
      const now = new Date();
      const requestedBy = call.actor === null ? 'system' : actorKey(call.actor);
      if (await this.erasures.begin(tx, site.id, { id, authorId, tombstoneId, requestedBy, requestId: call.requestId, now })) {
        await this.events.append(tx, site.id, [changeLine(call, 'erasure.requested', { erasureId: id, authorId: tombstoneId }, now)]);
        await this.jobs.send(tx, ERASURE_QUEUE, [{ siteId: site.id, erasureId: id } satisfies ErasureJob]);
      }
      return this.erasures.ofAuthor(tx, site.id, authorId);
    });
    this.jobs.wake(ERASURE_QUEUE);
    if (!row) throw new Error('The erasure was begun and is not there');
    return erasureView(row);
  }
}
