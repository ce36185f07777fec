import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId } from '../domain/ids';
import { changedRatio } from '../evaluate/changed-ratio';
import type { Previewed } from '../evaluate/evaluate-batch';
import { textHash } from '../evaluate/fingerprints';
import { type JudgedComment, NO_EARLIER_ORIGINS } from '../evaluate/judged-comment';
import type { RunningRuleSet } from '../evaluate/running-rule-sets';
import { asksAnything, GatherSignals } from '../evaluate/signals/gather-signals';
import { type Gathered, NOTHING_GATHERED } from '../evaluate/signals/gathered';
import { Secrets } from '../platform/crypto/secrets';
import type { Queryable } from '../platform/database/statement';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type ArticleRow, ArticleStore } from '../store/article.store';
import { AuthorStore } from '../store/author.store';
import { type CommentRow, CommentStore } from '../store/comment.store';
import { DecisionStore } from '../store/decision.store';
import { judgedAuthor } from './judged-submission';
import type { EditCommentDto } from './submit-comment.dto';
import { isClosed } from './surroundings';

/** The text to judge: another one, for an edit, or the one that is stored. */
export interface JudgedAs {
  readonly edit: EditCommentDto | null;
  /** Whether a reader's report is why; else its text is, new or not. */
  readonly isReport?: boolean;
  readonly now: Date;
  /** From {@link StoredComment.gather}, before the transaction. */
  readonly gathered: Gathered;
}

/** Reads what a stored comment must be judged with: an edit's new text or its own, and its surroundings as they are now. */
@Injectable()
export class StoredComment {
  constructor(
    private readonly comments: CommentStore,
    private readonly articles: ArticleStore,
    private readonly authors: AuthorStore,
    private readonly decisions: DecisionStore,
    private readonly secrets: Secrets,
    private readonly work: UnitOfWork,
    private readonly signals: GatherSignals,
  ) {}

  /** What the rules ask to be looked up for this text. Nothing for a comment that is not there. */
  async gather(site: Site, { compiled }: RunningRuleSet, id: CommentId, { edit, now }: Omit<JudgedAs, 'gathered'>): Promise<Gathered> {
    if (!asksAnything(compiled.needs)) return NOTHING_GATHERED;
    const row = await this.comments.find(this.work.reads, site.id, id);
    if (!row) return NOTHING_GATHERED;
    const { ip_hash: ip, device_hash: device } = await this.comments.traits(this.work.reads, site.id, id);
    const asked = { id, receivedAt: now, body: edit?.body ?? row.body, format: row.format, parentId: row.parent_id, articleId: row.article_id, articleLang: null, authorId: row.author_id, ip, device, earlier: NO_EARLIER_ORIGINS, address: null, stored: { revision: row.revision, isPublished: row.status === 'published' } };
    return (await this.signals.execute(site, compiled, [asked])).get(id) ?? NOTHING_GATHERED;
  }

  async read(on: Queryable, site: Site, id: CommentId, { edit, isReport = false, now, gathered }: JudgedAs): Promise<Previewed> {
    const row = await this.comments.find(on, site.id, id);
    const article = row && (await this.articles.find(on, site.id, [row.article_id])).get(row.article_id);
    if (!row || !article) throw problem('not_found');
    const author = row.author_id === null ? undefined : (await this.authors.find(on, site.id, [row.author_id])).get(row.author_id);
    const parent = row.parent_id === null ? undefined : (await this.comments.findParents(on, site.id, [row.parent_id]))[0];
    const traits = await this.comments.traits(on, site.id, id);
    const decision = await this.decisions.latest(on, site.id, id);
    const body = edit?.body ?? row.body;
    const title = edit?.title ?? row.title;
    const ratio = changedRatio(row.body, body);
    const words = textHash(this.secrets, body, row.format);
    const comment: JudgedComment = {
      site,
      // The rules that judge a new text judge it again: rules on `rescan` are others.
      event: isReport ? 'report' : edit || row.revision > 1 ? 'edit' : 'create',
      receivedAt: now,
      text: { body, format: row.format, ...(title === null ? {} : { title }), ...(parent ? { parentBody: parent.body } : {}), ...(row.author_name === null ? {} : { authorName: row.author_name }), ...(article.title === null ? {} : { articleTitle: article.title }) },
      textHash: words,
      request: { ip: traits.ip_hash, ipRange: null, device: traits.device_hash, earlier: NO_EARLIER_ORIGINS, userAgent: null, formTimeMs: null, honeypot: null, channel: null, country: null, asn: null },
      authorKind: row.author_kind,
      author: author ? judgedAuthor(author, Math.max(0, author.submitted - 1), now) : null,
      article: judgedArticle(article, now),
      parent: parent ? { id: parent.id, authorId: parent.author_id, depth: parent.depth, revision: parent.revision } : null,
      edit: edit && { changedRatio: ratio, sinceApproved: ratio > 0 && decision?.action === 'approve' },
      decided: decision ? { action: decision.action, textChanged: (edit !== null && isOtherText(row, edit)) || decision.revision !== row.revision } : null,
      gathered,
    };
    return { comment, isCounted: await this.areOwn(words, on, site, row) };
  }

  /** Whether the comment says these words or began with them, in whatever spacing: an edit must not make it its own copy. */
  private async areOwn(words: Buffer, on: Queryable, site: Site, row: CommentRow): Promise<boolean> {
    const hasSaid = ({ body, format }: CommentRow): boolean => words.equals(textHash(this.secrets, body, format));
    if (hasSaid(row)) return true;
    return row.revision > 1 && (await this.comments.firstAnswers(on, site.id, [row.id])).some(hasSaid);
  }
}

function isOtherText(row: CommentRow, { body, title }: EditCommentDto): boolean {
  return row.body !== body || (title !== undefined && title !== row.title);
}

function judgedArticle(article: ArticleRow, now: Date): JudgedComment['article'] {
  return { id: article.id, section: article.section, tags: article.tags, lang: article.lang, publishedAt: article.published_at, mode: isClosed(article, now) ? 'closed' : article.comments_mode };
}
