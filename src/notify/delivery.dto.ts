import { ApiProperty } from '@nestjs/swagger';
import type { Plain } from '../platform/http/plain';
import type { Attempt, Delivery, DeliveryStatus } from '../store/webhook-delivery.store';

export class AttemptView {
  @ApiProperty({ description: 'From 1.' }) attempt!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'The HTTP status; null without an answer.' }) status!: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'The receiver did not answer in time.' }) error!: string | null;
  @ApiProperty() tookMs!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class DeliveryView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) webhookId!: string;
  @ApiProperty({ description: 'The `webhook-id` header: the same for every attempt and replay.' }) messageId!: string;
  @ApiProperty({ example: 'comment.decided' }) type!: string;
  @ApiProperty({ enum: ['pending', 'delivered', 'failed'] satisfies DeliveryStatus[] }) status!: DeliveryStatus;
  @ApiProperty({ type: String, nullable: true }) lastError!: string | null;
  @ApiProperty({ type: [AttemptView] }) attempts!: AttemptView[];
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deliveredAt!: string | null;
}

export class DeliveryPageView {
  @ApiProperty({ type: [DeliveryView] }) items!: DeliveryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toDeliveryView(delivery: Delivery, attempts: readonly Attempt[]): Plain<DeliveryView> {
  return {
    id: delivery.id,
    webhookId: delivery.endpointId,
    messageId: delivery.messageId,
    type: delivery.type,
    status: delivery.status,
    lastError: delivery.lastError,
    attempts: attempts.map(toAttemptView),
    createdAt: delivery.createdAt.toISOString(),
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
  };
}

function toAttemptView({ attempt, status, error, tookMs, createdAt }: Attempt): Plain<AttemptView> {
  return { attempt, status, error, tookMs, createdAt: createdAt.toISOString() };
}
