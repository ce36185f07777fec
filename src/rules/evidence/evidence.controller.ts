import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import type { Site } from '../../domain/actor';
import { ApiProblems } from '../../platform/http/problem.dto';
import { BrakeListView } from './brake.view';
import { ListBrakes } from './list-brakes';
import { ListRuleHits } from './list-rule-hits';
import { ReleaseBrake } from './release-brake';
import { RuleDetailStatsView, RuleStatsListView } from './rule-stats.view';
import { ShowRuleStats } from './show-rule-stats';
import { RuleHitListView, RuleHitsQuery } from './rule-hit.view';
import { RuleReportView } from './rule-report.view';
import { StatsQuery } from './stats-window';
import { WriteReport } from './write-report';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rules')
export class EvidenceController {
  constructor(
    private readonly stats: ShowRuleStats,
    private readonly brakes: ListBrakes,
    private readonly release: ReleaseBrake,
    private readonly report: WriteReport,
    private readonly hits: ListRuleHits,
  ) {}

  @Get('stats')
  @Access('rules.read')
  @ApiOperation({ summary: 'What each rule did lately, and whether people agreed' })
  @ApiOkResponse({ type: RuleStatsListView })
  @ApiProblems()
  all(@CurrentSite() site: Site, @Query() { days }: StatsQuery): ReturnType<ShowRuleStats['all']> {
    return this.stats.all(site, days);
  }

  @Get('report')
  @Access('rules.read')
  @ApiOperation({ summary: 'What to look at once a week', description: 'Rules that became worse, rules that are dead or noisy, brakes, and what lists lack.' })
  @ApiOkResponse({ type: RuleReportView })
  @ApiProblems()
  weekly(@CurrentSite() site: Site): ReturnType<WriteReport['execute']> {
    return this.report.execute(site);
  }

  @Get('brakes')
  @Access('rules.read')
  @ApiOperation({ summary: 'Brakes and alarms: what is on now, and what was in the last 30 days' })
  @ApiOkResponse({ type: BrakeListView })
  @ApiProblems()
  braked(@CurrentSite() site: Site): ReturnType<ListBrakes['execute']> {
    return this.brakes.execute(site);
  }

  @Get(':rule/hits')
  @Access('rules.read')
  @ApiOperation({ summary: 'The comments that a rule fired on in the last 30 days, in shadow too; newest first' })
  @ApiOkResponse({ type: RuleHitListView })
  @ApiProblems()
  hitsOf(@CurrentSite() site: Site, @Param('rule') rule: string, @Query() query: RuleHitsQuery): ReturnType<ListRuleHits['execute']> {
    return this.hits.execute(site, rule, query);
  }

  @Post(':rule/brake::release')
  @HttpCode(200)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Let a braked or degraded rule go on', description: 'What was released does not come back for the same reason; a degraded rule is degraded again after five more errors.' })
  @ApiOkResponse({ type: BrakeListView })
  @ApiProblems()
  releaseBrake(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('rule') rule: string): ReturnType<ReleaseBrake['execute']> {
    return this.release.execute(call, site, rule);
  }

  @Get(':rule/stats')
  @Access('rules.read')
  @ApiOperation({ summary: 'One rule: by which entries it hits, and in which sections' })
  @ApiOkResponse({ type: RuleDetailStatsView })
  @ApiProblems()
  one(@CurrentSite() site: Site, @Param('rule') rule: string, @Query() { days }: StatsQuery): ReturnType<ShowRuleStats['one']> {
    return this.stats.one(site, rule, days);
  }
}
