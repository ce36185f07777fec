import { Controller, Get, Header, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentSite } from '../access/access.decorator';
import { PageQuery } from '../access/page-query';
import type { Site } from '../domain/actor';
import { type Page, uuidParam } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { ListStatements, ListStatementsQuery } from './list-statements';
import { ShowStatement } from './show-statement';
import { ExistingPuidView, StatementListView, StatementView, TransparencyBatchView } from './statement.view';
import type { TransparencyStatement } from './transparency-statement';

@ApiTags('Law')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/law/statements')
export class StatementsController {
  constructor(
    private readonly statements: ListStatements,
    private readonly one: ShowStatement,
  ) {}

  @Get()
  @Access('audit.read')
  @ApiOperation({ summary: 'Statements of reasons, oldest first unless asked otherwise' })
  @ApiOkResponse({ type: StatementListView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: ListStatementsQuery): Promise<Page<Plain<StatementView>>> {
    return this.statements.list(site, query);
  }

  @Get('transparency-database')
  @Access('audit.read')
  @ApiOperation({ summary: "Statements of reasons in the Transparency Database's form", description: 'Up to a hundred, oldest first; without personal data.' })
  @ApiOkResponse({ type: TransparencyBatchView })
  @ApiProblems()
  batch(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Plain<TransparencyBatchView>> {
    return this.statements.batch(site, query);
  }

  @Get('transparency-database/batches')
  @Access('audit.read')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Every statement in batches of a hundred, as one file', description: 'JSON Lines: each line is the body of one `POST /api/v1/statements`.' })
  @ApiOkResponse({ content: { 'application/x-ndjson': { schema: { type: 'string' } } } })
  @ApiProblems()
  batches(@CurrentSite() site: Site): StreamableFile {
    return new StreamableFile(this.statements.batches(site), { type: 'application/x-ndjson', disposition: 'attachment; filename="statements-of-reasons.ndjson"' });
  }

  @Get('existing-puid/:puid')
  @Access('audit.read')
  @ApiOperation({ summary: 'Whether a statement has this `puid`', description: "Answers as the Transparency Database's route of the same name does: 302 to the statement in the database's form, or 404." })
  @ApiFoundResponse({ type: ExistingPuidView, description: 'There is one: `location` names it.' })
  @ApiProblems()
  async existing(@Param('puid') puid: string, @CurrentSite() site: Site, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<ExistingPuidView>> {
    const { id } = await this.one.execute(site, uuidParam(puid));
    void reply.status(302).header('location', `/v1/sites/${site.slug}/law/statements/${id}/transparency-database`);
    return { puid: id };
  }

  @Get(':id')
  @Access('audit.read')
  @ApiOperation({ summary: 'One statement of reasons' })
  @ApiOkResponse({ type: StatementView })
  @ApiProblems()
  show(@Param('id') id: string, @CurrentSite() site: Site): Promise<Plain<StatementView>> {
    return this.one.execute(site, uuidParam(id));
  }

  @Get(':id/transparency-database')
  @Access('audit.read')
  @ApiOperation({ summary: "One statement of reasons in the Transparency Database's form", description: 'As `POST /api/v1/statement` of the Transparency Database takes it; without personal data.' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @ApiProblems()
  single(@Param('id') id: string, @CurrentSite() site: Site): Promise<TransparencyStatement> {
    return this.one.forTransparencyDatabase(site, uuidParam(id));
  }
}
