import type { components } from '@weir/client/schema';

/**
 * Shapes of the rules wing. What the service answers is generated from its OpenAPI document; the documents inside are as their authors
 * wrote them (docs/rule-language.md), so their shapes stand here.
 */
type Schemas = components['schemas'];

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

export interface RuleList {
  readonly id: string;
  readonly kind: Schemas['ListSummaryView']['kind'];
  /** A long list is only named: `{ stored, count }`. */
  readonly entries: readonly unknown[] | { readonly stored: string; readonly count?: number };
  readonly source?: string;
  readonly license?: string;
  readonly [key: string]: unknown;
}

export interface RuleSetDocument {
  readonly version: number;
  readonly rules: readonly Rule[];
  readonly lists?: readonly RuleList[];
}

/** With the document as the language has it. */
type WithDocument<View> = Omit<View, 'document'> & { readonly document: RuleSetDocument };

export type Draft = WithDocument<Schemas['DraftView']>;
export type RunningRuleSet = WithDocument<Schemas['RuleSetView']>;
export type Version = Schemas['RuleSetLineView'];
export type RuleProblem = Schemas['RuleProblemView'];
export type FailedExample = Schemas['FailedExampleView'];
export type CheckResult = Schemas['CheckRuleSetView'];
export type TryVerdict = Schemas['TriedVerdictView'];
export type RuleStats = Omit<Schemas['RuleStatsView'], 'mode'> & {
  /** `gone`: the running version has no such rule any more. */
  readonly mode: RuleMode | 'gone';
};
export type StatsTable = Omit<Schemas['RuleStatsListView'], 'items'> & { readonly items: readonly RuleStats[] };
export type RuleDetail = Schemas['RuleDetailStatsView'];
export type RuleFlag = RuleStats['flags'][number];
export type Brake = Schemas['BrakeView'];
export type RuleSetDiff = Schemas['RuleSetDifferenceView'];
export type Change = Schemas['RuleDifferenceView']['change'];
export type Backtest = Schemas['BacktestView'];
export type BacktestResult = Schemas['BacktestResultView'];
export type BacktestChange = Schemas['BacktestChangeView'];
export type Outcome = BacktestChange['before'];
export type ChangeKind = 'newly_caught' | 'no_longer_caught' | 'changed';
export type ListEntry = Schemas['ListEntryView'];
export type ImportResult = Schemas['ImportedListView'];

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
