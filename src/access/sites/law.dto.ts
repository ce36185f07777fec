import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { IsBoolean, Length, Matches, ValidateIf } from 'class-validator';
import type { LawSettings } from '../../domain/actor';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr } from '../../platform/http/validators';

const STATEMENTS = { description: 'Restrictions of comments and authors get a statement of reasons (Digital Services Act, article 17), from now on.' } as const;
const NOTICES = { description: 'Anybody may give notice of a comment that is illegal (article 16).' } as const;
const CONTACT = { type: String, nullable: true, minLength: 1, maxLength: 200, example: 'comments@news.example', description: 'Where somebody who objects to a restriction can write to: an address or a page. Null: not said.' } as const;
const ONE_LINE = /^[^\p{Cc}\p{Surrogate}]*$/u;

export class LawSettingsDto {
  @ApiPropertyOptional(STATEMENTS)
  @IsBoolean()
  @IsLeftOutOr()
  statements?: boolean;

  @ApiPropertyOptional(NOTICES)
  @IsBoolean()
  @IsLeftOutOr()
  notices?: boolean;

  @ApiPropertyOptional(CONTACT)
  @Length(1, 200)
  @Matches(ONE_LINE, { message: '$property must be one line without control characters' })
  @ValidateIf(({ contact }: LawSettingsDto) => contact !== null && contact !== undefined)
  contact?: string | null;
}

export class LawSettingsView {
  @ApiProperty(STATEMENTS) statements!: boolean;
  @ApiProperty(NOTICES) notices!: boolean;
  @ApiProperty(CONTACT) contact!: string | null;
}

/** Property by property: rows of an older release may hold more, or less. */
export function toLawView({ statements, notices, contact }: LawSettings): Plain<LawSettingsView> {
  return { statements, notices, contact };
}

/** What the request does not name stays. */
export function mergeLaw(current: LawSettings, change: LawSettingsDto | undefined): LawSettings {
  return {
    statements: change?.statements ?? current.statements,
    notices: change?.notices ?? current.notices,
    contact: change?.contact === undefined ? current.contact : change.contact,
  };
}
