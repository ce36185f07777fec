import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Acting, type DeskCall, type DeskLook, Looking } from '../desk-call';
import { AddView } from './add-view';
import { ChangeView } from './change-view';
import { ListViews } from './list-views';
import { AddViewDto, ChangeViewDto, ViewListView, ViewView } from './view.dto';

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/review/views')
export class ViewsController {
  constructor(
    private readonly listViews: ListViews,
    private readonly addView: AddView,
    private readonly changeView: ChangeView,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'Saved views: one\'s own, then what colleagues share' })
  @ApiOkResponse({ type: ViewListView })
  @ApiProblems()
  list(@Looking() look: DeskLook): Promise<Page<Plain<ViewView>>> {
    return this.listViews.execute(look);
  }

  @Post()
  @Access('review.read')
  @ApiOperation({ summary: 'Keep a filter under a name' })
  @ApiCreatedResponse({ type: ViewView })
  @ApiProblems('not_possible')
  add(@CurrentCall() call: Call, @Body() body: AddViewDto, @Acting() look: DeskCall): Promise<Plain<ViewView>> {
    return this.addView.execute(call, look, body);
  }

  @Patch(':id')
  @Access('review.read')
  @ApiOperation({ summary: 'Rename, change or share a view' })
  @ApiOkResponse({ type: ViewView })
  @ApiProblems()
  change(@CurrentCall() call: Call, @Param('id') id: string, @Body() dto: ChangeViewDto, @Acting() look: DeskCall): Promise<Plain<ViewView>> {
    return this.changeView.execute(call, look, { id: uuidParam(id), dto });
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('review.read')
  @ApiOperation({ summary: 'Remove a view' })
  @ApiNoContentResponse()
  @ApiProblems()
  remove(@CurrentCall() call: Call, @Param('id') id: string, @Acting() look: DeskCall): Promise<void> {
    return this.changeView.remove(call, look, uuidParam(id));
  }
}
