import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An event's place in the log stands in a table of its own, so that the log is only ever added to: giving a line its place took a new
 * version of the line and an entry in each of its four indexes. What waits for a place is one row for each transaction.
 */
export class PlaceEventsApart1764000022000 implements MigrationInterface {
  readonly name = 'PlaceEventsApart1764000022000';

  async up(db: QueryRunner): Promise<void> {
    // No foreign key: the one worker that writes here has just read the event, and checking would lock each line of the log.
    await db.query(`
      CREATE TABLE event_position (
        site_id uuid NOT NULL,
        position bigint NOT NULL,
        event_id uuid NOT NULL,
        PRIMARY KEY (site_id, position)
      )`);
    await db.query(`
      CREATE TABLE event_waiting (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        event_ids uuid[] NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    await db.query('INSERT INTO event_position (site_id, position, event_id) SELECT site_id, position, id FROM event WHERE position IS NOT NULL');
    await db.query('INSERT INTO event_waiting (site_id, id, event_ids) SELECT site_id, id, ARRAY[id] FROM event WHERE position IS NULL');
    await db.query('DROP INDEX event_unpositioned_idx');
    await db.query('DROP INDEX event_position_key');
    await db.query('ALTER TABLE event DROP COLUMN position');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE event ADD COLUMN position bigint');
    await db.query('UPDATE event e SET position = p.position FROM event_position p WHERE p.site_id = e.site_id AND p.event_id = e.id');
    await db.query('CREATE UNIQUE INDEX event_position_key ON event (site_id, position) WHERE position IS NOT NULL');
    await db.query('CREATE INDEX event_unpositioned_idx ON event (site_id, id) WHERE position IS NULL');
    await db.query('DROP TABLE event_waiting');
    await db.query('DROP TABLE event_position');
  }
}
