import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';

export class OpenReaderSessionDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: 4096, description: 'The token this reader had before, also when it has ended less than 30 days ago: the reader stays the same.' })
  @Length(1, 4096)
  @IsString()
  @IsOptional()
  token?: string;
}

export class ReaderSessionView {
  @ApiProperty({ description: 'To be sent as Authorization: Bearer.' }) token!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}
