import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import type { Site } from '../../domain/actor';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { CurrentRuleCall, type RuleCall } from '../rule-call';
import { ChangeToxicity } from './change-toxicity';
import { ShowToxicity } from './show-toxicity';
import { ChangeToxicityDto, ToxicityView } from './toxicity.dto';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/toxicity')
export class ToxicityController {
  constructor(
    private readonly show: ShowToxicity,
    private readonly change: ChangeToxicity,
  ) {}

  @Get()
  @Access('settings.read')
  @ApiOperation({ summary: 'How toxicity is scored', description: 'The model, the words that are neutral, and what the decisions of this site made of the scores.' })
  @ApiOkResponse({ type: ToxicityView })
  @ApiProblems()
  read(@CurrentSite() site: Site): Promise<Plain<ToxicityView>> {
    return this.show.execute(site);
  }

  @Put()
  @Access('settings.manage')
  @ApiOperation({ summary: 'Choose another model or other neutral words', description: 'Makes a new version, which evaluations name. What is left out stays. Scores already given stay as they are.' })
  @ApiOkResponse({ type: ToxicityView })
  @ApiProblems('version_conflict')
  write(@CurrentRuleCall() call: RuleCall, @Body() change: ChangeToxicityDto): Promise<Plain<ToxicityView>> {
    return this.change.execute(call, change);
  }
}
