import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Acting, type DeskCall, type DeskLook, Looking } from '../desk-call';
import { AddNoteDto, authorParam, ListAuthorsQuery, PutStandingDto } from './author.dto';
import { AuthorListView, AuthorNoteView, AuthorView, type ListedAuthorView, StandingView } from './author.view';
import { ChangeStanding } from './change-standing';
import { ListAuthors } from './list-authors';
import { NoteAuthor } from './note-author';
import { ShowAuthor } from './show-author';

@ApiTags('Authors')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/authors')
export class AuthorsController {
  constructor(
    private readonly listAuthors: ListAuthors,
    private readonly showAuthor: ShowAuthor,
    private readonly standing: ChangeStanding,
    private readonly note: NoteAuthor,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'Authors by name or standing, else the newest first' })
  @ApiOkResponse({ type: AuthorListView })
  @ApiProblems()
  list(@Query() query: ListAuthorsQuery, @Looking() look: DeskLook): Promise<Page<Plain<ListedAuthorView>>> {
    return this.listAuthors.execute(query, look);
  }

  @Get(':id')
  @Access('review.read')
  @ApiOperation({ summary: 'An author with record, standing, notes, latest comments and decisions' })
  @ApiOkResponse({ type: AuthorView })
  @ApiProblems()
  one(@Param('id') id: string, @Looking() look: DeskLook): Promise<Plain<AuthorView>> {
    return this.showAuthor.execute(authorParam(id), look);
  }

  @Put(':id/standing')
  @Access('review.decide')
  @ApiOperation({ summary: 'Premoderate, suspend, ban or trust an author, from the next comment on' })
  @ApiOkResponse({ type: StandingView })
  @ApiProblems()
  putStanding(@Param('id') id: string, @Body() body: PutStandingDto, @Acting() call: DeskCall): Promise<Plain<StandingView>> {
    return this.standing.put(authorParam(id), body, call);
  }

  @Delete(':id/standing')
  @HttpCode(204)
  @Access('review.decide')
  @ApiOperation({ summary: 'End what moderators made of an author' })
  @ApiNoContentResponse()
  @ApiProblems()
  endStanding(@Param('id') id: string, @Acting() call: DeskCall): Promise<void> {
    return this.standing.end(authorParam(id), call);
  }

  @Post(':id/notes')
  @Access('review.decide')
  @ApiOperation({ summary: 'Note something about an author, for colleagues' })
  @ApiCreatedResponse({ type: AuthorNoteView })
  @ApiProblems()
  addNote(@Param('id') id: string, @Body() { text }: AddNoteDto, @Acting() call: DeskCall): Promise<Plain<AuthorNoteView>> {
    return this.note.execute(authorParam(id), text, call);
  }
}
