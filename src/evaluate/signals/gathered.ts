import type { CommentId } from '../../domain/ids';
import type { FactValue } from '../../engine/facts';

/** What was looked up for one comment before its batch: what its rule set asks for, and nothing else. */
export interface Gathered {
  readonly fields: Readonly<Record<string, FactValue>>;
  /** Asked for, and could not be had. */
  readonly failed: readonly string[];
  /** Near-duplicate plan → earlier copies. */
  readonly duplicates: Readonly<Record<string, number>>;
  /** Signal → version of its model. */
  readonly models: Readonly<Record<string, string>>;
  /** What copies of this text are counted together under; null when nobody asks, or the text is too short. */
  readonly cluster: CommentId | null;
  /** To be written with the comment, so that copies of it are found. */
  readonly bands: readonly number[] | null;
}

export const NOTHING_GATHERED: Gathered = { fields: {}, failed: [], duplicates: {}, models: {}, cluster: null, bands: null };

/** Collects what is found out about one comment. */
export class Gathering {
  readonly fields: Record<string, FactValue> = {};
  readonly failed = new Set<string>();
  readonly duplicates: Record<string, number> = {};
  readonly models: Record<string, string> = {};
  cluster: CommentId | null = null;
  bands: readonly number[] | null = null;

  /** As it stands now: what comes too late must not change facts that were judged. What failed in part is unknown as a whole. */
  finished(): Gathered {
    const { duplicates, models, cluster, bands, failed } = this;
    const fields = Object.fromEntries(Object.entries(this.fields).filter(([name]) => !failed.has(name)));
    return { fields, failed: [...failed].sort(), duplicates: { ...duplicates }, models: { ...models }, cluster, bands };
  }
}
