import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentSite } from '../../access/access.decorator';
import type { Site } from '../../domain/actor';
import type { Page } from '../../platform/http/pages';
import { ApiProblems } from '../../platform/http/problem.dto';
import { TakesText } from '../../platform/http/text-bodies';
import { CurrentRuleCall, type RuleCall } from '../rule-call';
import type { ListFormat } from '../workshop/list-file';
import { ImportList } from './import-list';
import { CurrentTarget, type ImportTarget } from './import-target';
import { EntriesQuery, ExportQuery, FILE_BYTES, ImportedListView, ImportQuery, ListEntryListView, ListEntryView, ListsQuery, ListSummaryListView, type ListSummaryView } from './list.dto';
import { ShowLists } from './show-lists';

const TYPES: Readonly<Record<ListFormat, string>> = { text: 'text/plain; charset=utf-8', csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };
const ENDINGS: Readonly<Record<ListFormat, string>> = { text: 'txt', csv: 'csv', json: 'json' };

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/lists')
export class RuleListsController {
  constructor(
    private readonly show: ShowLists,
    private readonly files: ImportList,
  ) {}

  @Get()
  @Access('rules.read')
  @ApiOperation({ summary: 'Lists of the running rules, or of the draft' })
  @ApiOkResponse({ type: ListSummaryListView })
  @ApiProblems()
  lists(@Query() { of }: ListsQuery, @CurrentSite() site: Site): Promise<Page<ListSummaryView>> {
    return this.show.execute(site, of);
  }

  @Get(':id/entries')
  @Access('rules.read')
  @ApiOperation({ summary: 'Entries of a list, by pages' })
  @ApiOkResponse({ type: ListEntryListView })
  @ApiProblems()
  entries(@Param('id') id: string, @Query() query: EntriesQuery, @CurrentSite() site: Site): Promise<Page<ListEntryView>> {
    return this.show.entries(site, id, query);
  }

  @Post(':id/import')
  @HttpCode(200)
  @Access('rules.publish')
  @TakesText({ field: 'text', types: ['text/plain', 'text/csv'], limit: FILE_BYTES })
  @ApiOperation({ summary: 'Import entries into a list of the draft', description: 'Up to 10 MB and 100,000 entries, as `text/plain` (a term on each line), `text/csv` (a header with `term` and any of match, except, lang, note, evasion, expires_at) or JSON. All or nothing: a wrong line is a 422 that names it.' })
  @ApiConsumes('application/json', 'text/plain', 'text/csv')
  @ApiBody({ schema: { oneOf: [{ type: 'object', required: ['text'], properties: { text: { type: 'string' } } }, { type: 'array', items: {} }] }, examples: { lines: { value: { text: 'gribble\nzornish\n' } } } })
  @ApiParam({ name: 'id' })
  @ApiHeader({ name: 'if-match', required: true, example: '"1"', description: "The draft's version, from its ETag." })
  @ApiOkResponse({ type: ImportedListView })
  @ApiProblems('precondition_required', 'version_conflict', 'rule_set_refused')
  import(@CurrentRuleCall() call: RuleCall, @Body() body: object, @Query() query: ImportQuery, @CurrentTarget() { id, version }: ImportTarget): Promise<ImportedListView> {
    return this.files.execute(call, id, { body, query, version });
  }

  @Get(':id/export')
  @Access('rules.read')
  @ApiOperation({ summary: 'A whole list as a file' })
  @ApiExtraModels(ListEntryView)
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } }, 'text/csv': { schema: { type: 'string' } }, 'application/json': { schema: { type: 'array', items: { $ref: getSchemaPath(ListEntryView) } } } } })
  @ApiProblems('rule_set_refused')
  async export(@Param('id') id: string, @Query() query: ExportQuery, @CurrentSite() site: Site, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.files.export(site, id, query);
    await reply.header('content-disposition', `attachment; filename="${id.replaceAll(/[^\w.-]/g, '_')}.${ENDINGS[query.format]}"`).type(TYPES[query.format]).send(file);
  }
}
