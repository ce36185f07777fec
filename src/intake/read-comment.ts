import { Injectable } from '@nestjs/common';
import type { Actor, Site } from '../domain/actor';
import type { CommentId } from '../domain/ids';
import type { Plain } from '../platform/http/plain';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { AuthorNotice } from './author-notice';
import { type CommentView, wholeView } from './comment.view';
import { VisibleComment } from './visible-comment';

/** One comment with its latest verdict and decision; for its author, what they are told of it. */
@Injectable()
export class ReadComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly visible: VisibleComment,
    private readonly notice: AuthorNotice,
  ) {}

  async execute(site: Site, actor: Actor, id: CommentId, languages: readonly string[]): Promise<Plain<CommentView>> {
    const row = await this.visible.find(this.work.reads, site, actor, id);
    return wholeView(row, { site, actor, languages }, await this.notice.of(this.work.reads, site, row, languages));
  }
}
