import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { CurrentRuleCall, type RuleCall } from '../rule-call';
import { UndoRule } from './undo-rule';
import { RuleUndoView, UndoRuleDto } from './undo-rule.dto';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rules')
export class UndoController {
  constructor(private readonly undo: UndoRule) {}

  @Post(':rule/undo')
  @HttpCode(202)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Undo everything that a rule did since a time', description: 'Comments that would have been published without it are approved, by a bulk operation that can be taken back. With `dryRun` nothing is done.' })
  @ApiAcceptedResponse({ type: RuleUndoView })
  @ApiProblems()
  begin(@CurrentRuleCall() call: RuleCall, @Param('rule') rule: string, @Body() body: UndoRuleDto): Promise<Plain<RuleUndoView>> {
    return this.undo.execute(call, rule, body);
  }
}
