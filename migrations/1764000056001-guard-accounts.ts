import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A second factor for those who sign in by password, sessions that can be listed, and a log of what happens to accounts. */
export class GuardAccounts1764000056001 implements MigrationInterface {
  name = 'GuardAccounts1764000056001';

  async up(db: QueryRunner): Promise<void> {
    // A person sees their sessions and ends one by its id: the token's hash stays where it is looked up.
    await db.query(`
      ALTER TABLE session
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN user_agent text,
        ADD COLUMN signed_in_by text NOT NULL DEFAULT 'password' CHECK (signed_in_by IN ('password', 'code', 'recovery_code', 'oidc'))`);
    await db.query(`
      CREATE TABLE second_factor (
        person_id uuid PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
        secret bytea NOT NULL,
        last_step bigint NOT NULL DEFAULT 0,
        confirmed_at timestamptz,
        created_at timestamptz NOT NULL
      )`);
    await db.query(`
      CREATE TABLE recovery_code (
        person_id uuid NOT NULL REFERENCES second_factor (person_id) ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (person_id, code_hash)
      )`);
    await db.query(`
      CREATE TABLE account_event (
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        type text NOT NULL,
        actor text NOT NULL,
        payload jsonb NOT NULL,
        request_id text,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (person_id, id)
      )`);
    // The owner reads all accounts' lines, newest first.
    await db.query('CREATE INDEX account_event_id_idx ON account_event (id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE account_event');
    await db.query('DROP TABLE recovery_code');
    await db.query('DROP TABLE second_factor');
    await db.query('ALTER TABLE session DROP COLUMN id, DROP COLUMN user_agent, DROP COLUMN signed_in_by');
  }
}
