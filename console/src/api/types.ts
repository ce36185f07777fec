import type { components } from '@weir/client/schema';

/** Short names for what the desk uses of the HTTP interface; the shapes are generated from its OpenAPI document. */
type Schemas = components['schemas'];

export type Session = Schemas['SessionView'];
export type PersonSite = Schemas['SiteRoleView'];
export type Queue = Schemas['QueueView'];
export type Policy = Schemas['PolicyView'];
export type ReviewItem = Schemas['ReviewItemView'];
/** A list's row, or the item with what surrounds it. */
export type ItemDetail = ReviewItem & Partial<Pick<Schemas['ReviewItemPageView'], 'notes' | 'thread'>>;
export interface ItemPage {
  readonly items: ReviewItem[];
  readonly nextCursor: string | null;
}
export type Signal = Schemas['ItemSignalView'];
export type Hit = Schemas['ItemHitView'];
export type Span = Schemas['ItemSpanView'];
export type Decision = Schemas['MadeDecisionView'];
export type PastDecision = Schemas['PastDecisionView'];
export type DecisionAction = Decision['action'];
export type Event = Schemas['ListedEventView'];
/** What a moderator says; the version it is said of stands in the header. */
export interface DecisionBody {
  readonly action: DecisionAction;
  readonly reasonCode?: string;
  readonly note?: string;
  /** To the author. */
  readonly message?: string;
  /** Whether what brought the item here was right. */
  readonly signalFeedback?: readonly { readonly signalId: string; readonly verdict: SignalVerdict }[];
  readonly authorAction?: { readonly kind: StandingKind; readonly until?: string };
}
export type SignalVerdict = Schemas['SignalFeedbackDto']['verdict'];
export type StandingKind = 'premoderate' | 'suspend' | 'ban' | 'trust';
/** A lease on items. */
export type Lease = Schemas['ClaimView'];

/** application/problem+json, and beside it what a conflict says about how things stand now. */
export interface Problem extends Omit<Schemas['ProblemView'], 'errors'> {
  readonly errors?: Schemas['FieldProblemView'][];
  readonly current?: { readonly version: number; readonly state: string | null; readonly status: string };
  readonly decision?: Pick<Decision, 'action' | 'decidedBy' | 'reasonCode' | 'createdAt'> | null;
  readonly holder?: { readonly id?: string; readonly name: string | null };
  readonly expiresAt?: string;
}
