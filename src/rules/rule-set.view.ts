import { ApiProperty } from '@nestjs/swagger';

export class RuleSetView {
  @ApiProperty() version!: number;
  @ApiProperty({ description: 'SHA-256 of the canonical JSON.' }) hash!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Rules and lists as they judge now.' }) document!: Record<string, unknown>;
}
