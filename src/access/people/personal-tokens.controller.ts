import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PersonId } from '../../domain/ids';
import { type Page, uuidParam } from '../../platform/http/pages';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AnyPerson } from '../access.decorator';
import { type Call, CurrentCall } from '../call';
import { CurrentPersonId } from '../current-person';
import { PageQuery } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { CreateTokenDto, NewTokenView, TokenPageView, type TokenView } from './personal-token.dto';
import { CreateToken, ListTokens, RevokeToken } from './personal-tokens';

@ApiTags('Me')
@Controller('v1/me/tokens')
export class PersonalTokensController {
  constructor(
    private readonly tokens: ListTokens,
    private readonly createToken: CreateToken,
    private readonly revokeToken: RevokeToken,
  ) {}

  @AnyPerson()
  @Get()
  @ApiOperation({ summary: 'The own tokens, newest first, without their secrets' })
  @ApiOkResponse({ type: TokenPageView })
  @ApiProblems()
  list(@CurrentPersonId() id: PersonId, @Query() query: PageQuery): Promise<Page<Plain<TokenView>>> {
    return this.tokens.execute(id, query);
  }

  @AnyPerson()
  @Post()
  @ApiOperation({ summary: 'Make a token for scripts; its secret is shown this once' })
  @ApiCreatedResponse({ type: NewTokenView })
  @ApiProblems()
  create(@CurrentCall() call: Call, @CurrentPersonId() id: PersonId, @Body() body: CreateTokenDto): Promise<Plain<NewTokenView>> {
    return this.createToken.execute(call, id, body);
  }

  @AnyPerson()
  @Delete(':id')
  @ApiOperation({ summary: 'Revoke an own token at once' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  revoke(@CurrentCall() call: Call, @CurrentPersonId() personId: PersonId, @Param('id') id: string): Promise<void> {
    return this.revokeToken.execute(call, personId, uuidParam(id));
  }
}
