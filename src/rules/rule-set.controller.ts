import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import type { Site } from '../domain/actor';
import { ApiProblems } from '../platform/http/problem.dto';
import { RuleSetView } from './rule-set.view';
import { ShowRuleSet } from './show-rule-set';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rule-set')
export class RuleSetController {
  constructor(private readonly show: ShowRuleSet) {}

  @Get()
  @Access('rules.read')
  @ApiOperation({ summary: 'The running rule set' })
  @ApiOkResponse({ type: RuleSetView })
  @ApiProblems()
  running(@CurrentSite() site: Site): Promise<RuleSetView> {
    return this.show.execute(site);
  }
}
