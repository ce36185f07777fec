import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { Leases } from './leases';

/** Puts items whose lease has ended back into their queues. */
@Injectable()
export class SweepLeases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
  ) {}

  /** One portion of all sites; returns how many items were freed. */
  runOnce(now: Date): Promise<number> {
    return this.unitOfWork.run((tx) => this.leases.sweep(tx, now));
  }
}
