import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { StoredSite } from '../../store/site.store';
import { TextField } from '../text-field';
import type { Plain } from '../../platform/http/plain';

export class CreateSiteDto {
  @Matches(/^[a-z0-9][a-z0-9-]*$/, { message: '$property must be of lower-case letters, digits and hyphens' })
  @TextField({ max: 63, example: 'evening-post', description: 'Stands in every address of the site and never changes.' })
  slug!: string;

  @TextField({ max: 200, example: 'Evening Post' })
  name!: string;
}

export class SiteView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'evening-post' }) slug!: string;
  @ApiProperty({ example: 'Evening Post' }) name!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class SitePageView {
  @ApiProperty({ type: [SiteView] }) items!: SiteView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toSiteView({ site: { id, slug, name }, createdAt }: Pick<StoredSite, 'site' | 'createdAt'>): Plain<SiteView> {
  return { id, slug, name, createdAt: createdAt.toISOString() };
}
