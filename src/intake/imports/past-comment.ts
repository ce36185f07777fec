import type { CommentId } from '../../domain/ids';
import type { AuthorKind, BodyFormat, CommentStatus, DecisionAction } from '../../domain/statuses';
import type { ArticleChange } from '../../store/article.store';

/** An article as another system knew it. */
export type PastArticle = Omit<ArticleChange, 'id'> & { readonly id: string };

export interface ReadAuthor {
  /** Null: known by their email address or not at all. */
  readonly id: string | null;
  readonly name: string | null;
  readonly kind: AuthorKind;
  readonly roles: readonly string[];
  /** Never stored: hashed before anything is written. */
  readonly email: string | null;
  readonly emailDomain: string | null;
  readonly registeredAt: Date | null;
}

export interface ReadRevision {
  readonly title: string | null;
  readonly body: string;
  readonly format: BodyFormat;
  readonly createdAt: Date;
}

/** What a person of the other system said of the comment. */
export interface ReadDecision {
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  readonly note: string | null;
  /** Of the text that was judged, from 1. */
  readonly revision: number;
  readonly statusBefore: CommentStatus;
  readonly statusAfter: CommentStatus;
  readonly createdAt: Date;
  readonly isReversed: boolean;
}

/** Whom a reply answers, as the source names it. */
export type ParentKey = { readonly externalId: string } | { readonly id: CommentId };

/** A comment of the past, read and checked. Its address and its author's are still what the file says: whoever stores it hashes them. */
export interface ReadComment {
  /** Only a comment that was ours before has one. */
  readonly id: CommentId | null;
  readonly externalId: string | null;
  readonly article: PastArticle;
  readonly author: ReadAuthor | null;
  readonly parent: ParentKey | null;
  readonly status: CommentStatus;
  readonly version: number;
  readonly createdAt: Date;
  readonly statusChangedAt: Date;
  /** At least one, in order. */
  readonly revisions: readonly ReadRevision[];
  readonly decisions: readonly ReadDecision[];
  readonly ip: string | null;
  readonly metadata: string | null;
}

/** What a row of a file turned out to be. */
export type ReadThing =
  | { readonly kind: 'comment'; readonly comment: ReadComment }
  | { readonly kind: 'article'; readonly article: PastArticle }
  | { readonly kind: 'author'; readonly author: ReadAuthor & { readonly id: string } }
  /** Nothing that would be kept: a header, a pingback, a text that was deleted. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'bad'; readonly why: string };

/** One row of a file, whatever a row is there: a line, an element, a member of an array. */
export interface ReadRow {
  readonly thing: ReadThing;
  readonly line: number | null;
  /** The source's own id of it. */
  readonly subject: string | null;
  /** What was changed to take it over. */
  readonly notes: readonly string[];
  /** How much of the file has been read with it. */
  readonly bytesRead: number;
}

/** A file as it comes, piece by piece, from its beginning. */
export type Pieces = AsyncIterable<Buffer>;

export interface ReadWith {
  /** Begins external ids and ids of authors that are not the site's own. */
  readonly source: string;
  /** Rows at the beginning that are done: they are handed out as `skipped`, so that they can be passed over cheaply. */
  readonly done: number;
  /** Nothing is taken over that claims to be later. */
  readonly now: Date;
}

/** Reads a file of one format. Rows come in the order of the file and are the same whenever it is read. @throws FileError */
export type ReadFile = (pieces: () => Pieces, how: ReadWith) => AsyncIterable<ReadRow>;

/** Why one row cannot be taken over, in a sentence without its text. */
export class RowError extends Error {
  constructor(why: string, readonly subject: string | null = null) {
    super(why);
    this.name = 'RowError';
  }
}

/** Why a file cannot be read any further, in a sentence. */
export class FileError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'FileError';
  }
}
