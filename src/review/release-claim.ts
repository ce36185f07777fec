import { Injectable } from '@nestjs/common';
import type { ClaimId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { DeskCall } from './desk-call';
import { Leases } from './leases';

@Injectable()
export class ReleaseClaim {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
  ) {}

  /** Lets go of what is left of one's own claim. One that has ended already is no error: the outcome is the same. */
  execute(id: ClaimId, call: DeskCall): Promise<void> {
    return this.unitOfWork.run((tx) => this.leases.release(tx, call, id));
  }
}
