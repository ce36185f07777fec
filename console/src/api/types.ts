import type { components } from './schema';

/** Short names for what the desk uses of the HTTP interface; the shapes are generated from its OpenAPI document. */
type Schemas = components['schemas'];

export type Session = Schemas['SessionView'];
export type PersonSite = Schemas['SiteRoleView'];
export type Queue = Schemas['QueueView'];
export type Policy = Schemas['PolicyView'];
export type ReviewItem = Schemas['ReviewItemView'];
export type Signal = Schemas['ItemSignalView'];
export type Hit = Schemas['ItemHitView'];
export type Span = Schemas['ItemSpanView'];
export type Decision = Schemas['DecisionView'];
export type PastDecision = Schemas['PastDecisionView'];
export type DecisionAction = Decision['action'];
export type Event = Schemas['EventView'];
export type DecisionBody = Schemas['DecisionDto'];
/** A lease on items. */
export type Lease = Schemas['ClaimView'];

/** application/problem+json, and beside it what a conflict says about how things stand now. */
export interface Problem extends Omit<Schemas['ProblemView'], 'errors'> {
  readonly errors?: Schemas['FieldProblemView'][];
  readonly current?: { readonly version: number; readonly state: string | null; readonly status: string };
  readonly decision?: Pick<Decision, 'action' | 'decidedBy' | 'reasonCode' | 'createdAt'> | null;
  readonly holder?: { readonly name: string | null };
  readonly expiresAt?: string;
}
