import { Injectable } from '@nestjs/common';
import type { PersonId, SiteId } from '../domain/ids';
import type { Role } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface Member {
  readonly id: PersonId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Of articles, which this person looks after; empty: all of them. */
  readonly sections: readonly string[];
  readonly createdAt: Date;
  readonly hasSecondFactor: boolean;
}

const COLUMNS = `p.id, p.email, p.name, m.role, m.sections, m.created_at AS "createdAt",
  EXISTS (SELECT FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor"`;

const LIST = statement('membership_list', `SELECT ${COLUMNS} FROM membership m JOIN person p ON p.id = m.person_id WHERE m.site_id = $1 AND m.person_id > $2 ORDER BY m.person_id LIMIT $3`);
const FIND = statement('membership_find', `SELECT ${COLUMNS} FROM membership m JOIN person p ON p.id = m.person_id WHERE m.site_id = $1 AND m.person_id = $2`);
const LOCK = statement('membership_lock', `SELECT ${COLUMNS} FROM membership m JOIN person p ON p.id = m.person_id WHERE m.site_id = $1 AND m.person_id = $2 FOR UPDATE OF m`);
const AMONG = statement('membership_among', 'SELECT person_id AS id FROM membership WHERE site_id = $1 AND person_id = ANY ($2::uuid[])');
const ADD = statement('membership_add', 'INSERT INTO membership (site_id, person_id, role, created_at, sections) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, person_id) DO NOTHING');
const SET = statement('membership_set', 'UPDATE membership SET role = $3, sections = $4 WHERE site_id = $1 AND person_id = $2');
const REMOVE = statement('membership_remove', 'DELETE FROM membership WHERE site_id = $1 AND person_id = $2');
/** Locked in one order, so that two admins who remove each other cannot both succeed and do not deadlock. */
const LOCK_ADMINS = statement('membership_lock_admins', `SELECT person_id AS id FROM membership WHERE site_id = $1 AND role = 'admin' ORDER BY person_id FOR UPDATE`);

/** Who works on a site, in which role. */
@Injectable()
export class MembershipStore {
  /** In the order people were first added, after the given id; one more than `limit` tells that there is a next page. */
  async list(on: Queryable, siteId: SiteId, after: string, limit: number): Promise<Member[]> {
    return rows<Member>(on, LIST, [siteId, after, limit + 1]);
  }

  async find(on: Queryable, siteId: SiteId, personId: PersonId): Promise<Member | null> {
    const [row] = await rows<Member>(on, FIND, [siteId, personId]);
    return row ?? null;
  }

  /** Those of the people who work on the site. */
  async membersAmong(on: Queryable, siteId: SiteId, ids: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
    if (ids.length === 0) return new Set();
    return new Set((await rows<{ id: PersonId }>(on, AMONG, [siteId, ids])).map(({ id }) => id));
  }

  /** Locks the membership until the end of the transaction; the site's admins are locked before it. */
  async lock(tx: Tx, siteId: SiteId, personId: PersonId): Promise<Member | null> {
    const [row] = await rows<Member>(tx, LOCK, [siteId, personId]);
    return row ?? null;
  }

  /** False when the person works there already. */
  async add(tx: Tx, siteId: SiteId, { id, role, sections, createdAt }: Pick<Member, 'id' | 'role' | 'sections' | 'createdAt'>): Promise<boolean> {
    return (await changed(tx, ADD, [siteId, id, role, createdAt, sections])) === 1;
  }

  async set(tx: Tx, siteId: SiteId, { id, role, sections }: Pick<Member, 'id' | 'role' | 'sections'>): Promise<void> {
    await changed(tx, SET, [siteId, id, role, sections]);
  }

  async remove(tx: Tx, siteId: SiteId, personId: PersonId): Promise<void> {
    await changed(tx, REMOVE, [siteId, personId]);
  }

  /** The site's admins, locked until the transaction ends. */
  async lockAdmins(tx: Tx, siteId: SiteId): Promise<PersonId[]> {
    return (await rows<{ id: PersonId }>(tx, LOCK_ADMINS, [siteId])).map(({ id }) => id);
  }
}
