import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { IMPORT_FORMATS, type ImportFormat } from './formats';

export class StartImportQuery {
  @ApiProperty({ enum: IMPORT_FORMATS, description: '`weir`: JSON Lines, as an export writes them or by hand; the others as those systems export.' })
  @IsIn(IMPORT_FORMATS)
  format!: ImportFormat;

  @ApiPropertyOptional({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$', example: 'old-blog', description: 'Tells comments of several systems of one kind apart: external ids begin with it. Default: the format.' })
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,39}$/, { message: 'source must be up to 40 of a-z, 0-9 and -, and not begin with -' })
  source?: string;
}
