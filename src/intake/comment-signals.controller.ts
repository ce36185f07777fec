import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import type { Site } from '../domain/actor';
import { type Page, uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { ExplainComment, SignalListView, type SignalView } from './explain-comment';
import { ListNearDuplicates, NearDuplicateListView, type NearDuplicateView, NearDuplicatesQuery } from './list-near-duplicates';

@ApiTags('Comments')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/comments/:id')
export class CommentSignalsController {
  constructor(
    private readonly nearDuplicates: ListNearDuplicates,
    private readonly explain: ExplainComment,
  ) {}

  @Get('near-duplicates')
  @Access('comments.read')
  @ApiOperation({ summary: 'Comments that say nearly the same, most alike first', description: 'Of the last four weeks, on sites whose rules ask for near copies; at most a hundred.' })
  @ApiOkResponse({ type: NearDuplicateListView })
  @ApiProblems()
  near(@Param('id') id: string, @Query() query: NearDuplicatesQuery, @CurrentSite() site: Site): Promise<Page<NearDuplicateView>> {
    return this.nearDuplicates.execute(site, uuidParam(id), query);
  }

  @Get('signals')
  @Access('comments.read')
  @ApiOperation({ summary: 'What learned models make of a comment today, and by which words' })
  @ApiOkResponse({ type: SignalListView })
  @ApiProblems()
  signals(@Param('id') id: string, @CurrentSite() site: Site): Promise<Page<SignalView>> {
    return this.explain.execute(site, uuidParam(id));
  }
}
