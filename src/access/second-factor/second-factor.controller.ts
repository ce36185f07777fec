import { Body, Controller, Get, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PersonId } from '../../domain/ids';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AnyPerson } from '../access.decorator';
import { OwnSecretLimits } from '../account/own-secret-limits';
import { type Call, CurrentCall } from '../call';
import { CurrentPersonId, CurrentSession } from '../current-person';
import type { BrowserSession } from '../guard/credential';
import { BeginSecondFactor } from './begin-second-factor';
import { ConfirmSecondFactor } from './confirm-second-factor';
import { RemoveSecondFactor } from './remove-second-factor';
import { RenewRecoveryCodes } from './renew-recovery-codes';
import { CodeDto, NewSecondFactorView, PasswordAndCodeDto, PasswordDto, RecoveryCodesView, SecondFactorView } from './second-factor.dto';
import { ShowSecondFactor } from './show-second-factor';

/** Only for people in a browser: a script's token neither has nor changes a second factor. */
@ApiTags('Me')
@Controller('v1/me/second-factor')
export class SecondFactorController {
  constructor(
    private readonly factor: ShowSecondFactor,
    private readonly begin: BeginSecondFactor,
    private readonly confirm: ConfirmSecondFactor,
    private readonly renew: RenewRecoveryCodes,
    private readonly remove: RemoveSecondFactor,
  ) {}

  @AnyPerson()
  @Get()
  @ApiOperation({ summary: 'Whether the own sign-in asks for a code' })
  @ApiOkResponse({ type: SecondFactorView })
  @ApiProblems()
  show(@CurrentPersonId() id: PersonId): Promise<Plain<SecondFactorView>> {
    return this.factor.execute(id);
  }

  @AnyPerson()
  @Post()
  @ApiOperation({ summary: 'Begin to use an authenticator app: its secret is shown this once' })
  @UseGuards(OwnSecretLimits)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: NewSecondFactorView })
  @ApiProblems('not_possible', 'too_many_requests')
  start(@CurrentPersonId() id: PersonId, @CurrentSession() _session: BrowserSession, @Body() body: PasswordDto): Promise<Plain<NewSecondFactorView>> {
    return this.begin.execute(id, body);
  }

  @AnyPerson()
  @Post('confirmation')
  @ApiOperation({ summary: 'Confirm the app with a code: from now on sign-in asks for one; other sessions end' })
  @UseGuards(OwnSecretLimits)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: RecoveryCodesView })
  @ApiProblems('not_possible', 'too_many_requests')
  finish(@CurrentCall() call: Call, @CurrentPersonId() id: PersonId, @CurrentSession() session: BrowserSession, @Body() body: CodeDto): Promise<Plain<RecoveryCodesView>> {
    return this.confirm.execute(call, id, session, body);
  }

  @AnyPerson()
  @Post('recovery-codes')
  @ApiOperation({ summary: 'New recovery codes in place of the old ones' })
  @UseGuards(OwnSecretLimits)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: RecoveryCodesView })
  @ApiProblems('not_possible', 'too_many_requests')
  codes(@CurrentCall() call: Call, @CurrentPersonId() id: PersonId, @CurrentSession() _session: BrowserSession, @Body() body: PasswordAndCodeDto): Promise<Plain<RecoveryCodesView>> {
    return this.renew.execute(call, id, body);
  }

  @AnyPerson()
  @Post('removal')
  @ApiOperation({ summary: 'Sign in without a code again' })
  @UseGuards(OwnSecretLimits)
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems('not_possible', 'too_many_requests')
  end(@CurrentCall() call: Call, @CurrentPersonId() id: PersonId, @CurrentSession() _session: BrowserSession, @Body() body: PasswordAndCodeDto): Promise<void> {
    return this.remove.execute(call, id, body);
  }
}
