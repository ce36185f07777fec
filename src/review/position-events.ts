import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { EventLogStore } from '../store/event-log.store';

/** Transactions with events that get their places at once. */
const PORTION = 200;

/** Gives committed events their place in the log. Any number of workers may try; one at a time does it. */
@Injectable()
export class PositionEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLogStore,
  ) {}

  /** One portion for each site that has events without a place; returns how many got theirs. */
  async runOnce(): Promise<number> {
    let placed = 0;
    for (const siteId of await this.log.sitesWaiting(this.unitOfWork.reads)) placed += await this.unitOfWork.run((tx) => this.log.place(tx, siteId, PORTION));
    return placed;
  }
}
