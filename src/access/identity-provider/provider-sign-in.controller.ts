import { Controller, Get, Header, Inject, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, problem } from '../../domain/errors';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Public } from '../access.decorator';
import { browserOf } from '../sessions/session.controller';
import { SessionCookie } from '../sessions/session-cookie';
import { BeginProviderSignIn, FIRST_PAGE } from './begin-provider-sign-in';
import { FinishProviderSignIn } from './finish-provider-sign-in';
import { IdentityProvider } from './identity-provider';
import { ProviderSignInQuery, SignInWaysView } from './provider-sign-in.dto';
import { ProviderSignInLimits } from './provider-sign-in-limits';
import { ERRAND_MS } from './sign-in-errand';
import { type Refusal, SignInRefused } from './sign-in-refused';

const ERRAND_COOKIE = 'weir_sign_in';

/** Pages that a browser walks through: what goes wrong leads back to the sign-in page, with a reason it can say. */
@ApiTags('Session')
@Controller('v1/session')
export class ProviderSignInController {
  private readonly logger = new Logger(ProviderSignInController.name);
  private readonly errandCookie: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean };

  constructor(
    private readonly provider: IdentityProvider,
    private readonly begin: BeginProviderSignIn,
    private readonly finish: FinishProviderSignIn,
    private readonly limits: ProviderSignInLimits,
    private readonly cookie: SessionCookie,
    @Inject(CONFIG) { publicUrl }: Config,
  ) {
    this.errandCookie = { path: '/v1/session/provider', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') };
  }

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
    if (this.provider.name === null) throw problem('not_found');
    await this.orBack(reply, async () => {
      const { url, errand } = await this.begin.execute(page);
      return reply.setCookie(ERRAND_COOKIE, errand, { ...this.errandCookie, maxAge: ERRAND_MS / 1_000 }).redirect(url, 302);
    });
  }

  /** Its query is the provider's; `openid-client` checks it. */
  @Public()
  @Get('provider/callback')
  @ApiOperation({ summary: 'Where the provider sends the browser back to' })
  @Header('cache-control', 'no-store')
  @ApiFoundResponse({ description: 'To the console, signed in, or to the sign-in page with `?refused=`.' })
  @ApiProblems('not_found')
  async comeBack(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (this.provider.name === null) throw problem('not_found');
    await this.orBack(reply, async () => {
      await this.limits.take(reply, request.ip);
      const { token, page } = await this.finish.execute(queryOf(request.url), request.cookies[ERRAND_COOKIE], browserOf(request));
      await this.limits.succeeded(request.ip);
      this.cookie.set(reply, token);
      return reply.clearCookie(ERRAND_COOKIE, this.errandCookie).redirect(page, 302);
    });
  }

  private async orBack(reply: FastifyReply, step: () => Promise<unknown>): Promise<void> {
    try {
      await step();
    } catch (error) {
      const reason = refusalOf(error);
      if (reason === null) throw error;
      // Names the kind of fault alone: what the provider says could quote a person.
      if (reason === 'provider') this.logger.warn(`The identity provider could not sign somebody in: ${nameOf((error as Error).cause)}`);
      await reply.redirect(`${FIRST_PAGE}?refused=${reason}`, 302);
    }
  }
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof SignInRefused) return error.reason;
  return error instanceof Problem && error.code === 'too_many_requests' ? 'too-many' : null;
}

function nameOf(cause: unknown): string {
  const { name, code } = (cause ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ') || 'no answer';
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
