import type { JudgedComment } from '../evaluate/judged-comment';
import type { AskedComment } from '../evaluate/signals/asked';
import { type Gathered, NOTHING_GATHERED } from '../evaluate/signals/gathered';
import type { ArticleRow } from '../store/article.store';
import type { AuthorRow } from '../store/author.store';
import type { ParentRow } from '../store/comment.store';
import type { Submission } from './submission';
import { isClosed, type Surroundings } from './surroundings';

/** What is known of the author, and what was looked up before the batch. */
export interface KnownBefore {
  readonly author: { readonly row: AuthorRow; readonly submittedBefore: number } | null;
  readonly gathered: Gathered | undefined;
}

/** A submission as signals look at it. */
export function askedSubmission({ id, receivedAt, body, format, parentId, article, author, request, address }: Submission): AskedComment {
  return { id, receivedAt, body, format, parentId, articleId: article.id, articleLang: article.lang, authorId: author?.id ?? null, ip: request.ip, device: request.device, earlier: request.earlier, address, stored: null };
}

/** A submission with what stands around it, as the judge wants it. */
export function judgedComment(submission: Submission, { articles, parents }: Surroundings, { author: known, gathered }: KnownBefore): JudgedComment {
  const article = articles.get(submission.article.id);
  const parent = submission.parentId === null ? undefined : parents.get(submission.parentId);
  return {
    site: submission.site,
    event: 'create',
    receivedAt: submission.receivedAt,
    text: textOf(submission, article?.title ?? submission.article.title, parent),
    textHash: submission.textHash,
    request: submission.request,
    authorKind: submission.authorKind,
    author: known && judgedAuthor(known.row, known.submittedBefore, submission.receivedAt),
    article: judgedArticle(submission, article),
    parent: parent ? { id: parent.id, authorId: parent.author_id, depth: parent.depth, revision: parent.revision } : null,
    edit: null,
    decided: null,
    gathered: gathered ?? NOTHING_GATHERED,
  };
}

export function judgedAuthor(author: AuthorRow, submittedBefore: number, now: Date): NonNullable<JudgedComment['author']> {
  return {
    id: author.id,
    roles: author.roles,
    emailDomain: author.email_domain,
    emailVerified: author.email_verified,
    registeredAt: author.registered_at,
    submittedBefore,
    approved: author.approved,
    rejected: author.rejected,
    lastRejectedAt: author.last_rejected_at,
    standing: author.standing === null || (author.standing_until !== null && author.standing_until <= now) ? null : { kind: author.standing, until: author.standing_until },
  };
}

function judgedArticle({ article, receivedAt }: Submission, known: ArticleRow | undefined): JudgedComment['article'] {
  if (!known) return { ...article, mode: 'open' };
  return { id: known.id, section: known.section, tags: known.tags, lang: known.lang, publishedAt: known.published_at, mode: isClosed(known, receivedAt) ? 'closed' : known.comments_mode };
}

function textOf(submission: Submission, articleTitle: string | null, parent: ParentRow | undefined): JudgedComment['text'] {
  return {
    body: submission.body,
    format: submission.format,
    ...(submission.title === null ? {} : { title: submission.title }),
    ...(parent === undefined ? {} : { parentBody: parent.body }),
    ...(submission.authorName === null ? {} : { authorName: submission.authorName }),
    ...(articleTitle === null ? {} : { articleTitle }),
    ...(submission.request.userAgent === null ? {} : { userAgent: submission.request.userAgent }),
  };
}
