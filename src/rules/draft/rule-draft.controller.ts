import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res, UseInterceptors } from '@nestjs/common';
import { ApiConsumes, ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentSite } from '../../access/access.decorator';
import type { Site } from '../../domain/actor';
import { etag, IfMatch } from '../../platform/http/headers';
import { ApiProblems } from '../../platform/http/problem.dto';
import { TakesText } from '../../platform/http/text-bodies';
import { CurrentRuleCall, type RuleCall } from '../rule-call';
import { CheckDraft } from './check-draft';
import { CheckRuleSetView } from './check.view';
import { DiscardDraft } from './discard-draft';
import { DRAFT_BYTES, DraftView, PutListDto, PutRuleDto, RuleSetSourceDto } from './draft.dto';
import { DraftTag } from './draft-tag';
import { EditDraft } from './edit-draft';
import { SaveDraft } from './save-draft';
import { ShowDraft } from './show-draft';
import { TryDraft } from './try-draft';
import { TryRuleSetDto, TryRuleSetView } from './try.dto';

const YAML = { field: 'yaml', types: ['application/yaml'], limit: DRAFT_BYTES } as const;
const VERSION_HEADER = { name: 'if-match', required: true, example: '"1"', description: "The draft's version, from its ETag." } as const;

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rule-set')
export class RuleDraftController {
  constructor(
    private readonly show: ShowDraft,
    private readonly save: SaveDraft,
    private readonly edit: EditDraft,
    private readonly discard: DiscardDraft,
    private readonly checkOne: CheckDraft,
    private readonly tryOut: TryDraft,
  ) {}

  @Get('draft')
  @Access('rules.read')
  @ApiOperation({ summary: 'The working copy of the rules', description: 'Before anything is saved it is the running version. With `Accept: application/yaml` the text alone.' })
  @ApiExtraModels(DraftView)
  @ApiOkResponse({ content: { 'application/json': { schema: { $ref: getSchemaPath(DraftView) } }, 'application/yaml': { schema: { type: 'string' } } } })
  @ApiProblems()
  async draft(@CurrentSite() site: Site, @Res({ passthrough: true }) reply: FastifyReply): Promise<DraftView | string> {
    const { draft, answer, type } = await this.show.execute(site, reply.request.headers.accept);
    void reply.header('etag', etag(draft.version)).header('cache-control', 'private, no-cache').header('vary', 'accept').type(type);
    return answer;
  }

  @Put('draft')
  @UseInterceptors(DraftTag)
  @Access('rules.publish')
  @TakesText(YAML)
  @ApiOperation({ summary: 'Save the whole working copy', description: 'As JSON, or as `application/yaml` with its comments; up to 1 MB of YAML. May have errors, as long as it can be read.' })
  @ApiConsumes('application/json', 'application/yaml')
  @ApiHeader(VERSION_HEADER)
  @ApiOkResponse({ type: DraftView })
  @ApiProblems('precondition_required', 'version_conflict', 'rule_set_refused')
  replace(@CurrentRuleCall() call: RuleCall, @Body() dto: RuleSetSourceDto, @IfMatch() version: number): Promise<DraftView> {
    return this.save.execute(call, version, dto);
  }

  @Delete('draft')
  @UseInterceptors(DraftTag)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Start again from the running version' })
  @ApiHeader(VERSION_HEADER)
  @ApiOkResponse({ type: DraftView })
  @ApiProblems('precondition_required', 'version_conflict')
  startAgain(@CurrentRuleCall() call: RuleCall, @IfMatch() version: number): Promise<DraftView> {
    return this.discard.execute(call, version);
  }

  @Put('draft/rules/:id')
  @UseInterceptors(DraftTag)
  @Access('rules.publish')
  @TakesText({ field: 'yaml', types: [], limit: DRAFT_BYTES })
  @ApiOperation({ summary: 'Add or change one rule of the draft', description: 'The rest of the text stays as it was written.' })
  @ApiHeader(VERSION_HEADER)
  @ApiOkResponse({ type: DraftView })
  @ApiProblems('precondition_required', 'version_conflict', 'rule_set_refused')
  putRule(@CurrentRuleCall() call: RuleCall, @Param('id') id: string, @Body() { rule }: PutRuleDto, @IfMatch() version: number): Promise<DraftView> {
    return this.edit.execute(call, version, { part: 'rules', id, value: rule });
  }

  @Delete('draft/rules/:id')
  @UseInterceptors(DraftTag)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Remove one rule from the draft' })
  @ApiHeader(VERSION_HEADER)
  @ApiOkResponse({ type: DraftView })
  @ApiProblems('precondition_required', 'version_conflict', 'rule_set_refused')
  removeRule(@CurrentRuleCall() call: RuleCall, @Param('id') id: string, @IfMatch() version: number): Promise<DraftView> {
    return this.edit.execute(call, version, { part: 'rules', id });
  }

  @Put('draft/lists/:id')
  @UseInterceptors(DraftTag)
  @Access('rules.publish')
  @TakesText({ field: 'yaml', types: [], limit: DRAFT_BYTES })
  @ApiOperation({ summary: 'Add or change one list of the draft', description: 'For many entries import them: `POST lists/{id}/import`.' })
  @ApiHeader(VERSION_HEADER)
  @ApiOkResponse({ type: DraftView })
  @ApiProblems('precondition_required', 'version_conflict', 'rule_set_refused')
  putList(@CurrentRuleCall() call: RuleCall, @Param('id') id: string, @Body() { list }: PutListDto, @IfMatch() version: number): Promise<DraftView> {
    return this.edit.execute(call, version, { part: 'lists', id, value: list });
  }

  @Delete('draft/lists/:id')
  @UseInterceptors(DraftTag)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Remove one list from the draft' })
  @ApiHeader(VERSION_HEADER)
  @ApiOkResponse({ type: DraftView })
  @ApiProblems('precondition_required', 'version_conflict', 'rule_set_refused')
  removeList(@CurrentRuleCall() call: RuleCall, @Param('id') id: string, @IfMatch() version: number): Promise<DraftView> {
    return this.edit.execute(call, version, { part: 'lists', id });
  }

  @Post('draft::check')
  @HttpCode(200)
  @Access('rules.read')
  @TakesText(YAML)
  @ApiOperation({ summary: 'Errors, warnings and failing examples', description: 'Of the draft, or of what is sent along: as JSON or as `application/yaml`.' })
  @ApiConsumes('application/json', 'application/yaml')
  @ApiOkResponse({ type: CheckRuleSetView })
  @ApiProblems('rule_set_refused')
  check(@Body() dto: RuleSetSourceDto, @CurrentSite() site: Site): Promise<CheckRuleSetView> {
    return this.checkOne.execute(site, dto);
  }

  @Post('draft::try')
  @HttpCode(200)
  @Access('rules.read')
  @TakesText({ field: 'yaml', types: [], limit: DRAFT_BYTES })
  @ApiOperation({ summary: 'Verdicts on made-up comments', description: 'Of the draft, of the running rules, or of those sent along. Nothing is stored.' })
  @ApiOkResponse({ type: TryRuleSetView })
  @ApiProblems('rule_set_refused')
  try(@Body() dto: TryRuleSetDto, @CurrentSite() site: Site): Promise<TryRuleSetView> {
    return this.tryOut.execute(site, dto);
  }
}
