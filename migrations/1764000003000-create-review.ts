import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decide: queues, items with their claim, decisions, and the log of everything that happened. */
export class CreateReview1764000003000 implements MigrationInterface {
  name = 'CreateReview1764000003000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE queue (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id text NOT NULL,
        name text NOT NULL,
        position integer NOT NULL,
        sla_minutes integer,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    await db.query(`
      CREATE TABLE policy (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id text NOT NULL,
        title text NOT NULL,
        position integer NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    await db.query(`
      CREATE TABLE review_item (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        comment_id uuid NOT NULL,
        article_id text NOT NULL,
        author_id text,
        state text NOT NULL CHECK (state IN ('open', 'resolved')),
        queue_id text NOT NULL,
        priority integer NOT NULL,
        reason text NOT NULL,
        rule text,
        policy text,
        content_revision integer NOT NULL,
        version integer NOT NULL DEFAULT 1,
        claimed boolean NOT NULL DEFAULT false,
        claim_id uuid,
        claimed_by uuid,
        claimed_at timestamptz,
        claim_expires_at timestamptz,
        skips integer NOT NULL DEFAULT 0,
        escalated_at timestamptz,
        due_at timestamptz,
        opened_at timestamptz NOT NULL,
        resolved_at timestamptz,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id),
        FOREIGN KEY (site_id, queue_id) REFERENCES queue (site_id, id)
      )`);
    // A second reason joins the open item, never opens another.
    await db.query(`CREATE UNIQUE INDEX review_item_open_key ON review_item (site_id, comment_id) WHERE state = 'open'`);
    // Claim the next of one queue, worst first. Claimed items leave the index, so the cost does not grow with live claims.
    await db.query(`CREATE INDEX review_item_next_idx ON review_item (site_id, queue_id, priority DESC, opened_at, id) WHERE state = 'open' AND NOT claimed`);
    // Claim the next of any queue.
    await db.query(`CREATE INDEX review_item_next_any_idx ON review_item (site_id, priority DESC, opened_at, id) WHERE state = 'open' AND NOT claimed`);
    // Lists of open items by queue, claimed ones included.
    await db.query(`CREATE INDEX review_item_open_idx ON review_item (site_id, queue_id, priority DESC, opened_at, id) WHERE state = 'open'`);
    // Heartbeat and release of a claim; the sweep of ended claims.
    await db.query('CREATE INDEX review_item_claim_idx ON review_item (site_id, claim_id) WHERE claimed');
    await db.query('CREATE INDEX review_item_lease_idx ON review_item (claim_expires_at) WHERE claimed');
    // An item's earlier lives, and "what happened to this comment".
    await db.query('CREATE INDEX review_item_comment_idx ON review_item (site_id, comment_id, opened_at)');
    await db.query(`
      CREATE TABLE review_signal (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        item_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('verdict', 'report', 'edit')),
        evaluation_id uuid,
        judged_at timestamptz,
        report_id uuid,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, item_id) REFERENCES review_item (site_id, id)
      )`);
    await db.query('CREATE INDEX review_signal_item_idx ON review_signal (site_id, item_id, id)');
    await db.query(`
      CREATE TABLE review_skip (
        site_id uuid NOT NULL,
        item_id uuid NOT NULL,
        person_id uuid NOT NULL,
        until timestamptz NOT NULL,
        PRIMARY KEY (site_id, item_id, person_id),
        FOREIGN KEY (site_id, item_id) REFERENCES review_item (site_id, id)
      )`);
    // Which items to hide from a person who skipped them.
    await db.query('CREATE INDEX review_skip_person_idx ON review_skip (site_id, person_id, until)');
    await db.query(`
      CREATE TABLE decision (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        comment_id uuid NOT NULL,
        item_id uuid NOT NULL,
        item_version integer NOT NULL,
        revision integer NOT NULL,
        action text NOT NULL CHECK (action IN ('approve', 'reject')),
        reason_code text,
        note text,
        status_before text NOT NULL,
        status_after text NOT NULL,
        comment_version integer NOT NULL,
        decided_by uuid NOT NULL,
        reversed_by uuid,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id),
        FOREIGN KEY (site_id, item_id) REFERENCES review_item (site_id, id)
      )`);
    // The latest effective decision on a comment: human decisions win over rules, and only that one can be undone.
    await db.query('CREATE INDEX decision_comment_idx ON decision (site_id, comment_id, created_at)');
    await db.query('CREATE INDEX decision_item_idx ON decision (site_id, item_id, created_at)');
    await db.query(`
      CREATE TABLE event (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        position bigint,
        type text NOT NULL,
        actor text NOT NULL,
        comment_id uuid,
        item_id uuid,
        decision_id uuid,
        payload jsonb NOT NULL DEFAULT '{}',
        request_id text,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    // Stream and export read committed events by position only; one worker gives positions (decisions.md 13).
    await db.query('CREATE UNIQUE INDEX event_position_key ON event (site_id, position) WHERE position IS NOT NULL');
    await db.query('CREATE INDEX event_unpositioned_idx ON event (site_id, id) WHERE position IS NULL');
    // "What happened to this comment", on the item's page.
    await db.query('CREATE INDEX event_comment_idx ON event (site_id, comment_id, id) WHERE comment_id IS NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE event, decision, review_skip, review_signal, review_item, policy, queue');
  }
}
