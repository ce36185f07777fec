import { Controller, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import type { Site } from '../../domain/actor';
import { IfMatch } from '../../platform/http/headers';
import { ApiProblems } from '../../platform/http/problem.dto';
import { DraftTag } from '../draft/draft-tag';
import { CurrentRuleCall, type RuleCall } from '../rule-call';
import { StarterView, UpdatedStarterView, UpdateStarter } from './update-starter';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rule-set/starter')
export class StarterController {
  constructor(private readonly starter: UpdateStarter) {}

  @Get()
  @Access('rules.read')
  @ApiOperation({ summary: 'What an update of the starter rules would bring' })
  @ApiOkResponse({ type: StarterView })
  @ApiProblems('rule_set_refused')
  show(@CurrentSite() site: Site): Promise<StarterView> {
    return this.starter.preview(site);
  }

  @Post('update')
  @UseInterceptors(DraftTag)
  @HttpCode(200)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Bring new starter rules into the draft', description: 'Merged three ways: what the site has changed stays, and where both changed the same, the answer says so.' })
  @ApiHeader({ name: 'if-match', required: true, example: '"1"', description: "The draft's version, from its ETag." })
  @ApiOkResponse({ type: UpdatedStarterView })
  @ApiProblems('precondition_required', 'version_conflict', 'not_possible', 'rule_set_refused')
  update(@CurrentRuleCall() call: RuleCall, @IfMatch() version: number): Promise<UpdatedStarterView> {
    return this.starter.execute(call, version);
  }
}
