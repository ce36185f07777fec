import { Injectable } from '@nestjs/common';
import { type CalmSettings, DEFAULT_SITE_SETTINGS } from '../domain/actor';
import type { PersonId } from '../domain/ids';
import type { Role } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface Person {
  readonly id: PersonId;
  readonly email: string;
  readonly name: string;
  readonly isOwner: boolean;
}

export interface NewPerson extends Person {
  readonly passwordHash: string;
  readonly createdAt: Date;
}

/** A site that a person may enter. */
export interface SiteRole {
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  /** That the person looks after; empty: all of them. */
  readonly sections: readonly string[];
  /** What the site has set for its desk. */
  readonly desk: CalmSettings;
}

/** As written; null while nothing was ever set. */
type SiteRoleRow = Omit<SiteRole, 'desk'> & { readonly desk: Partial<CalmSettings> | null };

const COLUMNS = 'id, email, name, is_owner AS "isOwner"';

const BY_ID = statement('person_by_id', `SELECT ${COLUMNS} FROM person WHERE id = $1`);
const BY_EMAIL = statement('person_by_email', `SELECT ${COLUMNS} FROM person WHERE lower(email) = lower($1)`);
const ENABLED_BY_EMAIL = statement('person_enabled_by_email', `SELECT ${COLUMNS} FROM person WHERE lower(email) = lower($1) AND disabled_at IS NULL`);
const SIGN_IN = statement('person_sign_in', `SELECT ${COLUMNS}, password_hash AS "passwordHash" FROM person WHERE lower(email) = lower($1) AND disabled_at IS NULL`);
const SECOND_STEP = statement('person_second_step', `SELECT ${COLUMNS}, password_hash AS "passwordHash" FROM person WHERE id = $1 AND disabled_at IS NULL`);
const PASSWORD = statement('person_password', 'SELECT password_hash AS "passwordHash" FROM person WHERE id = $1');
const INSERT = statement('person_insert', 'INSERT INTO person (id, email, name, password_hash, is_owner, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (lower(email)) DO NOTHING');
const SET_PASSWORD = statement('person_set_password', 'UPDATE person SET password_hash = $2 WHERE id = $1');
const SET_NAME = statement('person_set_name', 'UPDATE person SET name = $2 WHERE id = $1');
const HAS_OWNER = statement('person_has_owner', 'SELECT 1 FROM person WHERE is_owner LIMIT 1');
/** The one with that address if it is an owner's, else who became a colleague first. */
const OWNER_EMAIL = statement('person_owner_email', 'SELECT email FROM person WHERE is_owner AND disabled_at IS NULL ORDER BY lower(email) = lower($1) DESC, id LIMIT 1');
const MAKE_OWNER = statement('person_make_owner', 'UPDATE person SET is_owner = true WHERE id = $1');
const OWNER_LOCK = statement('person_owner_lock', 'SELECT pg_advisory_xact_lock($1)');
const SITES = statement('person_sites', `SELECT s.slug, s.name, m.role, m.sections, s.settings->'desk' AS desk FROM membership m JOIN site s ON s.id = m.site_id WHERE m.person_id = $1 ORDER BY s.slug`);
const ALL_SITES = statement(
  'person_all_sites',
  `SELECT s.slug, s.name, 'admin' AS role, coalesce(m.sections, '{}') AS sections, s.settings->'desk' AS desk
   FROM site s LEFT JOIN membership m ON m.site_id = s.id AND m.person_id = $1 ORDER BY s.slug LIMIT $2`,
);
/** An owner over everybody; an admin over those who are no admin or owner and work nowhere but on sites of theirs. */
const HAS_RIGHT_OVER = statement(
  'person_has_right_over',
  `SELECT FROM person p, person one WHERE p.id = $1 AND p.disabled_at IS NULL AND one.id = $2 AND one.id <> p.id AND (p.is_owner OR (
     NOT one.is_owner AND EXISTS (SELECT FROM membership w WHERE w.person_id = one.id) AND NOT EXISTS (
       SELECT FROM membership w WHERE w.person_id = one.id
       AND (w.role = 'admin' OR NOT EXISTS (SELECT FROM membership a WHERE a.site_id = w.site_id AND a.person_id = p.id AND a.role = 'admin')))))`,
);

