import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PersonId } from '../../domain/ids';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AnyPerson, OwnerOnly } from '../access.decorator';
import { CurrentPersonId } from '../current-person';
import { PageQuery } from '../page-query';
import { AccountEventPageView, type AccountEventView } from './account-event.dto';
import { ListAccountEvents } from './list-account-events';

@ApiTags('Me')
@Controller('v1')
export class AccountEventsController {
  constructor(private readonly events: ListAccountEvents) {}

  @AnyPerson()
  @Get('me/events')
  @ApiOperation({ summary: 'What happened to the own account, newest first' })
  @ApiOkResponse({ type: AccountEventPageView })
  @ApiProblems()
  own(@CurrentPersonId() id: PersonId, @Query() query: PageQuery): Promise<Page<Plain<AccountEventView>>> {
    return this.events.execute(id, query);
  }

  @OwnerOnly()
  @Get('account-events')
  @ApiOperation({ summary: 'What happened to all accounts, newest first' })
  @ApiOkResponse({ type: AccountEventPageView })
  @ApiProblems()
  all(@Query() query: PageQuery): Promise<Page<Plain<AccountEventView>>> {
    return this.events.execute(null, query);
  }
}
