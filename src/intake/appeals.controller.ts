import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator';
import { uuidParam } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { AppealComment } from './appeal-comment';
import { AppealCommentDto, AppealView } from './appeal.view';
import type { Sender } from './prepare-submission';
import { CurrentSender } from './sender.decorator';

@ApiTags('Comments')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/comments')
export class AppealsController {
  constructor(private readonly appeal: AppealComment) {}

  @Post(':id/appeals')
  @Access('comments.write', { readers: true })
  @ApiOperation({ summary: "The author's appeal against a rejection", description: 'Once per decision: a second appeal is the first one again. Somebody other than the first decider looks at it, and that is final.' })
  @ApiCreatedResponse({ type: AppealView })
  @ApiOkResponse({ type: AppealView, description: 'It had been filed before.' })
  @ApiProblems('not_possible')
  async create(@Param('id') id: string, @Body() dto: AppealCommentDto, @CurrentSender() sender: Sender, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<AppealView>> {
    const { view, isNew } = await this.appeal.execute(uuidParam(id), dto, sender);
    void reply.status(isNew ? 201 : 200);
    return view;
  }
}
