import { Injectable } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsNumber, IsOptional, Max, Min } from 'class-validator';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId } from '../domain/ids';
import { COMMENT_STATUSES } from '../domain/statuses';
import { ALIKE, LONGEST_WINDOW_SECONDS, NearCopies } from '../evaluate/signals/near-copies';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Page } from '../platform/http/pages';
import { type CommentRow, CommentStore } from '../store/comment.store';

export class NearDuplicatesQuery {
  @ApiPropertyOptional({ minimum: 0.3, maximum: 1, default: ALIKE, description: 'How alike they must be.' }) @IsOptional() @Type(() => Number) @IsNumber() @Min(0.3) @Max(1) similarity = ALIKE;
}

export class NearDuplicateView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'Share of five-letter pieces that both texts have.' }) similarity!: number;
  @ApiProperty({ enum: COMMENT_STATUSES }) status!: string;
  @ApiProperty({ description: 'For a bulk decision.' }) version!: number;
  @ApiProperty() articleId!: string;
  @ApiProperty({ type: String, nullable: true }) authorId!: string | null;
  @ApiProperty({ type: String, nullable: true }) authorName!: string | null;
  @ApiProperty() body!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class NearDuplicateListView {
  @ApiProperty({ type: [NearDuplicateView] }) items!: NearDuplicateView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** The other comments of a campaign, so that a moderator can decide on all of them alike. */
@Injectable()
export class ListNearDuplicates {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStore,
    private readonly copies: NearCopies,
  ) {}

  async execute(site: Site, id: CommentId, { similarity: least }: NearDuplicatesQuery): Promise<Page<NearDuplicateView>> {
    const comment = await this.comments.find(this.work.reads, site.id, id);
    if (!comment) throw problem('not_found');
    const now = new Date();
    const asked = { id, receivedAt: now, body: comment.body, format: comment.format, parentId: comment.parent_id, articleId: comment.article_id, articleLang: null, authorId: comment.author_id, ip: null, device: null, earlier: [], address: null, stored: null };
    const found = await this.copies.of(site.id, asked, { since: new Date(now.getTime() - LONGEST_WINDOW_SECONDS * 1_000), least });
    const rows = new Map((await this.comments.findMany(this.work.reads, site.id, found.map(({ commentId }) => commentId))).map((row) => [row.id, row]));
    return { items: found.flatMap(({ commentId, similarity }) => { const row = rows.get(commentId); return row ? [viewOf(row, similarity)] : []; }), nextCursor: null };
  }
}

function viewOf({ id, status, version, article_id: articleId, author_id: authorId, author_name: authorName, body, created_at: createdAt }: CommentRow, similarity: number): NearDuplicateView {
  return { id, similarity: Math.round(similarity * 1_000) / 1_000, status, version, articleId, authorId, authorName, body, createdAt: createdAt.toISOString() };
}
