import { Body, Controller, Delete, Get, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/actor';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AnyPerson, CurrentActor, Public } from '../access.decorator';
import { CurrentSession } from '../current-person';
import { type BrowserSession, SESSION_COOKIE } from '../guard/credential';
import { ShowMe } from '../people/show-me';
import type { Plain } from '../../platform/http/plain';
import { FinishSignIn } from './finish-sign-in';
import { SecondStepLimits } from './second-step-limits';
import { SecondStepDto, SessionView, SignInDto } from './session.dto';
import { SessionCookie } from './session-cookie';
import { type Browser, SignIn } from './sign-in';
import { SignInLimits } from './sign-in-limits';
import { SignOut } from './sign-out';

@ApiTags('Session')
@Controller('v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly finishSignIn: FinishSignIn,
    private readonly signOut: SignOut,
    private readonly me: ShowMe,
    private readonly cookie: SessionCookie,
  ) {}

  /** Signs in with email and password: sets the session cookie and tells the CSRF token. */
  @Public()
  @Post()
  @ApiOperation({ summary: 'Sign in: sets the session cookie and tells the CSRF token' })
  @HttpCode(200)
  @UseGuards(SignInLimits)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: SessionView })
  @ApiProblems('invalid_sign_in', 'second_factor_required')
  async start(@Body() body: SignInDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<SessionView>> {
    const { token, view } = await this.signIn.execute(body, browserOf(request));
    this.cookie.set(reply, token);
    return view;
  }

  /** Finishes a sign-in that was answered with `second_factor_required`. */
  @Public()
  @Post('second-step')
  @ApiOperation({ summary: 'Finish signing in with a code' })
  @HttpCode(200)
  @UseGuards(SecondStepLimits)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: SessionView })
  @ApiProblems('invalid_second_step')
  async finish(@Body() body: SecondStepDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<SessionView>> {
    const { token, view } = await this.finishSignIn.execute(body, browserOf(request));
    this.cookie.set(reply, token);
    return view;
  }

  @AnyPerson()
  @Get()
  @ApiOperation({ summary: 'Who is signed in, and the CSRF token of the session' })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: SessionView })
  @ApiProblems()
  async show(@CurrentActor() actor: Actor, @CurrentSession() { csrfToken }: BrowserSession): Promise<Plain<SessionView>> {
    return { person: await this.me.execute(actor), csrfToken };
  }

  @AnyPerson()
  @Delete()
  @ApiOperation({ summary: 'Sign out' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems('csrf_token_invalid')
  async end(@CurrentSession() session: BrowserSession, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signOut.execute(session);
    this.cookie.clear(reply);
  }
}

/** What is kept of the browser that signs in. */
export function browserOf(request: FastifyRequest): Browser {
  return { address: request.ip, oldToken: request.cookies[SESSION_COOKIE], userAgent: request.headers['user-agent'] };
}
