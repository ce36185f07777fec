import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import { PageQuery } from '../../access/page-query';
import { uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { authorParam } from '../authors/author.dto';
import { Acting, type DeskCall, type DeskLook, Looking } from '../desk-call';
import { ListReports } from './list-reports';
import { MuteReporter } from './mute-reporter';
import { DeskReportListView, MuteReporterDto, ReporterView } from './report.view';
import { ShowReporter } from './show-reporter';

@ApiTags('Reports')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class ReportsController {
  constructor(
    private readonly listReports: ListReports,
    private readonly showReporter: ShowReporter,
    private readonly muteReporter: MuteReporter,
  ) {}

  @Get('comments/:id/reports')
  @Access('review.read')
  @ApiOperation({ summary: 'What readers say against a comment, oldest first', description: 'With who says so, what each report weighs and what became of it.' })
  @ApiOkResponse({ type: DeskReportListView })
  @ApiProblems()
  reports(@Param('id') id: string, @Query() query: PageQuery, @Looking() look: DeskLook): Promise<Plain<DeskReportListView>> {
    return this.listReports.execute(uuidParam(id), query, look);
  }

  @Get('reporters/:id')
  @Access('review.read')
  @ApiOperation({ summary: 'How the reports of a reader went' })
  @ApiOkResponse({ type: ReporterView })
  @ApiProblems()
  reporter(@Param('id') id: string, @Looking() look: DeskLook): Promise<Plain<ReporterView>> {
    return this.showReporter.execute(authorParam(id), look);
  }

  @Put('reporters/:id/muted')
  @Access('review.decide')
  @ApiOperation({ summary: 'Mute a reader whose reports are in bad faith', description: 'They get the same answers as before; nothing follows from their reports.' })
  @ApiOkResponse({ type: ReporterView })
  @ApiProblems()
  mute(@Param('id') id: string, @Body() { note }: MuteReporterDto, @Acting() call: DeskCall): Promise<Plain<ReporterView>> {
    return this.muteReporter.mute(authorParam(id), note ?? null, call);
  }

  @Delete('reporters/:id/muted')
  @HttpCode(204)
  @Access('review.decide')
  @ApiOperation({ summary: 'Listen to a muted reader again' })
  @ApiNoContentResponse()
  @ApiProblems()
  unmute(@Param('id') id: string, @Acting() call: DeskCall): Promise<void> {
    return this.muteReporter.unmute(authorParam(id), call);
  }
}
