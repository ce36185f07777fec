import type { CommentId, SiteId } from '../domain/ids';

export const CALLBACK_QUEUE = 'dialect-callback';

/** The sender of a comment is to be told what the comment is now. */
export interface CallbackJob {
  readonly siteId: SiteId;
  readonly commentId: CommentId;
  /** From 1. */
  readonly attempt: number;
}
