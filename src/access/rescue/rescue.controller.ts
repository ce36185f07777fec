import { Body, Controller, Header, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Site } from '../../domain/actor';
import { uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Access, CurrentSite, OwnerOnly, Public } from '../access.decorator';
import { OwnSecretLimits } from '../account/own-secret-limits';
import { type BrowserCall, FromBrowser } from '../current-person';
import { LinkLimits } from '../links/link-limits';
import { LinkView } from '../links/link.dto';
import { PasswordDto } from '../second-factor/second-factor.dto';
import { OfferPasswordReset } from './offer-password-reset';
import { ResetPassword, ResetPasswordDto } from './reset-password';
import { TakeSecondFactor } from './take-second-factor';

/** For those who cannot sign in any more. Only people in a browser help them, and say their own password again. */
@ApiTags('People')
@Controller('v1')
export class RescueController {
  constructor(
    private readonly offer: OfferPasswordReset,
    private readonly reset: ResetPassword,
    private readonly takeSecondFactor: TakeSecondFactor,
  ) {}

  @Access('people.manage')
  @Post('sites/:site/people/:id/password-reset')
  @ApiOperation({ summary: 'Make a link for a new password of somebody who works on the site: shown this once' })
  @ApiParam({ name: 'site' })
  @UseGuards(OwnSecretLimits)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: LinkView })
  @ApiProblems('not_possible', 'too_many_requests')
  link(@FromBrowser() call: BrowserCall, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: PasswordDto): Promise<Plain<LinkView>> {
    return this.offer.execute(call, site, uuidParam(id), body);
  }

  @Public()
  @Post('password-resets')
  @ApiOperation({ summary: 'Choose a new password by a link; every session ends' })
  @HttpCode(204)
  @UseGuards(LinkLimits)
  @ApiNoContentResponse()
  @ApiProblems('invalid_link')
  use(@Body() body: ResetPasswordDto, @Req() request: FastifyRequest): Promise<void> {
    return this.reset.execute(body, request.ip, request.id);
  }

  @OwnerOnly()
  @Post('people/:id/second-factor/removal')
  @ApiOperation({ summary: 'Take the second factor of somebody who lost it; their sessions end' })
  @HttpCode(204)
  @UseGuards(OwnSecretLimits)
  @ApiNoContentResponse()
  @ApiProblems('not_possible', 'too_many_requests')
  take(@FromBrowser() call: BrowserCall, @Param('id') id: string, @Body() body: PasswordDto): Promise<void> {
    return this.takeSecondFactor.execute(call, uuidParam(id), body);
  }
}
