import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** Names of facts in the latest evaluations: from the end of the primary key, partition by partition. */
const SENT = statement(
  'evaluation_sent_fields',
  `WITH latest AS (SELECT facts FROM evaluation WHERE site_id = $1 ORDER BY judged_at DESC LIMIT $2)
   SELECT (SELECT count(*) FROM latest)::integer AS evaluations, ARRAY (SELECT DISTINCT name FROM latest, json_object_keys(latest.facts -> 'fields') AS name) AS fields`,
);

/** What a site tells of its comments. */
@Injectable()
export class SentFieldsStore {
  /** The facts that any of the latest evaluations had a value of, and how many evaluations that were. */
  async latest(on: Queryable, siteId: SiteId, limit: number): Promise<{ readonly evaluations: number; readonly fields: readonly string[] }> {
    const [row] = await rows<{ evaluations: number; fields: readonly string[] }>(on, SENT, [siteId, limit]);
    return row ?? { evaluations: 0, fields: [] };
  }
}
