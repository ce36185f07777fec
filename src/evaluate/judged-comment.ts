import type { Site } from '../domain/actor';
import type { AuthorId, CommentId } from '../domain/ids';
import type { AuthorKind, AuthorStanding, CommentsMode } from '../domain/statuses';
import type { Facts, JudgedText } from '../engine/facts';
import type { Gathered } from './signals/gathered';

/** Where a request comes from, by keyed hashes. */
export interface Origin {
  readonly ip: Buffer | null;
  readonly ipRange: Buffer | null;
  readonly device: Buffer | null;
}

/** Nothing is hashed with an earlier key: as it is but for some months after WEIR_SECRET changed. */
export const NO_EARLIER_ORIGINS: readonly Origin[] = [];

/** What intake knows of the request, with everything personal already hashed. */
export interface RequestTraits extends Origin {
  /** The same origin by the earlier keys that still count, newest first. */
  readonly earlier: readonly Origin[];
  readonly userAgent: string | null;
  readonly formTimeMs: number | null;
  readonly honeypot: string | null;
  readonly channel: string | null;
  readonly country: string | null;
  readonly asn: string | null;
}

/** One comment with its surroundings, as read from the database in the transaction that will store it. */
export interface JudgedComment {
  readonly site: Site;
  readonly event: Facts['event'];
  readonly receivedAt: Date;
  readonly text: JudgedText;
  /** Hash of the canonical text: equal for the same words sent again. */
  readonly textHash: Buffer;
  readonly request: RequestTraits;
  readonly authorKind: AuthorKind;
  readonly author: JudgedAuthor | null;
  readonly article: JudgedArticle;
  readonly parent: { readonly id: CommentId; readonly authorId: AuthorId | null; readonly depth: number; readonly revision: number } | null;
  readonly edit: { readonly changedRatio: number; readonly sinceApproved: boolean } | null;
  readonly decided: Facts['decided'] | null;
  /** What was looked up before the transaction, because rules ask for it. */
  readonly gathered: Gathered;
}

export interface JudgedAuthor {
  readonly id: AuthorId;
  readonly roles: readonly string[];
  readonly emailDomain: string | null;
  readonly emailVerified: boolean | null;
  readonly registeredAt: Date | null;
  /** Comments submitted before this one. */
  readonly submittedBefore: number;
  readonly approved: number;
  readonly rejected: number;
  readonly lastRejectedAt: Date | null;
  /** What moderators made of them; null when nothing, or when it has ended. */
  readonly standing: { readonly kind: AuthorStanding; readonly until: Date | null } | null;
}

export interface JudgedArticle {
  readonly id: string;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly lang: string | null;
  readonly publishedAt: Date | null;
  readonly mode: CommentsMode;
}
