import { Injectable } from '@nestjs/common';
import type { Actor, Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId } from '../domain/ids';
import type { Queryable } from '../platform/database/statement';
import { type CommentRow, CommentStore } from '../store/comment.store';

/** A comment as far as this caller may see it: people and keys of the site see all, readers their own; else it is not there. */
@Injectable()
export class VisibleComment {
  constructor(private readonly comments: CommentStore) {}

  async find(on: Queryable, site: Site, actor: Actor, id: CommentId): Promise<CommentRow> {
    const comment = await this.comments.find(on, site.id, id);
    if (!comment || (actor.kind === 'reader' && comment.author_id !== actor.authorId)) throw problem('not_found');
    return comment;
  }
}
