import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** A reason a decision can name; `position` is the digit that picks it at the desk. */
export interface PolicyRow {
  readonly id: string;
  readonly title: string;
  readonly position: number;
}

const SEED = statement(
  'policy_seed',
  `INSERT INTO policy (site_id, id, title, position, created_at)
   SELECT $1, p.*, $5 FROM unnest($2::text[], $3::text[], $4::integer[]) AS p (id, title, position) ON CONFLICT DO NOTHING`,
);
const LIST = statement('policy_list', 'SELECT id, title, position FROM policy WHERE site_id = $1 ORDER BY position, id');
const EXISTS = statement('policy_exists', 'SELECT FROM policy WHERE site_id = $1 AND id = $2');

@Injectable()
export class PolicyStore {
  /** Makes those of the policies that are not there. */
  async seed(tx: Tx, siteId: SiteId, policies: readonly PolicyRow[], now: Date): Promise<void> {
    await changed(tx, SEED, [siteId, policies.map(({ id }) => id), policies.map(({ title }) => title), policies.map(({ position }) => position), now]);
  }

  list(on: Queryable, siteId: SiteId): Promise<PolicyRow[]> {
    return rows<PolicyRow>(on, LIST, [siteId]);
  }

  async exists(on: Queryable, siteId: SiteId, id: string): Promise<boolean> {
    return (await rows(on, EXISTS, [siteId, id])).length > 0;
  }
}
