import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erasing an author is work of many transactions: the row says how far it has come, so that any process can go on. */
export class ErasePeople1764000050000 implements MigrationInterface {
  name = 'ErasePeople1764000050000';

  async up(db: QueryRunner): Promise<void> {
    // The id of the author stands here only while it is needed; what stays is the id of the tombstone.
    await db.query(`
      CREATE TABLE erasure (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        author_id text,
        tombstone_id text NOT NULL,
        stage text NOT NULL CHECK (stage IN ('comments', 'reports', 'record', 'outbox', 'deliveries', 'others', 'author', 'done')),
        mark uuid,
        comments integer NOT NULL DEFAULT 0,
        import_runs uuid[] NOT NULL DEFAULT '{}',
        requested_by text NOT NULL,
        request_id text,
        created_at timestamptz NOT NULL,
        looked_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (site_id, id),
        CHECK ((stage = 'done') = (author_id IS NULL))
      )`);
    // One erasure of an author at a time.
    await db.query('CREATE UNIQUE INDEX erasure_author_key ON erasure (site_id, author_id) WHERE author_id IS NOT NULL');
    // Erasures whose job was lost.
    await db.query(`CREATE INDEX erasure_open_idx ON erasure (looked_at) WHERE stage <> 'done'`);
    // What others wrote and the erased author's words or name stand in: for people to look at.
    await db.query(`
      CREATE TABLE erasure_quotation (
        site_id uuid NOT NULL,
        erasure_id uuid NOT NULL,
        comment_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('words', 'name')),
        PRIMARY KEY (site_id, erasure_id, comment_id),
        FOREIGN KEY (site_id, erasure_id) REFERENCES erasure (site_id, id) ON DELETE CASCADE,
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id)
      )`);
    await db.query('ALTER TABLE comment ADD COLUMN erased_at timestamptz');
    // Labels that a comment brought.
    await db.query('CREATE INDEX label_comment_idx ON label (site_id, comment_id) WHERE comment_id IS NOT NULL');
    // Suggested scores of a text.
    await db.query('CREATE INDEX suggested_score_body_idx ON suggested_score (site_id, md5(body))');
    // Lines of the log that name an author besides the comment; few lines do.
    await db.query(`CREATE INDEX event_author_idx ON event (site_id, (coalesce(payload ->> 'authorId', payload ->> 'subject'))) WHERE payload ?| '{authorId,subject}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX event_author_idx');
    await db.query('DROP INDEX suggested_score_body_idx');
    await db.query('DROP INDEX label_comment_idx');
    await db.query('ALTER TABLE comment DROP COLUMN erased_at');
    await db.query('DROP TABLE erasure_quotation');
    await db.query('DROP TABLE erasure');
  }
}
