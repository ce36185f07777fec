import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is learned from people's decisions, in a way that can be unlearned: standing of authors and domains, words of spam. */
export class LearnFromDecisions1764000020000 implements MigrationInterface {
  name = 'LearnFromDecisions1764000020000';

  async up(db: QueryRunner): Promise<void> {
    // The decision on each comment that has been learned, with all that is needed to take it back.
    await db.query(`
      CREATE TABLE learned_decision (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        comment_id uuid NOT NULL,
        decision_id uuid NOT NULL,
        revision integer NOT NULL,
        action text NOT NULL CHECK (action IN ('approve', 'reject')),
        reason_code text,
        decided_at timestamptz NOT NULL,
        author_id text,
        domains text[] NOT NULL,
        category text,
        PRIMARY KEY (site_id, comment_id)
      )`);
    // The latest texts of a category, to see whether it can be told apart at all.
    await db.query('CREATE INDEX learned_decision_category_idx ON learned_decision (site_id, category, decided_at) WHERE category IS NOT NULL');
    // Sums of weights that grow with time instead of fading: a decision keeps its weight for ever, so that undoing it leaves nothing.
    await db.query(`
      CREATE TABLE reputation (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        entity text NOT NULL CHECK (entity IN ('author', 'domain')),
        name text NOT NULL,
        good double precision NOT NULL,
        bad double precision NOT NULL,
        decided integer NOT NULL,
        PRIMARY KEY (site_id, entity, name)
      )`);
    await db.query(`
      CREATE TABLE token_count (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        category text NOT NULL,
        token_hash bigint NOT NULL,
        good double precision NOT NULL,
        bad double precision NOT NULL,
        PRIMARY KEY (site_id, category, token_hash)
      )`);
    // Never changed: an evaluation names the version that it was made with.
    await db.query(`
      CREATE TABLE signal_model (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        name text NOT NULL,
        version integer NOT NULL,
        learned_good integer NOT NULL,
        learned_bad integer NOT NULL,
        auc double precision,
        is_enabled boolean NOT NULL,
        tokens_version integer NOT NULL,
        data bytea NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, name, version)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE signal_model, token_count, reputation, learned_decision');
  }
}
