import { Controller, Get, Header, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import { type Call, CurrentCall } from '../access/call';
import type { Site } from '../domain/actor';
import type { AuthorId } from '../domain/ids';
import { textParam } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { ErasureView } from './erasure.view';
import { ExportPerson } from './export-person';
import { RequestErasure } from './request-erasure';

const LONGEST_ID = 255;

@ApiTags('Personal data')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/authors/:id')
export class PersonalDataController {
  constructor(
    private readonly exportPerson: ExportPerson,
    private readonly requestErasure: RequestErasure,
  ) {}

  @Get('personal-data')
  @Access('privacy.manage')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Everything that is stored about an author', description: 'One JSON object with a list for each kind of row. It ends with `}`; without it the file was cut off.' })
  @ApiOkResponse({ content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } })
  @ApiProblems()
  async personalData(@CurrentSite() site: Site, @CurrentCall() call: Call, @Param('id') id: string): Promise<StreamableFile> {
    return new StreamableFile(await this.exportPerson.execute(site, call, textParam<AuthorId>(id, LONGEST_ID)), { type: 'application/json' });
  }

  @Post('erasure')
  @HttpCode(202)
  @Access('privacy.manage')
  @ApiOperation({ summary: 'Erase an author', description: 'Texts, names, facts, notes and messages go; comments stay as withdrawn ones without a text, and a tombstone stands where the author stood. It cannot be taken back.' })
  @ApiAcceptedResponse({ type: ErasureView })
  @ApiProblems('gone')
  erase(@CurrentSite() site: Site, @CurrentCall() call: Call, @Param('id') id: string): Promise<Plain<ErasureView>> {
    return this.requestErasure.execute(site, call, textParam<AuthorId>(id, LONGEST_ID));
  }
}
