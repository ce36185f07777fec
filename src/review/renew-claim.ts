import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { ClaimId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { ClaimStore } from '../store/claim.store';
import { type RenewedClaimView, toClaimView } from './claim.view';
import type { DeskCall } from './desk-call';
import { leaseEnd, LONGEST_CLAIM_SECONDS } from './lease';
import type { Plain } from '../platform/http/plain';

@Injectable()
export class RenewClaim {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: ClaimStore,
  ) {}

  /** Extends one's own claim while it lives; `claim_lost` once it has ended, been taken over, or all its items are decided. */
  async execute(id: ClaimId, { site, personId, now }: DeskCall): Promise<Plain<RenewedClaimView>> {
    const renewed = await this.unitOfWork.run((tx) => this.claims.renew(tx, site.id, { id, personId, from: now, until: leaseEnd(now) }, LONGEST_CLAIM_SECONDS));
    const [first] = renewed;
    if (first === undefined) throw problem('claim_lost');
    return { ...toClaimView({ id, until: first.claim_expires_at }), itemIds: renewed.map((item) => item.id) };
  }
}
