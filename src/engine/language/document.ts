import type { JudgedEvent } from '../facts';
import type { Evasion, Part, WordMode } from '../match/matcher';
import type { Label, Urgency } from '../verdict';

/** A rule set as its author wrote it, valid against the schema. Nothing is filled in: what is stored is what was written. */
export interface RuleSetDocument {
  readonly version: 1;
  readonly lists?: readonly ListDocument[];
  readonly rules: readonly RuleDocument[];
}

export type RuleMode = 'draft' | 'shadow' | 'active' | 'paused';
export type RuleAction = 'none' | 'flag' | 'hold' | 'reject' | 'allow';
export type OnError = 'hold' | 'flag' | 'ignore';
export type ExemptRole = 'staff' | 'trusted' | 'subscriber' | 'author_of_article';

export interface RuleDocument {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly mode: RuleMode;
  readonly priority?: number;
  readonly group?: string;
  readonly policy?: string;
  readonly reason?: string;
  readonly on?: readonly JudgedEvent[];
  readonly sites?: readonly string[];
  readonly exempt?: readonly ExemptRole[];
  readonly sample?: number;
  readonly on_error?: OnError;
  readonly expires_at?: string;
  readonly max_actions_per_day?: number;
  readonly when: ConditionDocument;
  readonly unless?: ConditionDocument;
  readonly then: EffectDocument;
  readonly examples?: { readonly match: readonly ExampleDocument[]; readonly no_match: readonly ExampleDocument[] };
}

/** A body, or a body with facts by field name; `rate` and `duplicate` set the rule's counters. */
export type ExampleDocument = string | ({ readonly body: string } & Readonly<Record<string, unknown>>);

/** Key → operand; several keys are joined by "and". What an operand looks like follows from the key (see fields.ts). */
export type ConditionDocument = Readonly<Record<string, unknown>>;

export interface EffectDocument {
  readonly action?: RuleAction;
  readonly hard?: boolean;
  /** Points, up to two decimals. */
  readonly score?: number;
  readonly per_hit?: boolean;
  readonly max_hits?: number;
  readonly stop?: boolean;
  readonly allow_groups?: readonly string[];
  readonly queue?: string;
  readonly urgency?: Urgency;
  readonly tags?: readonly string[];
  readonly label?: readonly { readonly entity: Label['entity']; readonly add: string; readonly ttl?: string }[];
  readonly author_message?: string;
  readonly notify?: readonly string[];
  readonly close_article?: boolean;
}

export type ListKind = 'words' | 'domains' | 'ips' | 'emails' | 'authors' | 'regex';

export interface ListDocument {
  readonly id: string;
  readonly kind: ListKind;
  readonly match?: WordMode;
  readonly inflect?: boolean;
  readonly entries: readonly (string | ListEntryDocument)[];
  readonly source?: string;
  readonly license?: string;
}

export interface ListEntryDocument {
  readonly term: string;
  readonly match?: WordMode;
  readonly except?: readonly string[];
  readonly lang?: string;
  readonly note?: string;
  readonly evasion?: Evasion;
  readonly expires_at?: string;
}

export type OneOrMany = string | readonly string[];

export interface TextOperand {
  readonly words?: OneOrMany;
  readonly contains?: OneOrMany;
  readonly starts_with?: OneOrMany;
  readonly ends_with?: OneOrMany;
  readonly equals?: OneOrMany;
  readonly regex?: OneOrMany;
  readonly lists?: OneOrMany;
  readonly near?: NearOperand;
  readonly case?: 'fold' | 'exact';
  readonly evasion?: Evasion;
  readonly inflect?: boolean;
  readonly whole?: boolean;
  readonly part?: Part;
  readonly except?: OneOrMany;
  readonly except_lists?: OneOrMany;
  readonly min_hits?: number;
  readonly distinct?: boolean;
  readonly missing?: boolean;
}

export interface NearOperand {
  readonly a: OneOrMany;
  readonly b: OneOrMany;
  /** Neighbouring words are 1 apart. */
  readonly within: number;
  readonly ordered?: boolean;
}

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte';

export type NumberOperand =
  number | (Partial<Readonly<Record<Comparison, number>>> & { readonly between?: readonly [number, number]; readonly missing?: boolean });

export type DurationOperand = Partial<Readonly<Record<Comparison, string>>> & { readonly missing?: boolean };

export type BooleanOperand = boolean | { readonly is: boolean; readonly missing?: boolean };

export type EnumOperand = OneOrMany | { readonly in?: readonly string[]; readonly not_in?: readonly string[]; readonly missing?: boolean };

export interface SetOperand {
  readonly any_in?: OneOrMany;
  readonly all_in?: OneOrMany;
  readonly none_in?: OneOrMany;
  readonly any_in_lists?: OneOrMany;
  readonly all_in_lists?: OneOrMany;
  readonly none_in_lists?: OneOrMany;
  readonly empty?: boolean;
  readonly missing?: boolean;
}

export interface RateOperand {
  readonly by: readonly string[];
  readonly window: string;
  readonly count: NumberOperand;
  readonly distinct?: string;
  readonly of?: 'submitted' | 'held' | 'rejected' | 'reported';
}

export interface DuplicateOperand {
  readonly similarity?: number;
  readonly window: string;
  readonly count: NumberOperand;
  readonly distinct?: 'author' | 'ip' | 'article';
  readonly against?: 'recent' | 'rejected' | 'same_author' | 'article_text';
  readonly min_length?: number;
}

export interface AtLeastOperand {
  readonly n: number;
  readonly of: readonly ConditionDocument[];
}

/** One or several written the same way: `lists: a` and `lists: [a, b]`. */
export function many(value: OneOrMany | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

export function entryOf(entry: string | ListEntryDocument): ListEntryDocument {
  return typeof entry === 'string' ? { term: entry } : entry;
}
