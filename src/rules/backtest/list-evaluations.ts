import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { CommentId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { evaluationsOf } from '../../store/history.store';
import { type EvaluationListView, evaluationLine } from './evaluation.view';

/** Every verdict there was on a comment, newest first. */
@Injectable()
export class ListEvaluations {
  constructor(private readonly work: UnitOfWork) {}

  async execute(site: Site, commentId: CommentId): Promise<Plain<EvaluationListView>> {
    const found = await evaluationsOf(this.work.reads, site.id, commentId);
    // Each comment was judged when it came.
    if (found.length === 0) throw problem('not_found');
    return { items: found.map(evaluationLine) };
  }
}
