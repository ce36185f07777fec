import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import type { Site } from '../../domain/actor';
import { ApiProblems } from '../../platform/http/problem.dto';
import { ExportHistory } from './export-history';

@ApiTags('History')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/export')
export class ExportsController {
  constructor(private readonly history: ExportHistory) {}

  @Get()
  @Access('history.manage')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Everything as JSON Lines', description: 'Articles, authors, comments with all their texts and decisions: what `POST imports?format=weir` takes back. The last line says `{"type":"end"}`; without it the file was cut off.' })
  @ApiOkResponse({ content: { 'application/x-ndjson': { schema: { type: 'string' } } } })
  @ApiProblems()
  async all(@CurrentSite() site: Site, @CurrentCall() call: Call): Promise<StreamableFile> {
    return new StreamableFile(await this.history.execute(site, call), { type: 'application/x-ndjson' });
  }
}
