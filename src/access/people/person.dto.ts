import { ApiProperty } from '@nestjs/swagger';
import { PERMISSIONS, ROLE_PERMISSIONS, type Permission } from '../../domain/permissions';
import { ROLES, type Role } from '../../domain/statuses';
import type { Person, SiteRole } from '../../store/person.store';
import { CalmSettingsView, toCalmView } from '../sites/settings.dto';
import type { Plain } from '../../platform/http/plain';

export class SiteRoleView {
  @ApiProperty({ example: 'demo' }) slug!: string;
  @ApiProperty({ example: 'Demo' }) name!: string;
  @ApiProperty({ enum: ROLES }) role!: Role;
  @ApiProperty({ type: [String], description: 'Sections that the person looks after; empty: all of them.' }) sections!: string[];
  @ApiProperty({ enum: PERMISSIONS, isArray: true, description: 'What the person may do there.' }) permissions!: Permission[];
  @ApiProperty({ type: CalmSettingsView, description: 'How the desk of the site spares the eyes of whoever has not chosen for themselves.' }) desk!: CalmSettingsView;
}

export class PersonView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'mo@news.example' }) email!: string;
  @ApiProperty({ example: 'Mo' }) name!: string;
  @ApiProperty({ description: 'Manages all sites.' }) isOwner!: boolean;
  @ApiProperty({ type: [SiteRoleView], description: 'The sites this person may enter, by slug.' }) sites!: SiteRoleView[];
}

export function toPersonView({ id, email, name, isOwner }: Person, sites: readonly SiteRole[]): Plain<PersonView> {
  return { id, email, name, isOwner, sites: sites.map(({ slug, name: siteName, role, sections, desk }) => ({ slug, name: siteName, role, sections: [...sections], permissions: [...ROLE_PERMISSIONS[role]], desk: toCalmView(desk) })) };
}
