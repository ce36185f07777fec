import { Injectable } from '@nestjs/common';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** Rows after which a plan made for an empty table does harm. */
const GROWN = 50;

/** Tables that hold rows and of which the planner knows nothing: neither ANALYZE nor VACUUM has counted any. Of ours: another role's may not be analysed. Names come quoted. */
const YOUNG = statement(
  'young_tables',
  `SELECT format('%I.%I', t.schemaname, t.relname) AS name FROM pg_stat_user_tables t JOIN pg_class c ON c.oid = t.relid
   WHERE t.schemaname = current_schema() AND c.reltuples < 1 AND pg_has_role(c.relowner, 'USAGE') AND t.n_live_tup >= ${String(GROWN)} ORDER BY t.n_live_tup DESC LIMIT 10`,
);

/** What PostgreSQL's planner knows of tables that have just begun to fill. */
@Injectable()
export class YoungTableStore {
  async names(on: Queryable): Promise<string[]> {
    return (await rows<{ name: string }>(on, YOUNG, [])).map(({ name }) => name);
  }

  /** Has the server look at a sample of the rows; prepared statements are planned anew afterwards. A table that is busy being altered is left out. */
  async analyse(on: Queryable, name: string): Promise<void> {
    // A table's name cannot be a parameter; this one was quoted by the server.
    await on.client.query(`ANALYZE (SKIP_LOCKED) ${name}`);
  }
}
