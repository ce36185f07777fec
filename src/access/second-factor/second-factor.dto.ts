import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { LONGEST_PASSWORD } from '../people/passwords';
import { TextField } from '../text-field';

const CODE = { min: 6, max: 40, example: '123456' } as const;

export class PasswordDto {
  @ApiProperty({ minLength: 1, maxLength: LONGEST_PASSWORD, format: 'password', description: 'The own password.' })
  @Length(1, LONGEST_PASSWORD)
  @IsString()
  password!: string;
}

export class CodeDto {
  @TextField({ ...CODE, description: 'Six digits of the authenticator app.' })
  code!: string;
}

export class PasswordAndCodeDto extends PasswordDto {
  @TextField({ ...CODE, description: 'Six digits of the authenticator app, or a recovery code.' })
  code!: string;
}

export class SecondFactorView {
  @ApiProperty() isOn!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) since!: string | null;
  @ApiProperty({ type: 'integer', description: 'Recovery codes that were not used yet.' }) recoveryCodesLeft!: number;
}

export class NewSecondFactorView {
  @ApiProperty({ description: 'Base 32, for an app that takes no picture. Shown this once.' }) secret!: string;
  @ApiProperty({ example: 'otpauth://totp/Weir:mo%40news.example?…', description: 'For the QR code.' }) uri!: string;
}

export class RecoveryCodesView {
  @ApiProperty({ type: [String], description: 'Each good for one sign-in. Shown this once.' }) recoveryCodes!: string[];
}
