/** What happened that makes the engine judge. */
export type JudgedEvent = 'create' | 'edit' | 'report' | 'rescan';

export type TextFormat = 'text' | 'markdown' | 'html';

/** A duration is in seconds, a count or ratio is a number, a set is an array of strings. */
export type FactValue = number | string | boolean | readonly string[];

/**
 * Everything known about a comment at the moment of judging, except its text. Frozen, plain JSON, stored with the
 * verdict, so that the verdict can be replayed: the engine itself has no clock, no randomness and no input.
 */
export interface Facts {
  readonly event: JudgedEvent;
  /** When the service received the comment, RFC 3339 in UTC. The engine's only notion of "now". */
  readonly receivedAt: string;
  /** What the article's mode does to a comment on which no rule fires: open publishes, premoderated holds, closed rejects. */
  readonly base: 'publish' | 'hold' | 'reject';
  /** The latest effective human decision on this comment, if there is one. */
  readonly decided?: { readonly action: 'approve' | 'reject'; readonly textChanged: boolean };
  /** Field of the rule language (`author.approved`, `article.tags`) → value. An absent field is a missing datum. */
  readonly fields: Readonly<Record<string, FactValue>>;
  /** Fields that should be there but failed to compute: unknown, not missing. */
  readonly failed: readonly string[];
  /** Counter id of the compiled rule set → count, the comment being judged included. */
  readonly rates: Readonly<Record<string, number>>;
  /** Per sampled rule: the author's stable bucket, 0-99 (computed by the caller with a keyed hash). */
  readonly sampleBuckets: Readonly<Record<string, number>>;
}

/** The texts a rule can look at. Only `body` has a format; its spans index the original as submitted, in UTF-16 units. */
export interface JudgedText {
  readonly body: string;
  readonly format: TextFormat;
  readonly title?: string;
  readonly parentBody?: string;
  readonly authorName?: string;
  readonly articleTitle?: string;
  readonly userAgent?: string;
}
