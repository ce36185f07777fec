import { Injectable } from '@nestjs/common';
import type { Actor, Site } from '../domain/actor';
import type { CommentId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type CommentView, readView } from './comment.view';
import { VisibleComment } from './visible-comment';

/** One comment with its latest verdict. */
@Injectable()
export class ReadComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly visible: VisibleComment,
  ) {}

  async execute(site: Site, actor: Actor, id: CommentId): Promise<CommentView> {
    return readView(await this.visible.find(this.work.reads, site, actor, id), actor);
  }
}
