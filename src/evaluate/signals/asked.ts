import type { ArticleId, AuthorId, CommentId } from '../../domain/ids';
import type { TextFormat } from '../../engine/facts';
import type { Origin } from '../judged-comment';

/** A comment about to be judged, as far as signals look at it. */
export interface AskedComment {
  readonly id: CommentId;
  readonly receivedAt: Date;
  readonly body: string;
  readonly format: TextFormat;
  readonly parentId: CommentId | null;
  readonly articleId: ArticleId;
  /** As the site said with this comment; what the article itself says goes before it. */
  readonly articleLang: string | null;
  readonly authorId: AuthorId | null;
  /** Keyed hashes. */
  readonly ip: Buffer | null;
  readonly device: Buffer | null;
  /** The same by the earlier keys that still count. */
  readonly earlier: readonly Pick<Origin, 'ip' | 'device'>[];
  /** The address itself: looked up in lists and forgotten. Null when it is not known any more. */
  readonly address: string | null;
  /** As it stands in the store; null for one that is only just coming in. */
  readonly stored: { readonly revision: number; readonly isPublished: boolean } | null;
}
