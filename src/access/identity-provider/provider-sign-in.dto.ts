import { ApiProperty } from '@nestjs/swagger';
import { TextField } from '../text-field';

export class ProviderSignInQuery {
  @TextField({ min: 1, max: 500, isOptional: true, example: '/console/herald/desk', description: 'The page of the console to return to; any other address leads to the first page.' })
  page?: string;
}

class ProviderView {
  @ApiProperty({ example: 'Herald login', description: 'What to call it on a button.' }) name!: string;
}

export class SignInWaysView {
  @ApiProperty({ type: ProviderView, nullable: true, description: 'Sign-in by OpenID Connect at `GET /v1/session/provider`; null where there is none.' }) provider!: ProviderView | null;
}
