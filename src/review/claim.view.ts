import { ApiProperty } from '@nestjs/swagger';
import type { NewClaim } from '../store/claim.store';
import { ReviewItemView } from './item.view';
import { ReviewItemPageView } from './read-item';
import type { Plain } from '../platform/http/plain';

export class ClaimView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Names the claim in heartbeat and release; the same as its id.' }) token!: string;
  @ApiProperty({ format: 'date-time', description: 'Renew it before; at most 30 minutes after it began it ends for good.' }) expiresAt!: string;
}

export class ClaimedItemsView {
  @ApiProperty({ type: ClaimView }) claim!: ClaimView;
  @ApiProperty({ type: [ReviewItemView], description: 'Worst first; fewer than asked for, or none, when no more wait.' }) items!: ReviewItemView[];
}

export class ClaimedItemView {
  @ApiProperty({ type: ClaimView }) claim!: ClaimView;
  @ApiProperty({ type: ReviewItemPageView }) item!: ReviewItemPageView;
}

export class RenewedClaimView extends ClaimView {
  @ApiProperty({ type: [String], format: 'uuid', description: 'What is left of the claim.' }) itemIds!: string[];
}

export function toClaimView({ id, until }: Pick<NewClaim, 'id' | 'until'>): Plain<ClaimView> {
  return { id, token: id, expiresAt: until.toISOString() };
}
