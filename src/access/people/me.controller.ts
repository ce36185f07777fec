import { Body, Controller, Get, HttpCode, Patch, Put, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/actor';
import type { PersonId } from '../../domain/ids';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AnyPerson, CurrentActor } from '../access.decorator';
import { OwnSecretLimits } from '../account/own-secret-limits';
import { type Call, CurrentCall } from '../call';
import { type BrowserCall, CurrentPersonId, CurrentSession, FromBrowser } from '../current-person';
import type { BrowserSession } from '../guard/credential';
import type { Plain } from '../../platform/http/plain';
import { ChangeOwnName, ChangeOwnNameDto } from './change-own-name';
import { ChangePassword, ChangePasswordDto } from './change-password';
import { PersonView } from './person.dto';
import { ShowMe } from './show-me';

@ApiTags('Me')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly me: ShowMe,
    private readonly changeName: ChangeOwnName,
    private readonly changePassword: ChangePassword,
  ) {}

  @AnyPerson()
  @Get()
  @ApiOperation({ summary: 'Who is signed in, and which sites they may enter' })
  @ApiOkResponse({ type: PersonView })
  @ApiProblems()
  show(@CurrentActor() actor: Actor): Promise<Plain<PersonView>> {
    return this.me.execute(actor);
  }

  @AnyPerson()
  @Patch()
  @ApiOperation({ summary: 'Change the own name' })
  @ApiOkResponse({ type: PersonView })
  @ApiProblems()
  async rename(@FromBrowser() call: BrowserCall, @Body() body: ChangeOwnNameDto): Promise<Plain<PersonView>> {
    await this.changeName.execute(call, body);
    return this.me.execute(call.actor);
  }

  /** Changes the caller's own password; their other sessions end. */
  @AnyPerson()
  @Put('password')
  @ApiOperation({ summary: 'Change the own password; other sessions end' })
  @UseGuards(OwnSecretLimits)
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  setPassword(@CurrentCall() call: Call, @CurrentPersonId() id: PersonId, @CurrentSession() session: BrowserSession, @Body() body: ChangePasswordDto): Promise<void> {
    return this.changePassword.execute(call, id, session, body);
  }
}
