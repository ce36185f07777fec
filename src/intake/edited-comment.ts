import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId } from '../domain/ids';
import { changedRatio } from '../evaluate/changed-ratio';
import { textHash } from '../evaluate/fingerprints';
import type { JudgedComment } from '../evaluate/judged-comment';
import { Secrets } from '../platform/crypto/secrets';
import type { Queryable } from '../platform/database/statement';
import { type ArticleRow, ArticleStore } from '../store/article.store';
import { AuthorStore } from '../store/author.store';
import { type CommentRow, CommentStore } from '../store/comment.store';
import { DecisionStore } from '../store/decision.store';
import { judgedAuthor } from './judged-submission';
import type { EditCommentDto } from './submit-comment.dto';
import { isClosed } from './surroundings';

/** Reads what an edited comment must be judged with: its new text, and its surroundings as they are now. */
@Injectable()
export class EditedComment {
  constructor(
    private readonly comments: CommentStore,
    private readonly articles: ArticleStore,
    private readonly authors: AuthorStore,
    private readonly decisions: DecisionStore,
    private readonly secrets: Secrets,
  ) {}

  async read(on: Queryable, site: Site, id: CommentId, { dto, now }: { dto: EditCommentDto; now: Date }): Promise<JudgedComment> {
    const row = await this.comments.find(on, site.id, id);
    const article = row && (await this.articles.find(on, site.id, [row.article_id])).get(row.article_id);
    if (!row || !article) throw problem('not_found');
    const author = row.author_id === null ? undefined : (await this.authors.find(on, site.id, [row.author_id])).get(row.author_id);
    const parent = row.parent_id === null ? undefined : (await this.comments.findParents(on, site.id, [row.parent_id]))[0];
    const traits = await this.comments.traits(on, site.id, id);
    const decision = await this.decisions.latest(on, site.id, id);
    const ratio = changedRatio(row.body, dto.body);
    const title = dto.title ?? row.title;
    return {
      site,
      event: 'edit',
      receivedAt: now,
      text: { body: dto.body, format: row.format, ...(title === null ? {} : { title }), ...(parent ? { parentBody: parent.body } : {}), ...(row.author_name === null ? {} : { authorName: row.author_name }), ...(article.title === null ? {} : { articleTitle: article.title }) },
      textHash: textHash(this.secrets, dto.body, row.format),
      request: { ip: traits.ip_hash, ipRange: null, device: traits.device_hash, userAgent: null, formTimeMs: null, honeypot: null, channel: null, country: null, asn: null },
      authorKind: row.author_kind,
      author: author ? judgedAuthor(author, Math.max(0, author.submitted - 1)) : null,
      article: judgedArticle(article, now),
      parent: parent ? { id: parent.id, authorId: parent.author_id, depth: parent.depth, revision: parent.revision } : null,
      edit: { changedRatio: ratio, sinceApproved: ratio > 0 && decision?.action === 'approve' },
      decided: decision ? { action: decision.action, textChanged: isOtherText(row, dto) || decision.revision !== row.revision } : null,
    };
  }
}

function isOtherText(row: CommentRow, { body, title }: EditCommentDto): boolean {
  return row.body !== body || (title !== undefined && title !== row.title);
}

function judgedArticle(article: ArticleRow, now: Date): JudgedComment['article'] {
  return { id: article.id, section: article.section, tags: article.tags, lang: article.lang, publishedAt: article.published_at, mode: isClosed(article, now) ? 'closed' : article.comments_mode };
}
