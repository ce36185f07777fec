import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What comes in, what people decide and how long it takes: summed by hour from the log, so that a million comments cost no more to look at than a thousand. */
export class CountDeskWork1764000028000 implements MigrationInterface {
  name = 'CountDeskWork1764000028000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE volume_hourly (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        hour timestamptz NOT NULL,
        published integer NOT NULL,
        held integer NOT NULL,
        rejected integer NOT NULL,
        reported integer NOT NULL,
        decided integer NOT NULL,
        PRIMARY KEY (site_id, hour)
      )`);
    // What was counted of each decision, and under what: an undo takes back exactly that, wherever the item has gone since.
    await db.query(`
      CREATE TABLE decision_count (
        site_id uuid NOT NULL,
        decision_id uuid NOT NULL,
        hour timestamptz NOT NULL,
        moderator text NOT NULL,
        rule text NOT NULL,
        policy text NOT NULL,
        queue text NOT NULL,
        section text NOT NULL,
        action text NOT NULL,
        fate text NOT NULL CHECK (fate IN ('stands', 'undone', 'overturned')),
        age_seconds integer,
        handling_ms integer,
        PRIMARY KEY (site_id, decision_id),
        FOREIGN KEY (site_id, decision_id) REFERENCES decision (site_id, id) ON DELETE CASCADE
      )`);
    await db.query(`
      CREATE TABLE desk_hourly (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        dimension text NOT NULL CHECK (dimension IN ('site', 'moderator', 'rule', 'policy', 'queue', 'section')),
        hour timestamptz NOT NULL,
        key text NOT NULL,
        approved integer NOT NULL,
        rejected integer NOT NULL,
        undone integer NOT NULL,
        overturned integer NOT NULL,
        skipped integer NOT NULL,
        handling_ms bigint NOT NULL,
        PRIMARY KEY (site_id, dimension, hour, key)
      )`);
    // How often which time was needed; each bucket is 19 % wider than the one before.
    await db.query(`
      CREATE TABLE desk_time_hourly (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        dimension text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('age', 'handling')),
        hour timestamptz NOT NULL,
        key text NOT NULL,
        bucket smallint NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (site_id, dimension, kind, hour, key, bucket)
      )`);
    // What somebody decided just before: the time for the next one begins there.
    await db.query('CREATE INDEX decision_moderator_idx ON decision (site_id, decided_by, created_at)');
    // The places of one comment's lines in the log.
    await db.query('CREATE INDEX event_position_event_idx ON event_position (site_id, event_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX event_position_event_idx, decision_moderator_idx');
    await db.query('DROP TABLE desk_time_hourly, desk_hourly, decision_count, volume_hourly');
  }
}
