import type { MigrationInterface, QueryRunner } from 'typeorm';

const ORDER = 'priority DESC, opened_at, item_id';

/** Queues that sort items by themselves, items that sleep, and one slim row per open item for everything that lists filter by. */
export class ListWaitingItems1764000026000 implements MigrationInterface {
  name = 'ListWaitingItems1764000026000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE queue
      ADD COLUMN conditions jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN members uuid[] NOT NULL DEFAULT '{}',
      ADD COLUMN hidden_actions text[] NOT NULL DEFAULT '{}',
      ADD COLUMN moved_to text,
      ADD COLUMN removed_at timestamptz`);
    await db.query(`ALTER TABLE review_item
      ADD COLUMN IF NOT EXISTS kind text NOT NULL DEFAULT 'comment' CHECK (kind IN ('comment', 'appeal')),
      ADD COLUMN author_kind text,
      ADD COLUMN section text,
      ADD COLUMN lang text,
      ADD COLUMN score integer NOT NULL DEFAULT 0,
      ADD COLUMN rules text[] NOT NULL DEFAULT '{}',
      ADD COLUMN reports integer NOT NULL DEFAULT 0,
      ADD COLUMN snoozed_until timestamptz`);
    await this.describe(db);
    await this.createWaiting(db);
    await this.indexWaiting(db);
    // What sleeps is not offered. The lists of open items have a table of their own, so two indexes leave every claim.
    await db.query('DROP INDEX review_item_next_idx, review_item_next_any_idx, review_item_open_idx, review_item_open_age_idx');
    const awake = `WHERE state = 'open' AND NOT claimed AND snoozed_until IS NULL`;
    // Claim the next of one queue, worst first. Claimed items leave the index, so the cost does not grow with live claims.
    await db.query(`CREATE INDEX review_item_next_idx ON review_item (site_id, queue_id, priority DESC, opened_at, id) ${awake}`);
    // Claim the next of any queue.
    await db.query(`CREATE INDEX review_item_next_any_idx ON review_item (site_id, priority DESC, opened_at, id) ${awake}`);
    // Who has slept long enough.
    await db.query(`CREATE INDEX review_item_snooze_idx ON review_item (snoozed_until) WHERE state = 'open' AND snoozed_until IS NOT NULL`);
    // One's own claims, however many others have.
    await db.query('CREATE INDEX review_item_holder_idx ON review_item (site_id, claimed_by) WHERE claimed');
    // Queues that are going, whose items must be moved.
    await db.query('CREATE INDEX queue_removed_idx ON queue (removed_at) WHERE removed_at IS NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX queue_removed_idx, review_item_holder_idx, review_item_snooze_idx, review_item_next_any_idx, review_item_next_idx');
    await db.query('DROP TABLE waiting_item');
    await db.query(`CREATE INDEX review_item_open_age_idx ON review_item (site_id, queue_id, opened_at, id) WHERE state = 'open'`);
    await db.query(`CREATE INDEX review_item_open_idx ON review_item (site_id, queue_id, priority DESC, opened_at, id) WHERE state = 'open'`);
    await db.query(`CREATE INDEX review_item_next_any_idx ON review_item (site_id, priority DESC, opened_at, id) WHERE state = 'open' AND NOT claimed`);
    await db.query(`CREATE INDEX review_item_next_idx ON review_item (site_id, queue_id, priority DESC, opened_at, id) WHERE state = 'open' AND NOT claimed`);
    await db.query(`ALTER TABLE review_item DROP COLUMN IF EXISTS kind, DROP COLUMN author_kind, DROP COLUMN section, DROP COLUMN lang, DROP COLUMN score,
      DROP COLUMN rules, DROP COLUMN reports, DROP COLUMN snoozed_until`);
    await db.query('ALTER TABLE queue DROP COLUMN conditions, DROP COLUMN members, DROP COLUMN hidden_actions, DROP COLUMN moved_to, DROP COLUMN removed_at');
  }

  /** What is known of items that were opened before. */
  private async describe(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE review_item i SET author_kind = c.author_kind, section = a.section, lang = a.lang, rules = CASE WHEN i.rule IS NULL THEN '{}' ELSE ARRAY[i.rule] END,
        reports = (SELECT count(*) FROM review_signal g WHERE g.site_id = i.site_id AND g.item_id = i.id AND g.kind = 'report')
      FROM comment c JOIN article a ON a.site_id = c.site_id AND a.id = c.article_id
      WHERE c.site_id = i.site_id AND c.id = i.comment_id AND i.state = 'open'`);
  }

  /**
   * Open items as lists see them: no text but its words, no claim. Claims, the most frequent change of an item, leave it
   * alone, and a hundred thousand rows of it are read in the time of a few thousand of the whole.
   */
  private async createWaiting(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE waiting_item (
        site_id uuid NOT NULL,
        item_id uuid NOT NULL,
        comment_id uuid NOT NULL,
        kind text NOT NULL,
        queue_id text NOT NULL,
        priority integer NOT NULL,
        opened_at timestamptz NOT NULL,
        due_at timestamptz,
        escalated_at timestamptz,
        snoozed_until timestamptz,
        article_id text NOT NULL,
        author_id text,
        author_kind text,
        section text,
        lang text,
        policy text,
        rules text[] NOT NULL,
        score integer NOT NULL,
        reports integer NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (site_id, item_id),
        FOREIGN KEY (site_id, item_id) REFERENCES review_item (site_id, id) ON DELETE CASCADE
      )`);
    // The words lie apart: they are most of the row, and only a search that is about to find many reads them.
    await db.query('ALTER TABLE waiting_item ALTER COLUMN words SET STORAGE EXTERNAL');
    await db.query('ALTER TABLE waiting_item SET (toast_tuple_target = 256)');
    await db.query(`
      INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports, words)
      SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.due_at, i.escalated_at, i.snoozed_until, i.article_id, i.author_id, i.author_kind, i.section, i.lang, i.policy, i.rules, i.score, i.reports,
        strip(to_tsvector('simple', r.body))
      FROM review_item i JOIN comment c ON c.site_id = i.site_id AND c.id = i.comment_id
      JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
      WHERE i.state = 'open'`);
  }

  private async indexWaiting(db: QueryRunner): Promise<void> {
    // Everything that waits, worst first, oldest first; of one queue.
    await db.query(`CREATE INDEX waiting_item_order_idx ON waiting_item (site_id, ${ORDER})`);
    await db.query('CREATE INDEX waiting_item_age_idx ON waiting_item (site_id, opened_at, item_id)');
    await db.query(`CREATE INDEX waiting_item_queue_idx ON waiting_item (site_id, queue_id, ${ORDER})`);
    await db.query('CREATE INDEX waiting_item_queue_age_idx ON waiting_item (site_id, queue_id, opened_at, item_id)');
    // What waits of one author, under one article, in a section, in a language, under a policy.
    await db.query(`CREATE INDEX waiting_item_author_idx ON waiting_item (site_id, author_id, ${ORDER}) WHERE author_id IS NOT NULL`);
    await db.query(`CREATE INDEX waiting_item_article_idx ON waiting_item (site_id, article_id, ${ORDER})`);
    await db.query(`CREATE INDEX waiting_item_section_idx ON waiting_item (site_id, section, ${ORDER}) WHERE section IS NOT NULL`);
    await db.query(`CREATE INDEX waiting_item_lang_idx ON waiting_item (site_id, lang, ${ORDER}) WHERE lang IS NOT NULL`);
    await db.query(`CREATE INDEX waiting_item_policy_idx ON waiting_item (site_id, policy, ${ORDER}) WHERE policy IS NOT NULL`);
    // The few that are appeals, were escalated, reported or put off.
    await db.query(`CREATE INDEX waiting_item_appeal_idx ON waiting_item (site_id, ${ORDER}) WHERE kind = 'appeal'`);
    await db.query(`CREATE INDEX waiting_item_escalated_idx ON waiting_item (site_id, ${ORDER}) WHERE escalated_at IS NOT NULL`);
    await db.query(`CREATE INDEX waiting_item_reported_idx ON waiting_item (site_id, ${ORDER}) WHERE reports > 0`);
    await db.query('CREATE INDEX waiting_item_snoozed_idx ON waiting_item (site_id, snoozed_until) WHERE snoozed_until IS NOT NULL');
    // Past their time limit.
    await db.query('CREATE INDEX waiting_item_due_idx ON waiting_item (site_id, due_at) WHERE due_at IS NOT NULL');
    // What a rule fired on, and words of the text. A short pending list, because every search walks it.
    await db.query('CREATE INDEX waiting_item_rules_idx ON waiting_item USING gin (rules) WITH (gin_pending_list_limit = 256)');
    await db.query('CREATE INDEX waiting_item_words_idx ON waiting_item USING gin (words) WITH (gin_pending_list_limit = 256)');
  }
}
