import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The relay takes one site's due messages at a time: without this index it would walk through every other site's backlog. */
export class IndexOutboxBySite1764000008000 implements MigrationInterface {
  name = 'IndexOutboxBySite1764000008000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX outbox_site_due_idx ON outbox (site_id, send_after, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX outbox_site_due_idx');
  }
}
