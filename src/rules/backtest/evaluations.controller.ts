import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import type { Site } from '../../domain/actor';
import { ReplayEvaluation } from '../../evaluate/replay-evaluation';
import { uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { EvaluationListView, ReplayView, replayView } from './evaluation.view';
import { ListEvaluations } from './list-evaluations';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/comments/:id/evaluations')
export class EvaluationsController {
  constructor(
    private readonly list: ListEvaluations,
    private readonly replay: ReplayEvaluation,
  ) {}

  @Get()
  @Access('rules.read')
  @ApiOperation({ summary: 'Every verdict on a comment, newest first' })
  @ApiOkResponse({ type: EvaluationListView })
  @ApiProblems()
  all(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<EvaluationListView>> {
    return this.list.execute(site, uuidParam(id));
  }

  @Get(':evaluationId/replay')
  @Access('rules.read')
  @ApiOperation({ summary: 'Judge again what was judged once', description: 'From the facts, texts and rules of then, as they were stored. The verdict must come out the same; nothing is changed.' })
  @ApiOkResponse({ type: ReplayView })
  @ApiProblems('engine_changed', 'gone', 'not_possible')
  async again(@CurrentSite() site: Site, @Param('id') id: string, @Param('evaluationId') evaluationId: string): Promise<Plain<ReplayView>> {
    return replayView(await this.replay.execute(site, uuidParam(id), uuidParam(evaluationId)));
  }
}
