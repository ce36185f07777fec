import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Public } from '../access.decorator';
import { browserOf } from '../sessions/session.controller';
import { BeginProviderSignIn } from './begin-provider-sign-in';
import { ERRAND_COOKIE } from './errand-cookie';
import { FinishProviderSignIn } from './finish-provider-sign-in';
import { IdentityProvider } from './identity-provider';
import { ProviderSignInQuery, SignInWaysView } from './provider-sign-in.dto';
import { SendStep } from './send-step';

/** Pages that a browser walks through. */
@ApiTags('Session')
@Controller('v1/session')
export class ProviderSignInController {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly begin: BeginProviderSignIn,
    private readonly finish: FinishProviderSignIn,
    private readonly next: SendStep,
  ) {}

  @Public()
  @Get('ways')
  @ApiOperation({ summary: 'How people can sign in beside email and password' })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: SignInWaysView })
  @ApiProblems()
  ways(): Plain<SignInWaysView> {
    const { name } = this.provider;
    return { provider: name === null ? null : { name } };
  }

  @Public()
  @Get('provider')
  @ApiOperation({ summary: 'Sign in by OpenID Connect: sends the browser to the provider' })
  @Header('cache-control', 'no-store')
  @ApiFoundResponse({ description: 'To the provider, or back to the sign-in page with `?refused=`.' })
  @ApiProblems('not_found')
  async leave(@Query() { page }: ProviderSignInQuery, @Res() reply: FastifyReply): Promise<void> {
    await this.next.send(reply, await this.begin.execute(page));
  }

  /** Its query is the provider's; `openid-client` checks it. */
  @Public()
  @Get('provider/callback')
  @ApiOperation({ summary: 'Where the provider sends the browser back to' })
  @Header('cache-control', 'no-store')
  @ApiFoundResponse({ description: 'To the console, signed in, or to the sign-in page with `?refused=`.' })
  @ApiProblems('not_found')
  async comeBack(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.next.send(reply, await this.finish.execute(queryOf(request.url), request.cookies[ERRAND_COOKIE], browserOf(request)));
  }
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
