import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import type { NewEvent } from '../../domain/events';
import type { ArticleId, AuthorId, CommentId, DecisionId, EvaluationId, ImportRunId, ItemId } from '../../domain/ids';
import { must } from '../../domain/must';
import { priorityOf } from '../../domain/priority';
import type { CommentStatus } from '../../domain/statuses';
import { Secrets } from '../../platform/crypto/secrets';
import { newId } from '../../platform/ids';
import type { ArticleChange } from '../../store/article.store';
import type { NewRevision } from '../../store/comment.store';
import type { NewEvaluation } from '../../store/evaluation.store';
import type { PastAuthor, PastComment, PastDecision } from '../../store/import-write.store';
import type { NewReviewItem, NewSignal } from '../../store/review-item.store';
import { searchWords } from '../../store/search-words';
import { signalOf } from '../records';
import { idAt } from './past-ids';
import type { PastArticle, ReadAuthor, ReadComment } from './past-comment';

/** In place of an engine's version: these verdicts say what became of a comment elsewhere. No rule of ours made them, so none is replayed. */
export const JUDGED_ELSEWHERE = 'import';

/** Whom a comment is from, as far as it can be told. */
export interface KnownAuthor {
  readonly id: AuthorId | null;
  readonly author: ReadAuthor;
  readonly emailHash: Buffer | null;
  readonly emailDomain: string | null;
}

export interface PastRecords {
  readonly comment: Omit<PastComment, 'parentId' | 'depth'>;
  readonly revisions: readonly NewRevision[];
  readonly evaluations: readonly NewEvaluation[];
  readonly decisions: readonly PastDecision[];
  readonly item: NewReviewItem | null;
  readonly signal: NewSignal | null;
  readonly events: readonly NewEvent[];
}

/** In which run, and for whom, records are made. */
export interface RecordedFor {
  readonly site: Site;
  readonly source: string;
  readonly run: ImportRunId;
  readonly requestedBy: string;
  readonly now: Date;
}

type Verdict = NewEvaluation['verdict'];

const ACTIONS: Readonly<Record<CommentStatus, Verdict['action']>> = { published: 'publish', held: 'hold', rejected: 'reject', withdrawn: 'publish' };

/** Rows of comments of the past. Addresses leave here as keyed hashes only. */
@Injectable()
export class MakePastRecords {
  constructor(private readonly secrets: Secrets) {}

  /** The same every time for the same comment, so that what is imported twice is there once. */
  idOf({ site, source }: RecordedFor, { id, externalId, createdAt }: ReadComment): CommentId {
    return id ?? idAt<CommentId>(createdAt, site.id, source, externalId ?? '');
  }

  /** An author without an id is known by their email address, if the source has it: so that there is a record of them. */
  authorOf({ site, source }: RecordedFor, author: ReadAuthor): KnownAuthor {
    const email = author.email?.trim().toLowerCase() ?? '';
    const at = email.lastIndexOf('@');
    if (at < 1) return { id: author.id as AuthorId | null, author, emailHash: null, emailDomain: author.emailDomain };
    const emailHash = this.secrets.keyedHash('personal-data', site.id, email);
    const id = author.id ?? `${source}:mail:${this.secrets.keyedHash('author-id', site.id, email).toString('base64url').slice(0, 22)}`;
    return { id: id as AuthorId, author, emailHash, emailDomain: email.slice(at + 1) };
  }

  make(within: RecordedFor, { id, comment: read }: { readonly id: CommentId; readonly comment: ReadComment }, known: KnownAuthor | null): PastRecords {
    const comment = this.comment(within, read, { id, known });
    const revisions: NewRevision[] = [];
    const evaluations: NewEvaluation[] = [];
    for (const [at, { title, body, format, createdAt }] of read.revisions.entries()) {
      const evaluationId = newId<EvaluationId>();
      revisions.push({ commentId: id, revision: at + 1, title, body, format, evaluationId, judgedAt: createdAt, createdAt });
      evaluations.push(evaluationOf(within, read, { id: evaluationId, commentId: id, at, createdAt }));
    }
    const decisions = read.decisions.map((decision, at): PastDecision => ({
      id: idAt<DecisionId>(decision.createdAt, id, 'decision', String(at)),
      itemId: idAt<ItemId>(decision.createdAt, id, 'item', String(at)),
      commentId: id,
      articleId: comment.articleId,
      authorId: comment.authorId,
      authorKind: comment.authorKind,
      revision: decision.revision,
      action: decision.action,
      reasonCode: decision.reasonCode,
      note: decision.note,
      statusBefore: decision.statusBefore,
      statusAfter: decision.statusAfter,
      commentVersion: read.version,
      isReversed: decision.isReversed,
      createdAt: decision.createdAt,
    }));
    const item = read.status === 'held' ? itemOf(within, read, comment) : null;
    const last = must(evaluations.at(-1), 'evaluation');
    return { comment, revisions, evaluations, decisions, item, signal: item && signalOf(item, last), events: eventsOf(within, comment, { item, decisions }) };
  }

