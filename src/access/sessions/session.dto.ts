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

export class SessionView {
  @ApiProperty({ type: PersonView }) person!: PersonView;
  @ApiProperty({ description: 'To be sent as x-csrf-token with every unsafe request of this session.' }) csrfToken!: string;
}
