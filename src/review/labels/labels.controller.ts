import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Acting, type DeskCall, type DeskLook, Looking } from '../desk-call';
import { AddLabel } from './add-label';
import { AddLabelDto, LabelListView, LabelView, ListLabelsQuery } from './label.dto';
import { ListLabels } from './list-labels';
import { RemoveLabel } from './remove-label';

@ApiTags('Labels')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/labels')
export class LabelsController {
  constructor(
    private readonly listLabels: ListLabels,
    private readonly addLabel: AddLabel,
    private readonly removeLabel: RemoveLabel,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'Labels in force, newest first' })
  @ApiOkResponse({ type: LabelListView })
  @ApiProblems()
  list(@Query() query: ListLabelsQuery, @Looking() look: DeskLook): Promise<Page<Plain<LabelView>>> {
    return this.listLabels.execute(query, look);
  }

  @Post()
  @Access('review.override')
  @ApiOperation({ summary: 'Put a label on an author, article, domain, or on the address or device behind a comment', description: 'The same label again only moves its end.' })
  @ApiBody({ type: AddLabelDto, examples: { author: { value: { entity: 'author', subject: 'u-7', label: 'watched', ttl: '7d' } } } })
  @ApiCreatedResponse({ type: LabelView })
  @ApiProblems()
  add(@Body() body: AddLabelDto, @Acting() call: DeskCall): Promise<Plain<LabelView>> {
    return this.addLabel.execute(body, call);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('review.override')
  @ApiOperation({ summary: 'Take a label off' })
  @ApiNoContentResponse()
  @ApiProblems()
  remove(@Param('id') id: string, @Acting() call: DeskCall): Promise<void> {
    return this.removeLabel.execute(uuidParam(id), call);
  }
}
