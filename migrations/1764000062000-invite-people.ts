import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time links that let somebody in: invitations to a site and new passwords. And the sections that a person looks after. */
export class InvitePeople1764000062000 implements MigrationInterface {
  name = 'InvitePeople1764000062000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE membership ADD COLUMN sections text[] NOT NULL DEFAULT '{}'`);
    await db.query(`
      CREATE TABLE invitation (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        email text NOT NULL,
        role text NOT NULL CHECK (role IN ('viewer', 'moderator', 'lead', 'admin')),
        sections text[] NOT NULL DEFAULT '{}',
        token_hash bytea NOT NULL,
        invited_by uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    // One open invitation for each address: a new one takes the place of the one before.
    await db.query('CREATE UNIQUE INDEX invitation_email_key ON invitation (site_id, lower(email))');
    // Whoever opens a link brings its token and nothing else. 256 random bits are unique without being told to.
    await db.query('CREATE INDEX invitation_token_idx ON invitation (token_hash)');
    await db.query(`
      CREATE TABLE password_reset (
        person_id uuid PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
        token_hash bytea NOT NULL,
        made_by uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX password_reset_token_idx ON password_reset (token_hash)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE password_reset');
    await db.query('DROP TABLE invitation');
    await db.query('ALTER TABLE membership DROP COLUMN sections');
  }
}
