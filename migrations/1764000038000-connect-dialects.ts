import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Software that speaks another filter's protocol to a site: its connections, their secrets, and their last calls. */
export class ConnectDialects1764000038000 implements MigrationInterface {
  name = 'ConnectDialects1764000038000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE connection (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        dialect text NOT NULL CHECK (dialect IN ('akismet', 'perspective', 'coral', 'openai')),
        name text NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}',
        is_enabled boolean NOT NULL DEFAULT true,
        revoked_at timestamptz,
        created_by text,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    // A signed call names its connection by id, before the site is known.
    await db.query('CREATE INDEX connection_id_idx ON connection (id)');
    await db.query(`
      CREATE TABLE connection_secret (
        site_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        id uuid NOT NULL,
        lookup bytea NOT NULL,
        sealed bytea NOT NULL,
        valid_until timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, connection_id, id),
        FOREIGN KEY (site_id, connection_id) REFERENCES connection (site_id, id) ON DELETE CASCADE
      )`);
    // "Whose secret is this", once per secret and a few seconds.
    await db.query('CREATE INDEX connection_secret_lookup_idx ON connection_secret (lookup)');
    // The last calls of a connection, newest first by primary key; never a text, an address or a secret.
    await db.query(`
      CREATE TABLE connection_call (
        site_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        id uuid NOT NULL,
        operation text NOT NULL,
        status smallint NOT NULL,
        outcome text,
        took_ms integer NOT NULL,
        odd text[] NOT NULL,
        called_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, connection_id, id),
        FOREIGN KEY (site_id, connection_id) REFERENCES connection (site_id, id) ON DELETE CASCADE
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE connection_call, connection_secret, connection');
  }
}
