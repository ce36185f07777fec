import { ApiProperty } from '@nestjs/swagger';
import type { CommentId } from '../domain/ids';
import { AUTHOR_KINDS, type AuthorKind, COMMENTS_MODES, type CommentsMode } from '../domain/statuses';
import { displayHtml } from '../platform/text/display-html';
import type { PublishedRow } from '../store/published.store';

export class PublishedAuthorView {
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ enum: AUTHOR_KINDS }) kind!: AuthorKind;
}

export class PublishedCommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) parentId!: string | null;
  @ApiProperty({ enum: ['published', 'removed'], description: 'A removed comment is a placeholder over the replies that stay.' }) status!: 'published' | 'removed';
  @ApiProperty({ type: PublishedAuthorView, nullable: true }) author!: PublishedAuthorView | null;
  @ApiProperty({ type: String, nullable: true, description: 'Sanitised HTML.' }) html!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) editedAt!: string | null;
  @ApiProperty({ description: 'Published replies directly and further below. More than `replies` holds where a page ends before a long thread does: the others come with `parent`.' }) replyCount!: number;
  @ApiProperty({ type: () => [PublishedCommentView] }) replies!: PublishedCommentView[];
}

export class PublishedCountsView {
  @ApiProperty({ description: 'Published comments of the article, replies included.' }) total!: number;
}

export class PublishedArticleView {
  @ApiProperty({ enum: COMMENTS_MODES, description: 'Whether readers may write, as it is now: when the time for comments is over it says closed. An article nobody has named yet is open.' }) commentsMode!: CommentsMode;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Comments close then by themselves.' }) closesAt!: string | null;
}

export class PublishedListView {
  @ApiProperty({ type: PublishedArticleView }) article!: PublishedArticleView;
  @ApiProperty({ type: [PublishedCommentView] }) items!: PublishedCommentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: PublishedCountsView }) counts!: PublishedCountsView;
  @ApiProperty({ description: 'Whether notices of illegal content are taken here: `/notice/SITE/COMMENT` is the page for them.' }) takesNotices!: boolean;
}

/**
 * A level of comments with everything under it; removed ones stay only where a published one stands below.
 * @param counts how many stand under a comment in all, where not all of them were read
 */
export function threads(level: readonly PublishedRow[], below: readonly PublishedRow[], counts: ReadonlyMap<CommentId, number> = new Map()): PublishedCommentView[] {
  const children = new Map<CommentId, PublishedRow[]>();
  for (const row of below) {
    if (row.parent_id === null) continue;
    const siblings = children.get(row.parent_id);
    if (siblings) siblings.push(row);
    else children.set(row.parent_id, [row]);
  }
  return level.flatMap((row) => thread(row, { children, counts }) ?? []);
}

interface Below {
  readonly children: ReadonlyMap<CommentId, readonly PublishedRow[]>;
  readonly counts: ReadonlyMap<CommentId, number>;
}

function thread(row: PublishedRow, below: Below): PublishedCommentView | null {
  const replies = (below.children.get(row.id) ?? []).flatMap((reply) => thread(reply, below) ?? []);
  const known = replies.reduce((sum, reply) => sum + reply.replyCount + (reply.status === 'published' ? 1 : 0), 0);
  const replyCount = Math.max(known, below.counts.get(row.id) ?? 0);
  const isPublished = row.status === 'published';
  if (!isPublished && replyCount === 0) return null;
  return {
    id: row.id,
    parentId: row.parent_id,
    status: isPublished ? 'published' : 'removed',
    author: isPublished ? { name: row.author_name, kind: row.author_kind } : null,
    html: isPublished ? displayHtml(row.body, row.format) : null,
    createdAt: row.created_at.toISOString(),
    editedAt: isPublished && row.revision > 1 ? row.revised_at.toISOString() : null,
    replyCount,
    replies,
  };
}
