import type { Site } from '../domain/actor';
import type { CommentId, EvaluationId } from '../domain/ids';
import type { AuthorKind, BodyFormat } from '../domain/statuses';
import type { RequestTraits } from '../evaluate/judged-comment';
import type { NewArticle } from '../store/article.store';
import type { AuthorSeen } from '../store/author.store';
import type { IdempotencyClaim } from '../store/idempotency.store';

/** A request to submit a comment, checked and with everything personal hashed: ready for the batch that stores it. */
export interface Submission {
  readonly site: Site;
  readonly id: CommentId;
  readonly evaluationId: EvaluationId;
  readonly receivedAt: Date;
  /** `key:…` or `reader:…`, for the log. */
  readonly actor: string;
  readonly requestId: string;
  readonly idempotency: IdempotencyClaim | null;
  readonly externalId: string | null;
  /** Keyed hash of what was sent: the same external id with another body is a conflict. */
  readonly fingerprint: Buffer;
  readonly article: NewArticle;
  readonly author: Omit<AuthorSeen, 'submitted'> | null;
  readonly authorName: string | null;
  readonly authorKind: AuthorKind;
  readonly parentId: CommentId | null;
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
  readonly textHash: Buffer;
  readonly request: RequestTraits;
  /** The address behind the hashes, for address lists; never stored. */
  readonly address: string | null;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** From a dialect: an article that is closed makes the verdict stricter instead of refusing. */
  readonly isForeign: boolean;
  /** Whether its reader may be asked to think again instead. */
  readonly mayNudge: boolean;
}

