import { Injectable } from '@nestjs/common';
import { Jobs } from '../platform/jobs/jobs';
import { PositionEvents } from './position-events';
import { SweepLeases } from './sweep-leases';
import { KeepItemsMoving } from './workflow/keep-items-moving';

/** An item is back in its queue at most this long after its lease ended. */
const SWEEP_SECONDS = 5;
/** How far the ordered log may lag behind what was committed. */
const POSITION_SECONDS = 0.2;

/** What the desk's worker does again and again. */
@Injectable()
export class Rounds {
  constructor(
    private readonly jobs: Jobs,
    private readonly sweep: SweepLeases,
    private readonly position: PositionEvents,
    private readonly moving: KeepItemsMoving,
  ) {}

  /** Once, while the service starts; only worker processes then do anything. */
  begin(): void {
    this.jobs.every(SWEEP_SECONDS, 'review.sweep_leases', async (signal) => {
      while (!signal.aborted && (await this.sweep.runOnce(new Date())) > 0);
    });
    this.jobs.every(SWEEP_SECONDS, 'review.keep_items_moving', async (signal) => {
      while (!signal.aborted && (await this.moving.runOnce(new Date())) > 0);
    });
    this.jobs.every(POSITION_SECONDS, 'review.position_events', async (signal) => {
      while (!signal.aborted && (await this.position.runOnce()) > 0);
    });
  }
}
