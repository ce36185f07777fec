import type { Hit } from './types';

/** Shapes of the rules wing of the HTTP interface. Documents are as their authors wrote them: see docs/rule-language.md. */
export type RuleMode = 'draft' | 'shadow' | 'active' | 'paused';
export type Action = 'none' | 'flag' | 'hold' | 'reject' | 'allow';
export type Condition = Readonly<Record<string, unknown>>;
export type Example = string | (Readonly<Record<string, unknown>> & { readonly body: string });

export interface Effect {
  readonly action?: Action;
  readonly score?: number;
  readonly hard?: boolean;
  readonly queue?: string;
  readonly [key: string]: unknown;
}

export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly mode: RuleMode;
  readonly policy?: string;
  readonly reason?: string;
  readonly when: Condition;
  readonly unless?: Condition;
  readonly then: Effect;
  readonly examples?: { readonly match: readonly Example[]; readonly no_match: readonly Example[] };
  readonly [key: string]: unknown;
}

export interface ListEntry {
  readonly term: string;
  readonly note?: string;
  readonly [key: string]: unknown;
}

export interface RuleList {
  readonly id: string;
  readonly kind: 'words' | 'domains' | 'ips' | 'emails' | 'authors' | 'regex';
  readonly entries: readonly (string | ListEntry)[];
  readonly source?: string;
  readonly license?: string;
  readonly [key: string]: unknown;
}

export interface RuleSetDocument {
  readonly version: number;
  readonly rules: readonly Rule[];
  readonly lists?: readonly RuleList[];
}

export interface Person {
  readonly id?: string;
  readonly name: string | null;
}

export interface Draft {
  /** The number in its ETag. */
  readonly version: number;
  readonly document: RuleSetDocument;
  readonly yaml: string;
  readonly basedOn: number;
  readonly updatedAt: string | null;
  readonly updatedBy: Person | null;
  readonly isChanged: boolean;
}

/** A draft with the tag that a change to it must name. */
export interface TaggedDraft extends Draft {
  readonly etag: string;
}

export interface RunningRuleSet {
  readonly version: number;
  readonly note: string | null;
  readonly createdAt: string;
  readonly publishedBy?: Person | null;
  readonly document: RuleSetDocument;
}

export interface Version {
  readonly version: number;
  readonly note: string | null;
  readonly createdAt: string;
  readonly publishedBy: Person | null;
  readonly isRunning: boolean;
  readonly rules: number;
  readonly lists: number;
  readonly rolledBackTo?: number | null;
}

export interface RuleProblem {
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly rule?: string | null;
}

export interface FailedExample {
  readonly rule: string;
  readonly kind: 'match' | 'no_match';
  readonly index: number;
  readonly text: string;
  readonly message: string;
}

export interface CheckResult {
  readonly ok: boolean;
  readonly errors: readonly RuleProblem[];
  readonly warnings: readonly RuleProblem[];
  readonly examples: { readonly passed: number; readonly failed: readonly FailedExample[] };
}

export interface TryVerdict {
  readonly action: 'publish' | 'flag' | 'hold' | 'reject';
  readonly reason: string | null;
  readonly primaryRule: string | null;
  readonly score: number;
  readonly hits: readonly Hit[];
}

export interface TryResult {
  readonly items: readonly { readonly verdict: TryVerdict }[];
  readonly tookUs: number;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type RuleFlag = 'dead' | 'noisy' | 'braked' | 'degraded' | 'young';

export interface RuleStats {
  readonly rule: string;
  readonly name: string;
  /** `gone`: the running version has no such rule any more. */
  readonly mode: RuleMode | 'gone';
  readonly hits: number;
  readonly onlyHits: number;
  readonly hitRate: number | null;
  readonly confirmed: number;
  readonly overturned: number;
  readonly pending: number;
  readonly precision: Interval | null;
  readonly meanUs: number | null;
  readonly errors: number;
  readonly lastHit: string | null;
  readonly perDay: readonly { readonly day: string; readonly hits: number; readonly confirmed: number; readonly overturned: number }[];
  readonly flags: readonly RuleFlag[];
  readonly entries?: readonly { readonly entry: string; readonly hits: number; readonly confirmed: number; readonly overturned: number }[];
}

export interface StatsTable {
  readonly days: number;
  readonly evaluated: number;
  readonly items: readonly RuleStats[];
}

export type Change = 'added' | 'removed' | 'changed';

export interface RuleSetDiff {
  readonly rules: readonly { readonly id: string; readonly change: Change; readonly before: Rule | null; readonly after: Rule | null; readonly fields: readonly string[] }[];
  readonly lists: readonly { readonly id: string; readonly change: Change; readonly added: number; readonly removed: number }[];
  readonly text: string;
}

export interface PrecisionCount {
  readonly confirmed: number;
  readonly overturned: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type Outcome = 'publish' | 'flag' | 'hold' | 'reject';

export interface BacktestResult {
  readonly comments: number;
  readonly newlyCaught: number;
  readonly noLongerCaught: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly unknown: number;
  readonly perSecond: number;
  readonly precision: { readonly before: PrecisionCount | null; readonly after: PrecisionCount | null };
  readonly rules: readonly { readonly rule: string; readonly hits: number; readonly before: number; readonly onlyHits: number; readonly usPerComment: number | null; readonly unknown: number; readonly confirmed: number; readonly overturned: number }[];
  readonly verdicts: Readonly<Record<Outcome, { readonly before: number; readonly after: number }>>;
}

export interface Backtest {
  readonly id: string;
  readonly status: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly against: string | number;
  readonly basedOn: number;
  readonly createdAt?: string;
  readonly progress: { readonly judged: number; readonly total: number | null };
  readonly failure?: string | null;
  readonly result?: BacktestResult | null;
}

export type ChangeKind = 'newly_caught' | 'no_longer_caught' | 'changed';

export interface BacktestChange {
  readonly commentId: string;
  readonly revision: number;
  /** Null once it is erased. */
  readonly body: string | null;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly primaryRule: string | null;
  readonly hits: readonly Omit<Hit, 'facts'>[];
  readonly decided: string | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface ListSummary {
  readonly id: string;
  readonly kind: RuleList['kind'];
  readonly entries: number;
}

/** A node of the served JSON Schema, as far as the editor reads it. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}
