export type VerdictAction = 'publish' | 'flag' | 'hold' | 'reject';
export type Urgency = 'low' | 'normal' | 'high' | 'urgent';

/** Where a rule matched: half-open, UTF-16 units of the original text of `field`. Quotes are cut on read, never stored. */
export interface Span {
  readonly field: 'body' | 'title' | 'parent.body' | 'author.name' | 'article.title' | 'request.user_agent';
  readonly start: number;
  readonly end: number;
  /** `list:term` for a list entry, else the term or pattern that matched. */
  readonly entry: string;
  /** Which normalisations were needed: `fold`, `leet`, `spaced` … Empty when the original matched as written. */
  readonly via: readonly string[];
}

/** A fact that a condition compared: kept so that an explanation can show the value that made the rule fire. */
export interface FactSeen {
  readonly field: string;
  readonly value: number | string | boolean | readonly string[];
  readonly op: string;
}

/** A rule that fired. */
export interface Hit {
  readonly rule: string;
  readonly mode: 'active' | 'shadow';
  readonly action: 'none' | 'flag' | 'hold' | 'reject' | 'allow';
  readonly hard: boolean;
  readonly reason: string;
  readonly policy: string;
  /** Contribution in hundredths of a point, before group caps. */
  readonly score: number;
  readonly spans: readonly Span[];
  readonly facts: readonly FactSeen[];
  /** Set when the effect was dropped: `stop` of, or `allow` by, that rule. */
  readonly suppressedBy?: string;
  /** Set when a brake was on: `action` is hold where the rule says reject. */
  readonly braked?: true;
}

/** A rule whose condition could not be decided, and what was done about it. */
export interface RuleError {
  readonly rule: string;
  readonly applied: 'hold' | 'flag' | 'ignore';
  readonly detail: string;
}

export interface Label {
  readonly entity: 'author' | 'ip' | 'domain' | 'article' | 'device';
  readonly add: string;
  readonly ttlSeconds?: number;
}

/** What the engine says about one comment: the outcome, and everything needed to explain it. Plain JSON. */
export interface Verdict {
  readonly action: VerdictAction;
  /** Id of the rule that is the reason, or a process reason: `article_premoderated`, `article_closed`, `author_premoderated`, `author_suspended`, `author_banned`, `rule_error`, `engine_error`. Null for a plain publish. */
  readonly primaryRule: string | null;
  readonly reason: string | null;
  readonly policy: string | null;
  /** Hundredths of a point. */
  readonly score: { readonly total: number; readonly shadow: number; readonly groups: Readonly<Record<string, number>> };
  readonly queue: string | null;
  readonly urgency: Urgency;
  readonly tags: readonly string[];
  readonly labels: readonly Label[];
  readonly notify: readonly string[];
  readonly closeArticle: boolean;
  readonly authorMessage: string | null;
  /** Fired rules in evaluation order, shadow and suppressed ones included. */
  readonly hits: readonly Hit[];
  readonly errors: readonly RuleError[];
  readonly evaluated: number;
}
