import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What moderators write beside an item: notes, tags that may end, and the lists they look at again and again. */
export class KeepNotesTagsAndViews1764000027000 implements MigrationInterface {
  name = 'KeepNotesTagsAndViews1764000027000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE review_note (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        comment_id uuid NOT NULL,
        item_id uuid NOT NULL,
        text text NOT NULL,
        written_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, item_id) REFERENCES review_item (site_id, id) ON DELETE CASCADE
      )`);
    // The notes on a comment, those of its earlier items included.
    await db.query('CREATE INDEX review_note_comment_idx ON review_note (site_id, comment_id, id)');
    await db.query('CREATE INDEX review_note_item_idx ON review_note (site_id, item_id)');
    await db.query(`
      CREATE TABLE review_tag (
        site_id uuid NOT NULL,
        item_id uuid NOT NULL,
        tag text NOT NULL,
        added_by uuid NOT NULL,
        added_at timestamptz NOT NULL,
        expires_at timestamptz,
        PRIMARY KEY (site_id, item_id, tag),
        FOREIGN KEY (site_id, item_id) REFERENCES review_item (site_id, id) ON DELETE CASCADE
      )`);
    // Items with a tag.
    await db.query('CREATE INDEX review_tag_tag_idx ON review_tag (site_id, tag, item_id)');
    // Tags whose time is over.
    await db.query('CREATE INDEX review_tag_expires_idx ON review_tag (expires_at) WHERE expires_at IS NOT NULL');
    await db.query(`
      CREATE TABLE review_view (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL,
        filter jsonb NOT NULL,
        sort text NOT NULL,
        is_shared boolean NOT NULL,
        owner_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    // One's own views and those that colleagues share, by name.
    await db.query('CREATE INDEX review_view_owner_idx ON review_view (site_id, owner_id, name)');
    await db.query('CREATE INDEX review_view_shared_idx ON review_view (site_id, name) WHERE is_shared');
    // How many copies of a text there are.
    await db.query('CREATE INDEX near_duplicate_cluster_idx ON near_duplicate (site_id, cluster)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX near_duplicate_cluster_idx');
    await db.query('DROP TABLE review_view, review_tag, review_note');
  }
}
