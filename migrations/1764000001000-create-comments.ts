import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What readers say: articles, authors, comments and every version of their text. */
export class CreateComments1764000001000 implements MigrationInterface {
  name = 'CreateComments1764000001000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE article (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id text NOT NULL,
        title text,
        url text,
        section text,
        tags text[] NOT NULL DEFAULT '{}',
        lang text,
        published_at timestamptz,
        comments_mode text NOT NULL DEFAULT 'open' CHECK (comments_mode IN ('open', 'premoderated', 'closed')),
        closes_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    await db.query(`
      CREATE TABLE author (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('anonymous', 'registered', 'subscriber', 'staff')),
        name text,
        roles text[] NOT NULL DEFAULT '{}',
        email_hash bytea,
        email_domain text,
        email_verified boolean,
        registered_at timestamptz,
        submitted integer NOT NULL DEFAULT 0,
        approved integer NOT NULL DEFAULT 0,
        rejected integer NOT NULL DEFAULT 0,
        last_rejected_at timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    await db.query(`
      CREATE TABLE comment (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        external_id text,
        article_id text NOT NULL,
        author_id text,
        author_name text,
        author_kind text NOT NULL CHECK (author_kind IN ('anonymous', 'registered', 'subscriber', 'staff')),
        parent_id uuid,
        depth smallint NOT NULL DEFAULT 0,
        status text NOT NULL CHECK (status IN ('published', 'held', 'rejected', 'withdrawn')),
        version integer NOT NULL DEFAULT 1,
        revision integer NOT NULL DEFAULT 1,
        fingerprint bytea NOT NULL,
        ip_hash bytea,
        device_hash bytea,
        metadata jsonb,
        created_at timestamptz NOT NULL,
        status_changed_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, article_id) REFERENCES article (site_id, id),
        FOREIGN KEY (site_id, author_id) REFERENCES author (site_id, id),
        FOREIGN KEY (site_id, parent_id) REFERENCES comment (site_id, id)
      )`);
    // Intake: the same external id is one comment.
    await db.query('CREATE UNIQUE INDEX comment_external_key ON comment (site_id, external_id) WHERE external_id IS NOT NULL');
    // Published list: an article's top level, newest or oldest first, by keyset; a removed parent stays as a placeholder over its replies.
    await db.query('CREATE INDEX comment_article_top_idx ON comment (site_id, article_id, id) WHERE parent_id IS NULL');
    // How many comments an article shows; search by article.
    await db.query(`CREATE INDEX comment_article_published_idx ON comment (site_id, article_id, id) WHERE status = 'published'`);
    // Published list: the replies under a page of parents. Also the foreign key's own check.
    await db.query('CREATE INDEX comment_parent_idx ON comment (site_id, parent_id, id) WHERE parent_id IS NOT NULL');
    // Search by author and a reader's own held comments.
    await db.query('CREATE INDEX comment_author_idx ON comment (site_id, author_id, id) WHERE author_id IS NOT NULL');
    // Search by status: what is not published is the small part.
    await db.query(`CREATE INDEX comment_unpublished_idx ON comment (site_id, status, id) WHERE status <> 'published'`);
    await db.query(`
      CREATE TABLE comment_revision (
        site_id uuid NOT NULL,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        title text,
        body text NOT NULL,
        format text NOT NULL CHECK (format IN ('text', 'html', 'markdown')),
        evaluation_id uuid NOT NULL,
        judged_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, comment_id, revision),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id)
      )`);
    await db.query(`
      CREATE TABLE report (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        reporter text NOT NULL,
        reporter_kind text NOT NULL CHECK (reporter_kind IN ('anonymous', 'registered')),
        reason text NOT NULL,
        note text,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id)
      )`);
    // One report per reader and comment; also sums the weight of a comment's reports.
    await db.query('CREATE UNIQUE INDEX report_reporter_key ON report (site_id, comment_id, reporter)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE report, comment_revision, comment, author, article');
  }
}
