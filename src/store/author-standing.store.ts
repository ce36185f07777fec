import { Injectable } from '@nestjs/common';
import type { AuthorId, DecisionId, PersonId, SiteId } from '../domain/ids';
import type { AuthorStanding } from '../domain/statuses';
import { changed, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** What a person made of an author, since when and until when. */
export interface StandingRow {
  readonly standing: AuthorStanding;
  readonly standing_until: Date | null;
  readonly standing_by: PersonId;
  readonly standing_at: Date;
  readonly standing_note: string | null;
  /** Null: not by a decision. */
  readonly standing_decision_id: DecisionId | null;
}

const COLUMNS = 'standing, standing_until, standing_by, standing_at, standing_note, standing_decision_id';

const LOCK = statement('author_standing_lock', `SELECT ${COLUMNS} FROM author WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE`);
const PUT = statement(
  'author_standing_put',
  `UPDATE author SET standing = $3, standing_until = $4, standing_by = $5, standing_at = $6, standing_note = $7, standing_decision_id = $8 WHERE site_id = $1 AND id = $2`,
);

/** How authors stand with the moderators. Intake reads it with the author's record, so it holds from the next comment on. */
@Injectable()
export class AuthorStandingStore {
  /** Locks the author. Undefined: no such author; null: nothing was made of them. */
  async lock(tx: Tx, siteId: SiteId, id: AuthorId): Promise<StandingRow | null | undefined> {
    const [row] = await rows<StandingRow | { readonly standing: null }>(tx, LOCK, [siteId, id]);
    return row?.standing === null ? null : row;
  }

  /** The caller holds the author's lock. Null ends it. */
  async put(tx: Tx, siteId: SiteId, id: AuthorId, standing: StandingRow | null): Promise<void> {
    await changed(tx, PUT, [siteId, id, standing?.standing ?? null, standing?.standing_until ?? null, standing?.standing_by ?? null, standing?.standing_at ?? null, standing?.standing_note ?? null, standing?.standing_decision_id ?? null]);
  }
}
