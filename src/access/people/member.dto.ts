import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { type Role, ROLES } from '../../domain/statuses';
import type { Member } from '../../store/membership.store';
import { TextField } from '../text-field';
import type { Plain } from '../../platform/http/plain';
import { SectionsField } from './sections-field';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords';
import { IsEmailAddress, IsLeftOutOr } from '../../platform/http/validators';

export class AddPersonDto {
  @IsEmailAddress()
  @TextField({ min: 3, max: 254, example: 'mo@news.example' })
  email!: string;

  @TextField({ max: 200, example: 'Mo' })
  name!: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: Role;

  @SectionsField()
  sections?: string[];

  @ApiPropertyOptional({ minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD, format: 'password', description: 'Without it one is generated and returned once. Ignored for a person who already has an account.' })
  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  @IsString()
  @IsOptional()
  password?: string;
}

export class ChangeMemberDto {
  @ApiPropertyOptional({ enum: ROLES })
  @IsLeftOutOr()
  @IsIn(ROLES)
  role?: Role;

  @SectionsField()
  sections?: string[];
}

export class MemberView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() email!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiProperty({ type: [String], description: 'Sections that the person looks after; empty: all of them.' }) sections!: string[];
  @ApiProperty({ format: 'date-time', description: 'When the person was added to the site.' }) createdAt!: string;
  @ApiProperty({ description: 'Signs in with a code as well.' }) hasSecondFactor!: boolean;
}

export class NewMemberView extends MemberView {
  @ApiProperty({ type: String, nullable: true, description: 'The generated password, shown this once; null when one was given or the person has one.' }) password!: string | null;
}

export class MemberPageView {
  @ApiProperty({ type: [MemberView] }) items!: MemberView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toMemberView({ id, email, name, role, sections, createdAt, hasSecondFactor }: Member): Plain<MemberView> {
  return { id, email, name, role, sections: [...sections], createdAt: createdAt.toISOString(), hasSecondFactor };
}
