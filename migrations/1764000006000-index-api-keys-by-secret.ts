import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The guard resolves a key before it looks at the path, so that a key of another site (404) and a key that never was
 * (401) can be told apart, and a flood of invented keys costs index lookups, not scans.
 */
export class IndexApiKeysBySecret1764000006000 implements MigrationInterface {
  name = 'IndexApiKeysBySecret1764000006000';

  async up(db: QueryRunner): Promise<void> {
    // "Whose key is this", once per key and a few seconds.
    await db.query('CREATE INDEX api_key_lookup_idx ON api_key (secret_hash)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX api_key_lookup_idx');
  }
}
