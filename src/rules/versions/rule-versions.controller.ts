import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import { PageQuery } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { IfMatch } from '../../platform/http/headers';
import type { Page } from '../../platform/http/pages';
import { ApiProblems } from '../../platform/http/problem.dto';
import { RuleSetLineListView, type RuleSetLineView, RuleSetVersionView } from '../rule-set.view';
import { CompareVersions, RuleSetDifferenceView } from './compare-versions';
import { ListVersions } from './list-versions';
import { PublishRuleSetDto, RollBackDto, SwitchModeDto } from './publish.dto';
import { PublishRuleSet } from './publish-rule-set';
import { RollBack } from './roll-back';
import { SwitchMode } from './switch-mode';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rule-set')
export class RuleVersionsController {
  constructor(
    private readonly listAll: ListVersions,
    private readonly compare: CompareVersions,
    private readonly publishDraft: PublishRuleSet,
    private readonly rollBack: RollBack,
    private readonly switchMode: SwitchMode,
  ) {}

  @Get('versions')
  @Access('rules.read')
  @ApiOperation({ summary: 'History of the rules, the newest first' })
  @ApiOkResponse({ type: RuleSetLineListView })
  @ApiProblems()
  list(@Query() query: PageQuery, @CurrentSite() site: Site): Promise<Page<RuleSetLineView>> {
    return this.listAll.execute(site, query);
  }

  @Post('versions')
  @Access('rules.publish')
  @ApiOperation({ summary: 'Publish the draft', description: 'Refused unless its check is clean. Every process judges by it within a second.' })
  @ApiHeader({ name: 'if-match', required: true, example: '"1"', description: "The draft's version, from its ETag." })
  @ApiCreatedResponse({ type: RuleSetVersionView })
  @ApiProblems('precondition_required', 'version_conflict', 'not_possible', 'rule_set_refused')
  publish(@CurrentCall() call: Call, @Body() dto: PublishRuleSetDto, @IfMatch() version: number, @CurrentSite() site: Site): Promise<RuleSetVersionView> {
    return this.publishDraft.execute(call, site, version, dto);
  }

  @Get('versions/:from...:to')
  @Access('rules.read')
  @ApiParam({ name: 'from', example: '3' })
  @ApiParam({ name: 'to', example: 'draft', description: 'A version, or `draft`.' })
  @ApiOperation({ summary: 'What differs between two versions' })
  @ApiOkResponse({ type: RuleSetDifferenceView })
  @ApiProblems('rule_set_refused')
  difference(@Param('from') from: string, @Param('to') to: string, @CurrentSite() site: Site): Promise<RuleSetDifferenceView> {
    return this.compare.execute(site, from, to);
  }

  @Get('versions/:version')
  @Access('rules.read')
  @ApiOperation({ summary: 'One version with its text' })
  @ApiOkResponse({ type: RuleSetVersionView })
  @ApiProblems()
  one(@Param('version') version: string, @CurrentSite() site: Site): Promise<RuleSetVersionView> {
    return this.listAll.one(site, version);
  }

  @Post('rollback')
  @HttpCode(201)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Let an old version judge again, as a new one' })
  @ApiCreatedResponse({ type: RuleSetVersionView })
  @ApiProblems('not_possible', 'version_conflict', 'rule_set_refused')
  back(@CurrentCall() call: Call, @Body() dto: RollBackDto, @CurrentSite() site: Site): Promise<RuleSetVersionView> {
    return this.rollBack.execute(call, site, dto);
  }

  @Post('rules/:id/mode')
  @HttpCode(201)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Pause a rule, or let it run', description: 'Publishes a version in which only the mode of that rule has changed.' })
  @ApiCreatedResponse({ type: RuleSetVersionView })
  @ApiProblems('not_possible', 'version_conflict', 'rule_set_refused')
  mode(@CurrentCall() call: Call, @Param('id') id: string, @Body() dto: SwitchModeDto, @CurrentSite() site: Site): Promise<RuleSetVersionView> {
    return this.switchMode.execute(call, site, id, dto);
  }
}
