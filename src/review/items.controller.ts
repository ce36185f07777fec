import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator';
import { etag } from '../platform/http/headers';
import { type Page, uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { ClaimItem, ClaimItemDto } from './claim-item';
import { ClaimedItemView } from './claim.view';
import { Acting, type DeskCall, type DeskLook, Looking } from './desk-call';
import { ExplainItem } from './explain-item';
import { ExplanationView } from './explanation.view';
import { ReviewItemView } from './item.view';
import { ListItems } from './list-items';
import { ItemListView, ListItemsQuery } from './list-items.dto';
import type { Plain } from '../platform/http/plain';
import { ReadItem, ReviewItemPageView } from './read-item';
import { SkipItem, SkippedItemView } from './skip-item';

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/review/items')
export class ItemsController {
  constructor(
    private readonly listItems: ListItems,
    private readonly readItem: ReadItem,
    private readonly explainItem: ExplainItem,
    private readonly claimItem: ClaimItem,
    private readonly skipItem: SkipItem,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'Review items, worst first unless asked otherwise' })
  @ApiOkResponse({ type: ItemListView })
  @ApiProblems()
  list(@Query() query: ListItemsQuery, @Looking() look: DeskLook): Promise<Page<Plain<ReviewItemView>>> {
    return this.listItems.execute(query, look);
  }

  @Get(':id')
  @Access('review.read')
  @ApiOperation({ summary: 'One review item with its evidence; its ETag is what a decision sends as If-Match' })
  @ApiOkResponse({ type: ReviewItemPageView, headers: { ETag: { description: 'The item\'s version.', schema: { type: 'string' } } } })
  @ApiProblems()
  async read(@Param('id') id: string, @Looking() look: DeskLook, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<ReviewItemPageView>> {
    const item = await this.readItem.execute(uuidParam(id), look);
    void reply.header('etag', etag(item.version));
    return item;
  }

  @Get(':id/explain')
  @Access('review.read')
  @ApiOperation({ summary: 'How the verdict on its text came about: parts of the score, rules that fired, what they compared' })
  @ApiOkResponse({ type: ExplanationView })
  @ApiProblems('gone')
  explain(@Param('id') id: string, @Looking() look: DeskLook): Promise<Plain<ExplanationView>> {
    return this.explainItem.execute(uuidParam(id), look);
  }

  @Post(':id/claim')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOperation({ summary: 'Hold one item for five minutes, or take it over' })
  @ApiOkResponse({ type: ClaimedItemView })
  @ApiProblems('claimed_by_other', 'already_resolved')
  claim(@Param('id') id: string, @Body() body: ClaimItemDto, @Acting() call: DeskCall): Promise<Plain<ClaimedItemView>> {
    return this.claimItem.execute(uuidParam(id), body, call);
  }

  @Post(':id/skip')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOperation({ summary: 'Let an item go and not see it for an hour; the third skip escalates it' })
  @ApiOkResponse({ type: SkippedItemView })
  @ApiProblems('claimed_by_other', 'already_resolved')
  skip(@Param('id') id: string, @Acting() call: DeskCall): Promise<Plain<SkippedItemView>> {
    return this.skipItem.execute(uuidParam(id), call);
  }
}