/** Any number of our own; the same in every process, so that two first starts make one owner. */
const OWNER_LOCK_KEY = 7_336_203;
/** More sites than this are found through GET /v1/sites. */
const MOST_SITES_SHOWN = 500;

/** The people at the desk. They belong to no site; their memberships do. */
@Injectable()
export class PersonStore {
  async byId(on: Queryable, id: PersonId): Promise<Person | null> {
    const [row] = await rows<Person>(on, BY_ID, [id]);
    return row ?? null;
  }

  async byEmail(on: Queryable, email: string): Promise<Person | null> {
    const [row] = await rows<Person>(on, BY_EMAIL, [email]);
    return row ?? null;
  }

  /** Null for unknown and disabled people. */
  async enabledByEmail(on: Queryable, email: string): Promise<Person | null> {
    const [row] = await rows<Person>(on, ENABLED_BY_EMAIL, [email]);
    return row ?? null;
  }

  /** With the password's hash; null for unknown and disabled people. */
  async forSignIn(on: Queryable, email: string): Promise<(Person & { readonly passwordHash: string | null }) | null> {
    const [row] = await rows<Person & { passwordHash: string | null }>(on, SIGN_IN, [email]);
    return row ?? null;
  }

  /** With the password's hash; null for unknown and disabled people. */
  async forSecondStep(on: Queryable, id: PersonId): Promise<(Person & { readonly passwordHash: string | null }) | null> {
    const [row] = await rows<Person & { passwordHash: string | null }>(on, SECOND_STEP, [id]);
    return row ?? null;
  }

  async passwordHashOf(on: Queryable, id: PersonId): Promise<string | null> {
    const [row] = await rows<{ passwordHash: string | null }>(on, PASSWORD, [id]);
    return row?.passwordHash ?? null;
  }

  /** False when the address is taken. */
  async insert(tx: Tx, { id, email, name, passwordHash, isOwner, createdAt }: NewPerson): Promise<boolean> {
    return (await changed(tx, INSERT, [id, email, name, passwordHash, isOwner, createdAt])) === 1;
  }

  async setPassword(tx: Tx, id: PersonId, passwordHash: string): Promise<void> {
    await changed(tx, SET_PASSWORD, [id, passwordHash]);
  }

  async setName(tx: Tx, id: PersonId, name: string): Promise<void> {
    await changed(tx, SET_NAME, [id, name]);
  }

  /** Whether there is an owner; whoever asks is alone with the answer until the transaction ends. */
  async hasOwner(tx: Tx): Promise<boolean> {
    await rows(tx, OWNER_LOCK, [OWNER_LOCK_KEY]);
    return (await rows(tx, HAS_OWNER, [])).length > 0;
  }

  /** Of an owner, the one with that address if there is such; null when there is no owner who can sign in. */
  async ownerEmail(on: Queryable, preferred: string): Promise<string | null> {
    return (await rows<{ email: string }>(on, OWNER_EMAIL, [preferred]))[0]?.email ?? null;
  }

  async makeOwner(tx: Tx, id: PersonId): Promise<void> {
    await changed(tx, MAKE_OWNER, [id]);
  }

  /** Whether one person may let another into their account again. */
  async hasRightOver(on: Queryable, personId: PersonId, otherId: PersonId): Promise<boolean> {
    return (await rows(on, HAS_RIGHT_OVER, [personId, otherId])).length > 0;
  }

  /** The sites a person may enter; an owner enters all of them as admin. */
  async sitesOf(on: Queryable, person: Pick<Person, 'id' | 'isOwner'>): Promise<SiteRole[]> {
    const found = await (person.isOwner ? rows<SiteRoleRow>(on, ALL_SITES, [person.id, MOST_SITES_SHOWN]) : rows<SiteRoleRow>(on, SITES, [person.id]));
    return found.map((row) => ({ ...row, desk: { ...DEFAULT_SITE_SETTINGS.desk, ...row.desk } }));
  }
}
