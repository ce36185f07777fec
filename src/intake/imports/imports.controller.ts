import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import { PageQuery } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { TakesUpload, Upload, type UploadedFile } from '../../platform/http/uploads';
import { CancelImport } from './cancel-import';
import { StartImportQuery } from './import.dto';
import { ImportRunListView, ImportRunView } from './import.view';
import { ShowImports } from './show-imports';
import { StartImport } from './start-import';

@ApiTags('History')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/imports')
export class ImportsController {
  constructor(
    private readonly start: StartImport,
    private readonly show: ShowImports,
    private readonly cancel: CancelImport,
  ) {}

  @Post()
  @HttpCode(202)
  @Access('history.manage')
  @TakesUpload('application/x-ndjson', 'application/xml', 'application/json')
  @ApiOperation({ summary: 'Import old comments', description: 'The file is the body, of any content type and up to 64 GB. It is read once it is here, one file of a site after the other; comments that are here already stay as they are, so that a file may be sent again. Nobody is told by webhook.' })
  @ApiAcceptedResponse({ type: ImportRunView })
  @ApiProblems('not_possible')
  begin(@CurrentSite() site: Site, @CurrentCall() call: Call, @Query() query: StartImportQuery, @Upload() file: UploadedFile | null): Promise<Plain<ImportRunView>> {
    return this.start.execute(site, call, query, file);
  }

  @Get()
  @Access('history.manage')
  @ApiOperation({ summary: 'Imports, newest first' })
  @ApiOkResponse({ type: ImportRunListView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<ImportRunView>>> {
    return this.show.list(site, query);
  }

  @Get(':id')
  @Access('history.manage')
  @ApiOperation({ summary: 'An import with its progress and what was wrong with rows' })
  @ApiOkResponse({ type: ImportRunView })
  @ApiProblems()
  one(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<ImportRunView>> {
    return this.show.one(site, uuidParam(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('history.manage')
  @ApiOperation({ summary: 'Cancel an import', description: 'What was imported until then stays.' })
  @ApiNoContentResponse()
  @ApiProblems('not_possible')
  async end(@CurrentSite() site: Site, @CurrentCall() call: Call, @Param('id') id: string): Promise<void> {
    await this.cancel.execute(site, call, uuidParam(id));
  }
}
