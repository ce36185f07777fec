import type { Problem } from '../domain/errors';
import type { CommentRow } from '../store/comment.store';

/** What became of one submission. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly comment: CommentRow }
  /** The same request came before: its first answer again. */
  | { readonly kind: 'repeated'; readonly comment: CommentRow; readonly by: 'key' | 'external_id' }
  /** Asked to think again: nothing of it was kept. */
  | { readonly kind: 'nudged'; readonly policy: string | null }
  | { readonly kind: 'refused'; readonly problem: Problem };
