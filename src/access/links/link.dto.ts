import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '../text-field';

const LONGEST_TOKEN = 100;

export class LinkTokenDto {
  @TextField({ max: LONGEST_TOKEN, description: 'What stands behind the last slash of the link.' })
  token!: string;
}

export class LinkView {
  @ApiProperty({ description: 'To be handed to the person. Shown this once.', example: 'https://weir.example/console/#invitation/…' }) link!: string;
  @ApiProperty({ description: 'What stands behind the last slash of the link. Shown this once.' }) token!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}
