import { ApiProperty } from '@nestjs/swagger';
import { PersonView } from '../people/person.dto';
import { LONGEST_PASSWORD } from '../people/passwords';
import { TextField } from '../text-field';
import { IsString, Length } from 'class-validator';

export class SignInDto {
  @TextField({ min: 3, max: 254, example: 'mo@news.example' })
  email!: string;

  @ApiProperty({ minLength: 1, maxLength: LONGEST_PASSWORD, format: 'password' })
  @Length(1, LONGEST_PASSWORD)
  @IsString()
  password!: string;
}

export class SecondStepDto {
  @TextField({ max: 1_000, description: 'The `ticket` of the first step.' })
  ticket!: string;

  @TextField({ min: 6, max: 40, example: '123456', description: 'Six digits of the authenticator app, or a recovery code.' })
  code!: string;
}

export class SessionView {
  @ApiProperty({ type: PersonView }) person!: PersonView;
  @ApiProperty({ description: 'To be sent as x-csrf-token with every unsafe request of this session.' }) csrfToken!: string;
}
