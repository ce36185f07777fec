import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator';
import { IfMatch } from '../platform/http/headers';
import { uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { DecideComment } from './decide-comment';
import { DecideItem, type MadeDecision } from './decide-item';
import { DecisionDto, judgementOf } from './decision.dto';
import { MadeDecisionView } from './decision.view';
import { Acting, type DeskCall } from './desk-call';
import type { Plain } from '../platform/http/plain';
import { ReplayAnswer } from './replay-answer';
import { ReversalView, ReverseDecision } from './reverse-decision';

const IF_MATCH = { name: 'If-Match', required: true, description: 'The version that was read: "3".' } as const;
const KEY = { name: 'Idempotency-Key', required: false, description: 'The same key and body again get the same answer, with 200.' } as const;
const STANDS_IN_THE_WAY = ['precondition_required', 'idempotency_key_reused', 'idempotency_key_in_use', 'version_conflict', 'claimed_by_other', 'claim_required', 'not_possible', 'reason_required'] as const;

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class DecisionsController {
  constructor(
    private readonly decideItem: DecideItem,
    private readonly decideComment: DecideComment,
    private readonly reverseDecision: ReverseDecision,
  ) {}

  @Post('review/items/:id/decisions')
  @Access('review.decide')
  @ApiOperation({ summary: 'Approve or reject the version that was read' })
  @ApiHeader(IF_MATCH)
  @ApiHeader(KEY)
  @ApiCreatedResponse({ type: MadeDecisionView })
  @ApiOkResponse({ type: MadeDecisionView, description: 'Made by an earlier request with this Idempotency-Key.' })
  @ApiProblems(...STANDS_IN_THE_WAY, 'already_resolved')
  @UseInterceptors(ReplayAnswer)
  onItem(@Param('id') id: string, @IfMatch() readVersion: number, @Body() body: DecisionDto, @Acting() call: DeskCall): Promise<MadeDecision> {
    return this.decideItem.execute(uuidParam(id), { judgement: judgementOf(body), readVersion }, call);
  }

  @Post('comments/:id/decisions')
  @Access('review.decide')
  @ApiOperation({ summary: 'Approve or reject a comment directly; If-Match is the comment\'s version' })
  @ApiHeader(IF_MATCH)
  @ApiHeader(KEY)
  @ApiCreatedResponse({ type: MadeDecisionView })
  @ApiOkResponse({ type: MadeDecisionView, description: 'Made by an earlier request with this Idempotency-Key.' })
  @ApiProblems(...STANDS_IN_THE_WAY)
  @UseInterceptors(ReplayAnswer)
  onComment(@Param('id') id: string, @IfMatch() readVersion: number, @Body() body: DecisionDto, @Acting() call: DeskCall): Promise<MadeDecision> {
    return this.decideComment.execute(uuidParam(id), { judgement: judgementOf(body), readVersion }, call);
  }

  @Post('review/decisions/:id/reversal')
  @Access('review.decide')
  @ApiOperation({ summary: 'Take a decision back while it is in force' })
  @ApiCreatedResponse({ type: ReversalView })
  @ApiProblems('superseded')
  reverse(@Param('id') id: string, @Acting() call: DeskCall): Promise<Plain<ReversalView>> {
    return this.reverseDecision.execute(uuidParam(id), call);
  }
}
