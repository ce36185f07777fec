import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentSite } from '../access/access.decorator';
import type { Site } from '../domain/actor';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { ReportFileQuery, YearlyReport, YearlyReportView, YearQuery } from './yearly-report';

@ApiTags('Law')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/law/yearly-report')
export class ReportController {
  constructor(private readonly report: YearlyReport) {}

  @Get()
  @Access('audit.read')
  @ApiOperation({ summary: 'The yearly report on content moderation', description: 'The eleven files of Implementing Regulation (EU) 2024/2835 as rows.' })
  @ApiOkResponse({ type: YearlyReportView })
  @ApiProblems()
  whole(@CurrentSite() site: Site, @Query() query: YearQuery): Promise<Plain<YearlyReportView>> {
    return this.report.execute(site, query);
  }

  @Get('file')
  @Access('audit.read')
  @ApiOperation({ summary: 'One file of the yearly report as CSV' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  @ApiProblems()
  async file(@CurrentSite() site: Site, @Query() query: ReportFileQuery, @Res() reply: FastifyReply): Promise<void> {
    const text = await this.report.file(site, query);
    await reply.type('text/csv; charset=utf-8').header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${query.file}.csv"`).send(text);
  }
}
