import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who: sites, their keys, the people who work on them. Tokens and passwords stand here as hashes only. */
export class CreateSitesAndPeople1764000000000 implements MigrationInterface {
  name = 'CreateSitesAndPeople1764000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE site (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        name text NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        name text NOT NULL,
        password_hash text,
        is_owner boolean NOT NULL DEFAULT false,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Sign-in and invitations look people up by address, whatever its case.
    await db.query('CREATE UNIQUE INDEX person_email_key ON person (lower(email))');
    await db.query(`
      CREATE TABLE membership (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('viewer', 'moderator', 'lead', 'admin')),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (site_id, person_id)
      )`);
    // "Which sites may this person enter", at every sign-in.
    await db.query('CREATE INDEX membership_person_idx ON membership (person_id)');
    await db.query(`
      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        csrf_token text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX session_person_idx ON session (person_id)');
    await db.query('CREATE INDEX session_expires_idx ON session (expires_at)');
    await db.query(`
      CREATE TABLE personal_token (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        name text NOT NULL,
        secret_hash bytea NOT NULL UNIQUE,
        expires_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX personal_token_person_idx ON personal_token (person_id)');
    await db.query(`
      CREATE TABLE api_key (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL,
        scopes text[] NOT NULL,
        secret_hash bytea NOT NULL,
        created_by uuid,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (site_id, id)
      )`);
    // The guard knows only the secret of a request and the site of its path.
    await db.query('CREATE UNIQUE INDEX api_key_secret_key ON api_key (site_id, secret_hash)');
    await db.query(`
      CREATE TABLE rate_limit (
        key text PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rate_limit, api_key, personal_token, session, membership, person, site');
  }
}
