import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { AuthorId, CommentId, DecisionId, ItemId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { AuthorStandingStore, type StandingRow } from '../../store/author-standing.store';
import type { DecisionRow, StoredAuthorAction, StoredStanding } from '../../store/decision.store';
import { EventStore } from '../../store/event.store';
import type { AuthorAction } from '../decision.dto';
import type { DeskCall } from '../desk-call';

/** In whose course an author's standing changes. */
export interface StandingCause {
  readonly note: string | null;
  readonly commentId: CommentId | null;
  readonly itemId: ItemId | null;
  readonly decisionId: DecisionId | null;
}

const BY_ITSELF: StandingCause = { note: null, commentId: null, itemId: null, decisionId: null };

/** Changes what moderators made of an author, with its line in the log, in the caller's transaction. */
@Injectable()
export class AuthorStandings {
  constructor(
    private readonly standings: AuthorStandingStore,
    private readonly events: EventStore,
  ) {}

  /** Null ends what there was. Returns what was in its place. `not_found` for an author nobody has seen. */
  async set(tx: Tx, call: DeskCall, authorId: AuthorId, action: (AuthorAction & Partial<StandingCause>) | null): Promise<StandingRow | null> {
    const before = await this.standings.lock(tx, call.site.id, authorId);
    if (before === undefined) throw problem('not_found');
    if (before === null && action === null) return null;
    const cause = { ...BY_ITSELF, ...action };
    const after = action && { standing: action.kind, standing_until: action.until, standing_by: call.personId, standing_at: call.now, standing_note: cause.note, standing_decision_id: cause.decisionId };
    await this.put(tx, call, authorId, { before, after, cause });
    return before;
  }

  /** Takes back what a decision made of the author, unless somebody has changed it since. */
  async restore(tx: Tx, call: DeskCall, authorId: AuthorId, { id, comment_id: commentId, item_id: itemId, author_action: action }: DecisionRow): Promise<void> {
    if (action === null) return;
    const now = await this.standings.lock(tx, call.site.id, authorId);
    if (now?.standing_decision_id !== id) return;
    await this.put(tx, call, authorId, { before: now, after: action.before && rowOf(action.before), cause: { note: null, commentId, itemId, decisionId: id } });
  }

  private async put(tx: Tx, call: DeskCall, authorId: AuthorId, { before, after, cause }: { readonly before: StandingRow | null; readonly after: StandingRow | null; readonly cause: StandingCause }): Promise<void> {
    const siteId = call.site.id;
    await this.standings.put(tx, siteId, authorId, after);
    const payload = { authorId, standing: after?.standing ?? null, until: after?.standing_until?.toISOString() ?? null, previous: before?.standing ?? null };
    const { commentId, itemId, decisionId } = cause;
    await this.events.append(tx, siteId, [{ id: newId<string>(), type: 'author.standing_changed', actor: `person:${call.personId}`, commentId, itemId, decisionId, payload, requestId: call.requestId, createdAt: call.now }]);
  }
}

/** As it is kept with the decision, so that an undo knows what to go back to. */
export function storedAction({ kind, until }: AuthorAction, before: StandingRow | null): StoredAuthorAction {
  return { kind, until: until?.toISOString() ?? null, before: before && storedStanding(before) };
}

function storedStanding(row: StandingRow): StoredStanding {
  return { kind: row.standing, until: row.standing_until?.toISOString() ?? null, by: row.standing_by, at: row.standing_at.toISOString(), note: row.standing_note, decisionId: row.standing_decision_id };
}

function rowOf({ kind, until, by, at, note, decisionId }: StoredStanding): StandingRow {
  return { standing: kind, standing_until: until === null ? null : new Date(until), standing_by: by, standing_at: new Date(at), standing_note: note, standing_decision_id: decisionId };
}