  private comment({ site }: RecordedFor, read: ReadComment, { id, known }: { readonly id: CommentId; readonly known: KnownAuthor | null }): PastRecords['comment'] {
    return {
      id,
      externalId: read.externalId,
      articleId: read.article.id as ArticleId,
      authorId: known?.id ?? null,
      authorName: known?.author.name ?? null,
      authorKind: known?.author.kind ?? 'anonymous',
      status: read.status,
      version: read.version,
      revision: read.revisions.length,
      ipHash: read.ip === null ? null : this.secrets.keyedHash('personal-data', site.id, read.ip),
      metadata: read.metadata,
      createdAt: read.createdAt,
      statusChangedAt: read.statusChangedAt,
    };
  }
}

export function articleRow(article: PastArticle): ArticleChange {
  return { ...article, id: article.id as ArticleId };
}

/** What an author's comments of one batch add to their record. The decision in force on each comment counts, as everywhere. */
export function authorRow({ author, emailHash, emailDomain }: KnownAuthor, id: AuthorId, comments: readonly ReadComment[], now: Date): PastAuthor {
  const last = comments.flatMap(({ decisions }) => decisions.findLast(({ isReversed }) => !isReversed) ?? []);
  const rejections = last.filter(({ action }) => action === 'reject');
  const times = comments.map(({ createdAt }) => createdAt.getTime());
  return {
    id,
    kind: author.kind,
    name: author.name,
    roles: author.roles,
    emailHash,
    emailDomain,
    registeredAt: author.registeredAt,
    submitted: comments.length,
    approved: last.length - rejections.length,
    rejected: rejections.length,
    lastRejectedAt: rejections.length === 0 ? null : new Date(Math.max(...rejections.map(({ createdAt }) => createdAt.getTime()))),
    seenAt: times.length === 0 ? now : new Date(Math.min(...times)),
  };
}

interface Judged {
  readonly id: EvaluationId;
  readonly commentId: CommentId;
  /** Index of the revision. */
  readonly at: number;
  readonly createdAt: Date;
}

/** What became of the comment, in the form of a verdict: history, backtests and lists read every comment through one. */
function evaluationOf({ site, now }: RecordedFor, { article, author, parent, status, decisions }: ReadComment, { id, commentId, at, createdAt }: Judged): NewEvaluation {
  const before = decisions.find(({ revision }) => revision === at + 1)?.statusBefore;
  const action = ACTIONS[before === undefined || before === 'withdrawn' ? status : before];
  return {
    id,
    judgedAt: createdAt < now ? createdAt : now,
    commentId,
    revision: at + 1,
    ruleSetVersion: 0,
    engineVersion: JUDGED_ELSEWHERE,
    facts: {
      event: at === 0 ? 'create' : 'edit',
      receivedAt: createdAt.toISOString(),
      base: 'publish',
      fields: {
        'author.kind': author?.kind ?? 'anonymous',
        'article.id': article.id,
        ...(article.section === null ? {} : { 'article.section': article.section }),
        'article.tags': article.tags,
        ...(article.lang === null ? {} : { 'article.lang': article.lang }),
        'thread.is_reply': parent !== null,
        'edit.is_edit': at > 0,
        'site.id': site.slug,
      },
      failed: [],
      rates: {},
      sampleBuckets: {},
    },
    verdict: verdictOf(action),
    tookUs: 0,
  };
}

function verdictOf(action: Verdict['action']): Verdict {
  return {
    action, primaryRule: null, reason: action === 'publish' ? null : 'Imported with its history', policy: null, score: { total: 0, shadow: 0, groups: {} }, queue: null, urgency: 'normal',
    tags: [], labels: [], notify: [], closeArticle: false, authorMessage: null, hits: [], errors: [], evaluated: 0,
  };
}

/** Only what waited there waits here. Behind everything that came in by itself: it has waited for so long already. */
function itemOf({ now }: RecordedFor, { article, revisions }: ReadComment, comment: PastRecords['comment']): NewReviewItem {
  const { body, format } = must(revisions.at(-1), 'revision');
  return {
    id: newId<ItemId>(),
    commentId: comment.id,
    articleId: comment.articleId,
    authorId: comment.authorId,
    queueId: 'default',
    priority: priorityOf('low', 0),
    reason: 'It was waiting for a decision when it was imported',
    rule: null,
    policy: null,
    contentRevision: comment.revision,
    openedAt: now,
    dueAt: null,
    traits: { authorKind: comment.authorKind, section: article.section, lang: article.lang, score: 0, rules: [], words: searchWords(body, format) },
  };
}

function eventsOf({ source, run, requestedBy, now }: RecordedFor, comment: PastRecords['comment'], { item, decisions }: { readonly item: NewReviewItem | null; readonly decisions: readonly PastDecision[] }): NewEvent[] {
  const line = { actor: requestedBy, commentId: comment.id, requestId: null, createdAt: now };
  const inForce = decisions.filter(({ isReversed }) => !isReversed).at(-1);
  return [
    { ...line, id: newId(), type: 'comment.imported', itemId: item?.id ?? null, decisionId: null, payload: { status: comment.status, version: comment.version, source, run } },
    ...(inForce ? [{ ...line, id: newId(), type: 'decision.imported' as const, itemId: inForce.itemId, decisionId: inForce.id, payload: { action: inForce.action, reasonCode: inForce.reasonCode, source, run } }] : []),
  ];
}
