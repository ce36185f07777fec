import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who a person is to the identity provider: its own id of them, which an e-mail address given to somebody else never is. */
export class LinkIdentities1764000066000 implements MigrationInterface {
  name = 'LinkIdentities1764000066000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE person_identity (
        issuer text NOT NULL,
        subject text NOT NULL,
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (issuer, subject),
        UNIQUE (person_id, issuer)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE person_identity');
  }
}
