import type { JudgedEvent } from '../facts';
import type { ExampleDocument, ExemptRole, OnError, RuleAction, RuleMode } from '../language/document';
import type { Matcher } from '../match/matcher';
import type { Label, Urgency } from '../verdict';
import { type AddressLists } from './address-lists';
import { type Condition } from './condition';
import { type Needs } from './needs';
import { type PatternUse } from './step-budget';

/** What happens when the rule fires. Scores are hundredths of a point. */
export interface Effect {
  readonly action: RuleAction;
  readonly hard: boolean;
  readonly score: number;
  readonly perHit: boolean;
  readonly maxHits: number;
  readonly stop: boolean;
  readonly allowGroups: readonly string[];
  readonly queue: string | null;
  readonly urgency: Urgency | null;
  readonly tags: readonly string[];
  readonly labels: readonly Label[];
  readonly notify: readonly string[];
  readonly closeArticle: boolean;
  readonly authorMessage: string | null;
}

export interface CompiledRule {
  /** Its place in the evaluation order (rules.md E3). */
  readonly index: number;
  readonly id: string;
  readonly mode: RuleMode;
  readonly group: string;
  readonly policy: string;
  readonly reason: string;
  readonly events: ReadonlySet<JudgedEvent>;
  /** Undefined: on every site. */
  readonly sites: ReadonlySet<string> | undefined;
  readonly exempt: readonly ExemptRole[];
  readonly sample: number;
  /** Milliseconds since 1970; Infinity when it never ends. */
  readonly expiresAt: number;
  /** Beyond so many in a day its reject is a hold; null: no limit. */
  readonly maxActionsPerDay: number | null;
  readonly condition: Condition;
  readonly effect: Effect;
  /** Null: as strict as the rule itself could be, at most hold. */
  readonly onError: OnError | null;
  /** Fields and counter ids that the condition asks, those of referenced rules included; sorted. */
  readonly asks: readonly string[];
  readonly counters: readonly CounterUse[];
  /** The patterns of its own conditions, and what they cost for each unit of a text if all run. */
  readonly patterns: readonly PatternUse[];
  readonly stepsPerUnit: number;
  readonly examples: { readonly match: readonly ExampleDocument[]; readonly noMatch: readonly ExampleDocument[] };
}

/** A counter or a near-duplicate plan that a rule reads. */
export interface CounterUse {
  readonly id: string;
  readonly as: 'rate' | 'duplicate';
  /** Where its count stands in the facts. */
  readonly from: 'rates' | 'duplicates';
  /** The judged comment is in the count but not in what the condition compares. */
  readonly withoutThis: boolean;
  /** A count below it is none. */
  readonly least: number;
}

/** A count that the caller keeps for the rule set and supplies in `facts.rates[id]`. */
export interface CounterPlan {
  /** Derived from the content alone: equal counters of different versions have equal ids. */
  readonly id: string;
  /** What is counted together, sorted: `author`, `ip`, `text_hash` … Of `domain` and `contact` a comment has any number, see `countedValues`. */
  readonly by: readonly string[];
  readonly windowSeconds: number;
  /** Count different values of this instead of comments. */
  readonly distinct?: string;
  /** Which comments count. Only `submitted` includes the comment being judged. */
  readonly of: 'submitted' | 'held' | 'rejected' | 'reported';
}

/** Copies that the caller looks up for the rule set and supplies in `facts.duplicates[id]`. */
export interface DuplicatePlan {
  /** Derived from the content alone: equal plans of different versions have equal ids. */
  readonly id: string;
  /** From here on two texts are copies of each other, 0.3 to 1. */
  readonly similarity: number;
  readonly windowSeconds: number;
  /** Among which comments; `article_text`: whether the comment is copied from the article (1) or not (0). */
  readonly against: 'recent' | 'rejected' | 'same_author' | 'article_text';
  /** Count different others of this instead of copies; the judged comment's own is not counted. */
  readonly distinct?: 'author' | 'ip' | 'article';
  /** Shorter bodies are not compared: their condition is false whatever was found. */
  readonly minLength: number;
}

/** Hundredths of a point; `reject: null` means that a score alone never rejects. */
export interface Thresholds {
  readonly flag: number;
  readonly hold: number;
  readonly reject: number | null;
}

/** A rule set ready to judge. Immutable: one instance serves every comment until the next version is published. */
export interface CompiledRuleSet {
  /** In evaluation order: priority descending, then id in byte order. */
  readonly rules: readonly CompiledRule[];
  readonly matcher: Matcher;
  /** What all patterns together cost for each unit of a text. */
  readonly stepsPerUnit: number;
  readonly counters: readonly CounterPlan[];
  /** What the caller must gather before judging. */
  readonly needs: Needs;
  /** The lists of kind `ips`: `addressLists.naming(address, now)` is `request.ip_lists`. */
  readonly addressLists: AddressLists;
  readonly fieldsUsed: readonly string[];
  /** Ids of rules that need a bucket in `facts.sampleBuckets`. */
  readonly sampled: readonly string[];
  readonly thresholds: Thresholds;
  /** What the rules of one group can add or take together, in hundredths of a point; `[min, max]`. */
  readonly groupCap: readonly [min: number, max: number];
}
