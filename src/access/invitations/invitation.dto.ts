import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { type Role, ROLES } from '../../domain/statuses';
import type { Plain } from '../../platform/http/plain';
import { IsEmailAddress } from '../../platform/http/validators';
import type { Invitation, OpenInvitation } from '../../store/invitation.store';
import { LinkTokenDto } from '../links/link.dto';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../people/passwords';
import { SectionsField } from '../people/sections-field';
import { TextField } from '../text-field';

export class InvitePersonDto {
  @IsEmailAddress()
  @TextField({ min: 3, max: 254, example: 'mo@news.example' })
  email!: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: Role;

  @SectionsField()
  sections?: string[];
}

export class OpenAccountDto extends LinkTokenDto {
  @TextField({ max: 200, example: 'Mo' })
  name!: string;

  @ApiProperty({ minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD, format: 'password' })
  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  @IsString()
  password!: string;
}

export class InvitationView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() email!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiProperty({ type: [String] }) sections!: string[];
  @ApiProperty({ description: 'The name of whoever invited.' }) invitedBy!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class NewInvitationView extends InvitationView {
  @ApiProperty({ description: 'To be handed to the person. Shown this once.', example: 'https://weir.example/console/#invitation/…' }) link!: string;
  @ApiProperty({ description: 'What stands behind the last slash of the link. Shown this once.' }) token!: string;
}

export class InvitationPageView {
  @ApiProperty({ type: [InvitationView] }) items!: InvitationView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class InvitedSiteView {
  @ApiProperty({ example: 'demo' }) slug!: string;
  @ApiProperty({ example: 'Demo' }) name!: string;
}

/** What an invitation says to the invited. */
export class OpenInvitationView {
  @ApiProperty({ type: InvitedSiteView }) site!: InvitedSiteView;
  @ApiProperty() email!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiProperty({ type: [String] }) sections!: string[];
  @ApiProperty({ description: 'The name of whoever invited.' }) invitedBy!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty({ description: 'There is an account of this address: its owner signs in and accepts.' }) hasAccount!: boolean;
}

export function toInvitationView({ id, email, role, sections, inviterName, createdAt, expiresAt }: Invitation): Plain<InvitationView> {
  return { id, email, role, sections: [...sections], invitedBy: inviterName, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

export function toOpenInvitationView({ siteSlug, siteName, email, role, sections, inviterName, expiresAt, hasAccount }: OpenInvitation): Plain<OpenInvitationView> {
  return { site: { slug: siteSlug, name: siteName }, email, role, sections: [...sections], invitedBy: inviterName, expiresAt: expiresAt.toISOString(), hasAccount };
}
