import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the site hears: endpoints, the outbox written in the transaction of each change, deliveries and their attempts. */
export class CreateWebhooks1764000004000 implements MigrationInterface {
  name = 'CreateWebhooks1764000004000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE webhook_endpoint (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        url text NOT NULL,
        types text[] NOT NULL,
        include_text boolean NOT NULL DEFAULT false,
        secret bytea NOT NULL,
        previous_secret bytea,
        previous_secret_until timestamptz,
        is_enabled boolean NOT NULL DEFAULT true,
        disabled_reason text,
        failing_since timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    await db.query(`
      CREATE TABLE outbox (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        type text NOT NULL,
        comment_id uuid,
        decision_id uuid,
        payload jsonb NOT NULL,
        send_after timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id)
      )`);
    // The relay takes what is due, oldest first.
    await db.query('CREATE INDEX outbox_due_idx ON outbox (send_after)');
    // An undo looks for its decision's unsent message.
    await db.query('CREATE INDEX outbox_decision_idx ON outbox (site_id, decision_id) WHERE decision_id IS NOT NULL');
    await db.query(`
      CREATE TABLE webhook_delivery (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        endpoint_id uuid NOT NULL,
        message_id text NOT NULL,
        type text NOT NULL,
        payload text NOT NULL,
        status text NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        last_status integer,
        last_error text,
        created_at timestamptz NOT NULL,
        delivered_at timestamptz,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, endpoint_id) REFERENCES webhook_endpoint (site_id, id) ON DELETE CASCADE
      )`);
    // The delivery log of an endpoint, newest first.
    await db.query('CREATE INDEX webhook_delivery_endpoint_idx ON webhook_delivery (site_id, endpoint_id, id)');
    await db.query(`
      CREATE TABLE webhook_attempt (
        site_id uuid NOT NULL,
        delivery_id uuid NOT NULL,
        attempt integer NOT NULL,
        status integer,
        error text,
        took_ms integer NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, delivery_id, attempt),
        FOREIGN KEY (site_id, delivery_id) REFERENCES webhook_delivery (site_id, id) ON DELETE CASCADE
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE webhook_attempt, webhook_delivery, outbox, webhook_endpoint');
  }
}
