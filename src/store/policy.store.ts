import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { Titled } from '../domain/policy-title';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** A reason a decision can name; `position` is the digit that picks it at the desk. */
export interface NewPolicy extends Titled {
  /** Restrictions under it need no statement of reasons. */
  readonly isSpam: boolean;
  readonly position: number;
}

export interface PolicyRow extends Titled {
  readonly description: string | null;
  readonly is_spam: boolean;
  readonly is_active: boolean;
  readonly position: number;
}

const SEED = statement(
  'policy_seed',
  `INSERT INTO policy (site_id, id, title, titles, is_spam, position, created_at)
   SELECT $1, p.*, $7 FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::boolean[], $6::integer[]) AS p (id, title, titles, is_spam, position) ON CONFLICT DO NOTHING`,
);

const COLUMNS = 'id, title, titles, description, is_spam, is_active, position';
const LIST = statement('policy_list', `SELECT ${COLUMNS} FROM policy WHERE site_id = $1 ORDER BY position, id`);
const FIND = statement('policy_find', `SELECT ${COLUMNS} FROM policy WHERE site_id = $1 AND id = $2`);
/** In the order of keys, so that two who sort at once do not wait for each other for ever. */
const LOCK = statement('policy_lock', `SELECT ${COLUMNS} FROM policy WHERE site_id = $1 ORDER BY id FOR UPDATE`);
const IN_USE = statement('policy_in_use', 'SELECT FROM policy WHERE site_id = $1 AND id = $2 AND is_active');
const ADD = statement(
  'policy_add',
  'INSERT INTO policy (site_id, id, title, titles, description, is_spam, is_active, position, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING',
);
const SAVE = statement('policy_save', 'UPDATE policy SET title = $3, titles = $4, description = $5, is_spam = $6, is_active = $7 WHERE site_id = $1 AND id = $2');
const PLACE = statement(
  'policy_place',
  `UPDATE policy p SET position = n.position FROM unnest($2::text[], $3::integer[]) AS n (id, position)
   WHERE p.site_id = $1 AND p.id = n.id AND p.position <> n.position`,
);
/** decision_reason_idx. */
const NAMED = statement('policy_named', 'SELECT FROM decision WHERE site_id = $1 AND reason_code = $2 LIMIT 1');
const REMOVE = statement('policy_remove', 'DELETE FROM policy WHERE site_id = $1 AND id = $2');

@Injectable()
export class PolicyStore {
  /** Makes those of the policies that are not there. */
  async seed(tx: Tx, siteId: SiteId, policies: readonly NewPolicy[], now: Date): Promise<void> {
    const column = <Key extends keyof NewPolicy>(key: Key): NewPolicy[Key][] => policies.map((policy) => policy[key]);
    await changed(tx, SEED, [siteId, column('id'), column('title'), column('titles').map((titles) => JSON.stringify(titles)), column('isSpam'), column('position'), now]);
  }

  /** In the order of the desk: those that are switched off come last. */
  list(on: Queryable, siteId: SiteId): Promise<PolicyRow[]> {
    return rows<PolicyRow>(on, LIST, [siteId]);
  }

  async find(on: Queryable, siteId: SiteId, id: string): Promise<PolicyRow | null> {
    return (await rows<PolicyRow>(on, FIND, [siteId, id]))[0] ?? null;
  }

  /** All policies of the site, locked until the end of the transaction: their order is one thing. */
  async lock(tx: Tx, siteId: SiteId): Promise<PolicyRow[]> {
    return (await rows<PolicyRow>(tx, LOCK, [siteId])).sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  }

  /** Whether a decision may name it: it is there, and nobody has switched it off. */
  async exists(on: Queryable, siteId: SiteId, id: string): Promise<boolean> {
    return (await rows(on, IN_USE, [siteId, id])).length > 0;
  }

  /** False when there is one of that id. */
  async add(tx: Tx, siteId: SiteId, policy: PolicyRow, now: Date): Promise<boolean> {
    const { id, title, titles, description, is_spam: isSpam, is_active: isActive, position } = policy;
    return (await changed(tx, ADD, [siteId, id, title, JSON.stringify(titles), description, isSpam, isActive, position, now])) === 1;
  }

  /** Everything but its place. */
  async save(tx: Tx, siteId: SiteId, { id, title, titles, description, is_spam: isSpam, is_active: isActive }: PolicyRow): Promise<void> {
    await changed(tx, SAVE, [siteId, id, title, JSON.stringify(titles), description, isSpam, isActive]);
  }

  /** Numbers the policies from 1, in this order. */
  async place(tx: Tx, siteId: SiteId, ids: readonly string[]): Promise<void> {
    await changed(tx, PLACE, [siteId, ids, ids.map((_, index) => index + 1)]);
  }

  /** Whether any decision ever named it, those taken back included. */
  async isNamed(on: Queryable, siteId: SiteId, id: string): Promise<boolean> {
    return (await rows(on, NAMED, [siteId, id])).length > 0;
  }

  async remove(tx: Tx, siteId: SiteId, id: string): Promise<void> {
    await changed(tx, REMOVE, [siteId, id]);
  }
}
