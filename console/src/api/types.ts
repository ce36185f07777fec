/** The part of the HTTP interface that the desk uses, in the shapes of the OpenAPI document. Arrays are not `readonly`: openapi-fetch maps over them. */

export type Role = 'viewer' | 'moderator' | 'lead' | 'admin';
export type CommentStatus = 'published' | 'held' | 'rejected' | 'withdrawn';
export type DecisionAction = 'approve' | 'reject';

export interface PersonSite {
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  /** What this person may do there. */
  readonly permissions: string[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isOwner: boolean;
  readonly sites: PersonSite[];
}

export interface Session {
  readonly person: Person;
  readonly csrfToken: string;
}

export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly open: number;
  readonly unclaimed: number;
  readonly overdue: number;
  readonly oldestOpenedAt: string | null;
  readonly mine: number;
}

export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly position: number;
}

/** UTF-16 units of the text as submitted; half-open. */
export interface Span {
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string | null;
  readonly entry: string;
  readonly via: string[];
}

export interface Hit {
  readonly rule: string;
  readonly mode: string;
  readonly action: string;
  readonly reason: string;
  readonly policy: string;
  readonly score: number;
  readonly spans: Span[];
}

export interface Verdict {
  readonly action: string;
  readonly score: number;
  readonly hits: Hit[];
}

export interface Claim {
  readonly id: string;
  readonly holder: { readonly id: string; readonly name: string | null };
  readonly expiresAt: string;
  readonly mine: boolean;
}

export interface ReviewedComment {
  readonly id: string;
  readonly body: string;
  readonly format: 'text' | 'html' | 'markdown';
  readonly html: string;
  readonly title: string | null;
  readonly status: CommentStatus;
  readonly version: number;
  readonly revision: number;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly externalId: string | null;
  readonly parent: { readonly id: string; readonly authorName: string | null; readonly body: string; readonly html: string } | null;
  readonly article: { readonly id: string; readonly title: string | null; readonly url: string | null; readonly section: string | null };
  readonly author: {
    readonly id: string | null;
    readonly name: string | null;
    readonly kind: string;
    readonly approved: number;
    readonly rejected: number;
    readonly submitted: number;
    readonly registeredAt: string | null;
  };
}

export interface Signal {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: string;
  readonly report?: { readonly reason: string; readonly note: string | null; readonly reporterKind?: string } | null;
}

export interface Decision {
  readonly id: string;
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly itemId: string;
  readonly commentId: string;
  readonly decidedBy: { readonly id: string; readonly name: string | null };
  readonly createdAt: string;
}

export interface PastDecision extends Decision {
  readonly reversed: boolean;
}

/** A lease on items; `token` is its id. */
export interface Lease {
  readonly id: string;
  readonly expiresAt: string;
}

export interface ReviewItem {
  readonly id: string;
  readonly version: number;
  readonly state: 'open' | 'resolved';
  readonly queueId: string;
  readonly priority: number;
  readonly reason: string;
  readonly rule: string | null;
  readonly policy: string | null;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly escalated: boolean;
  readonly claim: Claim | null;
  readonly comment: ReviewedComment;
  readonly verdict: Verdict | null;
  readonly signals: Signal[];
  readonly decisions: PastDecision[];
  readonly allowedActions: string[];
}

export interface Event {
  readonly id: string;
  /** Its place in the log of the site. */
  readonly position: number;
  readonly type: string;
  readonly actor: string;
  readonly commentId: string | null;
  readonly itemId: string | null;
  readonly decisionId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** application/problem+json, with what helps a program beside it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: { readonly pointer: string; readonly detail: string }[];
  /** Of a conflict: how things stand now, and who brought them there. */
  readonly current?: { readonly version: number; readonly state: string | null; readonly status: CommentStatus };
  readonly decision?: { readonly action: DecisionAction; readonly decidedBy: { readonly name: string | null }; readonly reasonCode: string | null; readonly createdAt: string } | null;
  readonly holder?: { readonly name: string | null };
  readonly expiresAt?: string;
}

interface Answers<Body> {
  readonly 200: { readonly content: { readonly 'application/json': Body } };
  readonly default: { readonly content: { readonly 'application/problem+json': Problem } };
}

interface Parameters<Path, Query, Header> {
  readonly path: Path;
  readonly query?: Query;
  readonly header?: Header;
}

interface Get<Path, Query, Answer> {
  readonly get: { readonly parameters: Parameters<Path, Query, never>; readonly responses: Answers<Answer> };
}

interface Post<Path, Body, Answer, Header = never> {
  readonly post: { readonly parameters: { readonly path: Path; readonly header?: Header }; readonly requestBody: { readonly content: { readonly 'application/json': Body } }; readonly responses: Answers<Answer> };
}

interface Nothing {
  readonly 204: { readonly content?: never };
  readonly default: { readonly content: { readonly 'application/problem+json': Problem } };
}

interface Delete<Path> {
  readonly delete: { readonly parameters: { readonly path: Path }; readonly responses: Nothing };
}

interface InSite {
  readonly site: string;
}

interface OfSite extends InSite {
  readonly id: string;
}

export interface paths {
  readonly '/v1/session': {
    readonly get: { readonly responses: Answers<Session> };
    readonly post: { readonly requestBody: { readonly content: { readonly 'application/json': { readonly email: string; readonly password: string } } }; readonly responses: Answers<Session> };
    readonly delete: { readonly responses: Nothing };
  };
  readonly '/v1/sites/{site}/policies': Get<InSite, never, Page<Policy>>;
  readonly '/v1/sites/{site}/review/queues': Get<InSite, never, Page<Queue>>;
  readonly '/v1/sites/{site}/review/items': Get<InSite, { readonly queue?: string; readonly state?: 'open' | 'resolved'; readonly sort?: 'priority' | 'oldest' | 'newest'; readonly limit?: number; readonly cursor?: string }, Page<ReviewItem>>;
  readonly '/v1/sites/{site}/review/items/{id}': Get<OfSite, never, ReviewItem>;
  readonly '/v1/sites/{site}/review/items/{id}/claim': Post<OfSite, { readonly takeover?: boolean }, { readonly claim: Lease; readonly item: ReviewItem }>;
  readonly '/v1/sites/{site}/review/items/{id}/skip': Post<OfSite, Record<string, never>, unknown>;
  readonly '/v1/sites/{site}/review/items/{id}/decisions': Post<OfSite, { readonly action: DecisionAction; readonly reasonCode?: string; readonly note?: string }, Decision, { readonly 'If-Match': string; readonly 'Idempotency-Key': string }>;
  readonly '/v1/sites/{site}/review/claims/{id}/heartbeat': Post<OfSite, Record<string, never>, unknown>;
  readonly '/v1/sites/{site}/review/claims/{id}': Delete<OfSite>;
  readonly '/v1/sites/{site}/review/decisions/{id}/reversal': Post<OfSite, Record<string, never>, unknown>;
  readonly '/v1/sites/{site}/review/events': Get<InSite, { readonly limit?: number; readonly after?: number }, Page<Event>>;
}
