import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import type { Site } from '../../domain/actor';
import { ApiProblems } from '../../platform/http/problem.dto';
import { RuleDetailStatsView, RuleStatsListView } from './rule-stats.view';
import { ShowRuleStats } from './show-rule-stats';
import { StatsQuery } from './stats-window';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rules')
export class EvidenceController {
  constructor(private readonly stats: ShowRuleStats) {}

  @Get('stats')
  @Access('rules.read')
  @ApiOperation({ summary: 'What each rule did lately, and whether people agreed' })
  @ApiOkResponse({ type: RuleStatsListView })
  @ApiProblems()
  all(@CurrentSite() site: Site, @Query() { days }: StatsQuery): ReturnType<ShowRuleStats['all']> {
    return this.stats.all(site, days);
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
