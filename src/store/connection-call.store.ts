import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { instants, integers, jsonbs, smallints, texts, uuids } from '../platform/database/columns';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';

/** One call of a connection, as "test connection" shows it. Never a text, an address or a secret. */
export interface ConnectionCall {
  readonly id: string;
  /** `comment-check`, `comments:analyze` …, as the protocol names it. */
  readonly operation: string;
  readonly status: number;
  /** What the caller was told, in a word; null when nothing was told. */
  readonly outcome: string | null;
  readonly tookMs: number;
  /** What a person who sets the connection up should know, as sentences. */
  readonly odd: readonly string[];
  readonly calledAt: Date;
}

/** So many stay per connection. */
export const CALLS_KEPT = 100;

const INSERT = statement(
  'connection_call_insert',
  `INSERT INTO connection_call (site_id, connection_id, id, operation, status, outcome, took_ms, odd, called_at)
   SELECT c.site_id, c.id, u.id, u.operation, u.status, u.outcome, u.took_ms, ARRAY(SELECT jsonb_array_elements_text(u.odd)), u.called_at
     FROM connection c, unnest($3::uuid[], $4::text[], $5::smallint[], $6::text[], $7::integer[], $8::jsonb[], $9::timestamptz[]) AS u (id, operation, status, outcome, took_ms, odd, called_at)
    WHERE c.site_id = $1 AND c.id = $2
   ON CONFLICT DO NOTHING`,
);
/** Along the primary key. */
const PRUNE = statement(
  'connection_call_prune',
  `DELETE FROM connection_call WHERE site_id = $1 AND connection_id = $2
     AND id <= (SELECT id FROM connection_call WHERE site_id = $1 AND connection_id = $2 ORDER BY id DESC OFFSET ${CALLS_KEPT} LIMIT 1)`,
);
const LIST = statement('connection_call_list', 'SELECT id, operation, status, outcome, took_ms AS "tookMs", odd, called_at AS "calledAt" FROM connection_call WHERE site_id = $1 AND connection_id = $2 ORDER BY id DESC LIMIT $3');

/** What connections were asked lately: bounded, for people who set one up; not a record of anything. */
@Injectable()
export class ConnectionCallStore {
  /** Adds calls and lets the oldest go. A connection that is not there any more takes none. */
  async add(on: Queryable, siteId: SiteId, connectionId: string, calls: readonly ConnectionCall[]): Promise<void> {
    const column = <Key extends keyof ConnectionCall>(key: Key): ConnectionCall[Key][] => calls.map((call) => call[key]);
    await changed(on, INSERT, [
      siteId, connectionId, uuids(column('id')), texts(column('operation')), smallints(column('status')), texts(column('outcome')), integers(column('tookMs')),
      jsonbs(column('odd').map((odd) => JSON.stringify(odd))), instants(column('calledAt')),
    ]);
    await changed(on, PRUNE, [siteId, connectionId]);
  }

  /** Newest first. */
  async list(on: Queryable, siteId: SiteId, connectionId: string, limit = CALLS_KEPT): Promise<ConnectionCall[]> {
    return rows(on, LIST, [siteId, connectionId, limit]);
  }
}
