import type { Permission } from './permissions';
import type { AuthorKind } from './statuses';
import type { Dialect } from './dialects';
import type { AuthorId, PersonId, SiteId } from './ids';

/** Who is calling, as the credential says: never the body. */
export type Actor =
  | { readonly kind: 'site_key'; readonly keyId: string; readonly permissions: ReadonlySet<Permission> }
  /** Software that speaks another filter's protocol. */
  | { readonly kind: 'connection'; readonly connectionId: string; readonly dialect: Dialect; readonly permissions: ReadonlySet<Permission> }
  | { readonly kind: 'person'; readonly personId: PersonId; readonly name: string; readonly isOwner: boolean; readonly permissions: ReadonlySet<Permission> }
  | {
      readonly kind: 'reader';
      readonly authorId: AuthorId;
      readonly name: string | null;
      readonly authorKind: AuthorKind;
      readonly permissions: ReadonlySet<Permission>;
    };

/** The tenant a request is about; every store method takes `id` first. */
export interface Site {
  readonly id: SiteId;
  readonly slug: string;
  readonly name: string;
  readonly settings: SiteSettings;
}

/** Whether claims bind: not at all; as a courtesy (nobody decides what a colleague holds); or nobody decides what they have not claimed. */
export const CLAIM_MODES = ['off', 'optional', 'required'] as const;
export type ClaimMode = (typeof CLAIM_MODES)[number];

/** Whether readers are asked to think again before a text is judged for good: never; when it would be rejected; also when it would be held. */
export const NUDGE_MODES = ['off', 'rejected', 'held'] as const;
export type NudgeMode = (typeof NUDGE_MODES)[number];

/** What admins may set per site; stored as JSON, every field with a default so that an older row stays readable. */
export interface SiteSettings {
  /** Longest accepted body, UTF-16 units. */
  readonly bodyLimit: number;
  /** Origins that may read published comments and open reader sessions from a browser. */
  readonly allowedOrigins: readonly string[];
  readonly timeZone: string;
  readonly reports: ReportSettings;
  /** Seconds a decision's webhook waits so that an undo can cancel it. */
  readonly undoSeconds: number;
  /** Share of automatic rejections that people review all the same, in per cent. */
  readonly auditSamplePercent: number;
  readonly claims: ClaimMode;
  readonly desk: CalmSettings;
  readonly retention: RetentionSettings;
  readonly law: LawSettings;
  readonly readers: ReaderSettings;
}

/** What readers may do with what they wrote. */
export interface ReaderSettings {
  /** Minutes in which the author of a comment may change it; 0: never. */
  readonly editMinutes: number;
  readonly nudge: NudgeMode;
}

/** What the law asks of the site. */
export interface LawSettings {
  /** Restrictions get a statement of reasons. */
  readonly statements: boolean;
  /** Anybody may give notice of illegal content. */
  readonly notices: boolean;
  /** Where somebody who is restricted can write to; null: not said. */
  readonly contact: string | null;
}

/** How the desk spares the eyes of whoever has not chosen for themselves. */
export interface CalmSettings {
  /** Slurs and threats are blurred until they are pointed at. */
  readonly blur: boolean;
  /** No colours. */
  readonly grey: boolean;
  /** A break is suggested after so many hard comments; 0: never. */
  readonly breakAfter: number;
}

export interface ReportSettings {
  /** Sum of report weights that holds a published comment until a moderator has looked; null: reports alone never do. */
  readonly holdAtWeight: number | null;
}

/** Days after which a kind of personal data goes by itself; null: it stays as long as what it belongs to. */
export interface RetentionSettings {
  /** Keyed hashes of addresses, devices and email addresses, and labels on them. */
  readonly addresses: number;
  /** What was known of a comment when it was judged: facts, and what the rules saw in them. */
  readonly facts: number | null;
  /** Notes of colleagues and reporters, messages to and from authors. */
  readonly notes: number | null;
  /** Texts of comments that were rejected or withdrawn, counted from that day. */
  readonly rejectedTexts: number | null;
  /** What was sent by webhook. */
  readonly deliveries: number;
  /** What was wrong with rows of imports. */
  readonly importProblems: number;
  /** Who gave notice of illegal content, and why, counted from the outcome. */
  readonly notices: number;
}

export const DEFAULT_SITE_SETTINGS: SiteSettings = {
  bodyLimit: 10_000,
  allowedOrigins: [],
  timeZone: 'UTC',
  reports: { holdAtWeight: 3 },
  undoSeconds: 10,
  auditSamplePercent: 3,
  claims: 'optional',
  desk: { blur: false, grey: false, breakAfter: 0 },
  retention: { addresses: 90, facts: null, notes: null, rejectedTexts: null, deliveries: 30, importProblems: 90, notices: 180 },
  law: { statements: false, notices: false, contact: null },
  readers: { editMinutes: 5, nudge: 'off' },
};

/** Stable text for logs, idempotency keys and the event log. */
export function actorKey(actor: Actor): string {
  switch (actor.kind) {
    case 'site_key':
      return `key:${actor.keyId}`;
    case 'connection':
      return `connection:${actor.connectionId}`;
    case 'person':
      return `person:${actor.personId}`;
    case 'reader':
      return `reader:${actor.authorId}`;
  }
}
