import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import { IfMatchWhenSent } from '../../platform/http/headers';
import { uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Acting, type DeskCall } from '../desk-call';
import { EscalateItem } from './escalate-item';
import { MoveItem } from './move-item';
import { NoteItem } from './note-item';
import { SnoozeItem } from './snooze-item';
import { TagItem } from './tag-item';
import { UntagItem } from './untag-item';
import { ChangedItemView, EscalateItemDto, MoveItemDto, NoteItemDto, NoteView, SnoozeItemDto, TagItemDto, TagView } from './workflow.dto';

const IF_MATCH = { name: 'If-Match', required: false, description: 'The version that was read: "3". Left out, whatever version there is.' } as const;

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/review/items/:id')
export class WorkflowController {
  constructor(
    private readonly escalateItem: EscalateItem,
    private readonly moveItem: MoveItem,
    private readonly snoozeItem: SnoozeItem,
    private readonly noteItem: NoteItem,
    private readonly tagItem: TagItem,
    private readonly untagItem: UntagItem,
  ) {}

  @Post('escalate')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOperation({ summary: 'Let an item go and put it first, for somebody with more say' })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: ChangedItemView })
  @ApiProblems('version_conflict', 'claimed_by_other', 'already_resolved', 'not_possible')
  escalate(@Param('id') id: string, @IfMatchWhenSent() readVersion: number | null, @Body() body: EscalateItemDto, @Acting() call: DeskCall): Promise<Plain<ChangedItemView>> {
    return this.escalateItem.execute(uuidParam(id), body, { call, readVersion });
  }

  @Post('move')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOperation({ summary: 'Put an item into another queue, under its time limit' })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: ChangedItemView })
  @ApiProblems('version_conflict', 'claimed_by_other', 'already_resolved')
  move(@Param('id') id: string, @IfMatchWhenSent() readVersion: number | null, @Body() body: MoveItemDto, @Acting() call: DeskCall): Promise<Plain<ChangedItemView>> {
    return this.moveItem.execute(uuidParam(id), body, { call, readVersion });
  }

  @Post('snooze')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOperation({ summary: 'Put an item off; it comes back by itself' })
  @ApiOkResponse({ type: ChangedItemView })
  @ApiProblems('claimed_by_other', 'already_resolved')
  snooze(@Param('id') id: string, @Body() body: SnoozeItemDto, @Acting() call: DeskCall): Promise<Plain<ChangedItemView>> {
    return this.snoozeItem.execute(uuidParam(id), body, call);
  }

  @Post('notes')
  @Access('review.decide')
  @ApiOperation({ summary: 'Write something for colleagues beside an item' })
  @ApiCreatedResponse({ type: NoteView })
  @ApiProblems('not_possible')
  note(@Param('id') id: string, @Body() body: NoteItemDto, @Acting() call: DeskCall): Promise<Plain<NoteView>> {
    return this.noteItem.execute(uuidParam(id), body, call);
  }

  @Put('tags/:tag')
  @Access('review.decide')
  @ApiOperation({ summary: 'Put a tag on an item, for good or for a while' })
  @ApiParam({ name: 'tag', example: 'election' })
  @ApiOkResponse({ type: TagView })
  @ApiProblems('not_possible')
  tag(@Param('id') id: string, @Param('tag') tag: string, @Body() dto: TagItemDto, @Acting() call: DeskCall): Promise<Plain<TagView>> {
    return this.tagItem.execute(uuidParam(id), tag, { dto, call });
  }

  @Delete('tags/:tag')
  @HttpCode(204)
  @Access('review.decide')
  @ApiOperation({ summary: 'Take a tag off an item' })
  @ApiParam({ name: 'tag', example: 'election' })
  @ApiNoContentResponse()
  @ApiProblems()
  untag(@Param('id') id: string, @Param('tag') tag: string, @Acting() call: DeskCall): Promise<void> {
    return this.untagItem.execute(uuidParam(id), tag, call);
  }
}
