import type { JudgedEvent } from '../facts';
import type { CounterPlan, DuplicatePlan } from './compiled-rule-set';

/**
 * What the rules of a set ask for beyond the comment and what stands beside it: the caller gathers this and nothing else.
 * Only rules that can run count (active and shadow, and what they refer to).
 */
export interface Needs {
  /** Names of signals, without `signal.`; sorted. */
  readonly signals: readonly string[];
  /** `lang.*`. */
  readonly language: boolean;
  /** `author.labels`. */
  readonly labels: boolean;
  /** `author.reputation`. */
  readonly authorReputation: boolean;
  /** `links.reputation_min` or `links.new_domains`. */
  readonly domainReputation: boolean;
  /** `request.ip_lists`: `compiled.addressLists.naming(address, now)` gives it. */
  readonly addressLists: boolean;
  /** `reports.*`. */
  readonly reports: boolean;
  /** `site.surge`. */
  readonly surge: boolean;
  /** `article.comment_count`. */
  readonly commentCount: boolean;
  /** `duplicate` with a similarity below 1, or against the article. */
  readonly nearDuplicates: readonly DuplicatePlan[];
  /** A counter by `near_dup`: the caller must know the cluster a comment belongs to. */
  readonly nearDuplicateCluster: boolean;
  /** Counters of what became of comments: those of `compiled.counters` that are not of `submitted`. */
  readonly outcomes: readonly CounterPlan[];
  /** What the text itself is counted by: see `countedValues`. */
  readonly countedValues: { readonly domains: boolean; readonly contacts: boolean };
  /** Events that some rule wants to judge. */
  readonly events: ReadonlySet<JudgedEvent>;
  /** `max_actions_per_day`: beyond it the rule belongs into `facts.braked`. */
  readonly dailyMaximums: ReadonlyMap<string, number>;
}
