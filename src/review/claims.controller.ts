import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator';
import { uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { ClaimNext, ClaimNextDto } from './claim-next';
import { ClaimedItemsView, RenewedClaimView } from './claim.view';
import { Acting, type DeskCall } from './desk-call';
import type { Plain } from '../platform/http/plain';
import { ReleaseClaim } from './release-claim';
import { RenewClaim } from './renew-claim';

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/review/claims')
export class ClaimsController {
  constructor(
    private readonly claimNext: ClaimNext,
    private readonly renewClaim: RenewClaim,
    private readonly releaseClaim: ReleaseClaim,
  ) {}

  @Post()
  @HttpCode(200)
  @Access('review.decide')
  @ApiOperation({ summary: 'Hold the next items of a queue, worst first, for five minutes' })
  @ApiOkResponse({ type: ClaimedItemsView })
  @ApiProblems()
  next(@Body() body: ClaimNextDto, @Acting() call: DeskCall): Promise<Plain<ClaimedItemsView>> {
    return this.claimNext.execute(body, call);
  }

  @Post(':id/heartbeat')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOperation({ summary: 'Keep a claim for five more minutes, thirty at most in all' })
  @ApiOkResponse({ type: RenewedClaimView })
  @ApiProblems('claim_lost')
  renew(@Param('id') id: string, @Acting() call: DeskCall): Promise<Plain<RenewedClaimView>> {
    return this.renewClaim.execute(uuidParam(id), call);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('review.decide')
  @ApiOperation({ summary: 'Let a claim go' })
  @ApiNoContentResponse()
  @ApiProblems()
  release(@Param('id') id: string, @Acting() call: DeskCall): Promise<void> {
    return this.releaseClaim.execute(uuidParam(id), call);
  }
}
