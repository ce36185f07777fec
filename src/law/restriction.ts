import type { EventType } from '../domain/events';
import type { LawRestriction as Restriction } from '../domain/statement-of-reasons';
import type { EventRow } from '../store/event-log.store';

/** What a line of the log means for statements of reasons. */
export type Meaning =
  | { readonly kind: 'switched'; readonly isOn: boolean }
  /** Restricted; whether for the first time, or for another reason, is for the statement in force to say. */
  | { readonly kind: 'restricted'; readonly restriction: Restriction; readonly until: string | null }
  | { readonly kind: 'freed' }
  /** A decision was taken back: what it began ends, and what it ended goes on if the comment is rejected again. */
  | { readonly kind: 'taken_back'; readonly isRejected: boolean };

/** Lines that say what status a comment has from there on. A hold is not among the restrictions: it is the wait for one (ADR 0049). */
const CHANGES: ReadonlySet<EventType> = new Set(['comment.submitted', 'comment.edited', 'comment.withdrawn', 'comment.held', 'comment.judged_again', 'comment.erased', 'decision.made']);
const RESTRICTING: ReadonlySet<unknown> = new Set(['premoderate', 'suspend', 'ban']);

/** Null for a line that neither begins nor ends a restriction. */
export function meaningOf({ type, comment_id: commentId, payload }: Pick<EventRow, 'type' | 'comment_id' | 'payload'>): Meaning | null {
  if (type === 'settings.changed') return switchedBy(payload);
  if (type === 'author.standing_changed') return standingOf(payload);
  if (commentId === null) return null;
  const isRejected = payload['status'] === 'rejected';
  if (type === 'decision.reversed') return { kind: 'taken_back', isRejected };
  if (!CHANGES.has(type)) return null;
  if (isRejected) return { kind: 'restricted', restriction: 'removal', until: null };
  // A new comment has nothing to end.
  return type === 'comment.submitted' ? null : { kind: 'freed' };
}

function switchedBy({ changes }: EventRow['payload']): Meaning | null {
  const law = (changes as { readonly law?: { readonly to?: { readonly statements?: boolean } } } | undefined)?.law;
  return law === undefined ? null : { kind: 'switched', isOn: law.to?.statements === true };
}

function standingOf({ standing, until }: EventRow['payload']): Meaning | null {
  if (!RESTRICTING.has(standing)) return null;
  return { kind: 'restricted', restriction: standing as Restriction, until: typeof until === 'string' ? until : null };
}
