import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, rows, type Statement, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

type Cell = string | number | Date | null;

/** A sum to be added to: its key, and what to add to each of its numbers. */
export interface Addition {
  readonly key: readonly Cell[];
  readonly by: readonly number[];
  /** The latest moment it saw, where the table keeps one. */
  readonly last?: Date | null;
}

interface Table {
  readonly name: string;
  readonly key: readonly (readonly [column: string, type: string])[];
  readonly sums: readonly (readonly [column: string, type: string])[];
  readonly last?: string;
}

const integers = (...columns: readonly string[]): Table['sums'] => columns.map((column) => [column, 'integer'] as const);

const TABLES = {
  rule_daily: {
    name: 'rule_daily',
    key: [['day', 'date'], ['rule', 'text'], ['version', 'integer']],
    sums: [...integers('hits', 'only_hits', 'rejects', 'pending', 'confirmed', 'overturned'), ['weight_confirmed', 'float8'], ['weight_overturned', 'float8'], ['weight_squared', 'float8'], ['errors', 'integer'], ['us_sum', 'bigint']],
    last: 'last_hit',
  },
  entry_daily: { name: 'entry_daily', key: [['rule', 'text'], ['day', 'date'], ['entry', 'text']], sums: integers('hits', 'confirmed', 'overturned') },
  section_daily: { name: 'section_daily', key: [['rule', 'text'], ['day', 'date'], ['section', 'text']], sums: integers('hits', 'confirmed', 'overturned') },
  judged_hourly: { name: 'judged_hourly', key: [['hour', 'timestamptz'], ['version', 'integer'], ['event', 'text']], sums: [...integers('evaluated', 'passed'), ['us_sum', 'bigint']] },
  rule_hourly: { name: 'rule_hourly', key: [['hour', 'timestamptz'], ['rule', 'text']], sums: integers('hits') },
  rule_error_minute: { name: 'rule_error_minute', key: [['minute', 'timestamptz'], ['rule', 'text']], sums: integers('errors') },
} satisfies Record<string, Table>;

export type SumTable = keyof typeof TABLES;

/** One row per key in a statement: PostgreSQL refuses to add to the same row twice. */
function adding({ name, key, sums, last }: Table): Statement {
  const columns = [...key, ...sums, ...(last === undefined ? [] : [[last, 'timestamptz'] as const])];
  const names = columns.map(([column]) => column).join(', ');
  const sets = [...sums.map(([column]) => `${column} = t.${column} + excluded.${column}`), ...(last === undefined ? [] : [`${last} = greatest(t.${last}, excluded.${last})`])];
  return statement(
    `${name}_add`,
    `INSERT INTO ${name} AS t (site_id, ${names}) SELECT $1, * FROM unnest(${columns.map(([, type], index) => `$${String(index + 2)}::${type}[]`).join(', ')})
   ON CONFLICT (site_id, ${key.map(([column]) => column).join(', ')}) DO UPDATE SET ${sets.join(', ')}`,
  );
}

const ADD = Object.fromEntries(Object.entries(TABLES).map(([name, table]) => [name, adding(table)])) as Record<SumTable, Statement>;

/**
 * The parts of a rule that make it the same rule: what it looks for and what it does, and the lists it names, but not its words for people, its
 * tests or its mode. `on` defaults to new and edited comments.
 */
const REGISTER = statement(
  'rule_version_register',
  `WITH lists AS MATERIALIZED (
     SELECT s.version, to_jsonb(l.list ->> 'id')::text AS named, md5(l.list::text) AS hash
     FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(coalesce(s.document -> 'lists', '[]')) AS l (list)
     WHERE s.site_id = $1 AND s.version = ANY ($2::integer[]))
   INSERT INTO rule_version (site_id, rule, version, name, mode, action, events, daily_maximum, content, created_at)
   SELECT $1, r.rule ->> 'id', s.version, coalesce(r.rule ->> 'name', r.rule ->> 'id'), r.rule ->> 'mode', coalesce(r.rule -> 'then' ->> 'action', 'none'),
     CASE WHEN r.rule ? 'on' THEN ARRAY(SELECT jsonb_array_elements_text(r.rule -> 'on')) ELSE '{create,edit}' END, (r.rule ->> 'max_actions_per_day')::integer,
     md5((r.rule - '{name,description,mode,reason,policy,examples}'::text[])::text
       || coalesce((SELECT string_agg(l.hash, '' ORDER BY l.hash) FROM lists l WHERE l.version = s.version AND strpos(r.rule::text, l.named) > 0), '')), s.created_at
   FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(s.document -> 'rules') AS r (rule)
   WHERE s.site_id = $1 AND s.version = ANY ($2::integer[])
   ON CONFLICT DO NOTHING`,
);

/** Small tables, read as a whole once an hour. */
const EXPIRE = [
  ['rule_error_minute', 'minute', 1],
  ['rule_hourly', 'hour', 15],
  ['judged_hourly', 'hour', 40],
] as const;
const DAY_MS = 86_400_000;
const EXPIRING = EXPIRE.map(([table, column, days]) => ({ days, sql: statement(`${table}_expire`, `DELETE FROM ${table} WHERE ${column} < $1`) }));

/** rule_version_version_idx. */
const KNOWN = statement('rule_version_known', 'SELECT DISTINCT version FROM rule_version WHERE site_id = $1 AND version = ANY ($2::integer[])');

/** Sums of what rules did. Written by the folding worker alone, which holds its cursor: no two writers meet. */
@Injectable()
export class RuleSumsStore {
  async add(tx: Tx, siteId: SiteId, table: SumTable, additions: readonly Addition[]): Promise<void> {
    if (additions.length === 0) return;
    const { key, sums, last }: Table = TABLES[table];
    const columns: unknown[][] = [...key.map((_, i) => additions.map((one) => one.key[i])), ...sums.map((_, i) => additions.map(({ by }) => by[i] ?? 0))];
    if (last !== undefined) columns.push(additions.map((one) => one.last ?? null));
    await changed(tx, ADD[table], [siteId, ...columns]);
  }

  /** Forgets hours and minutes that nothing looks back to any more, of all sites; returns how many. */
  async expire(tx: Tx, now: Date): Promise<number> {
    let gone = 0;
    for (const { days, sql } of EXPIRING) gone += await changed(tx, sql, [new Date(now.getTime() - days * DAY_MS)]);
    return gone;
  }

  /** Sees to it that these versions' rules are known, each once. */
  async register(tx: Tx, siteId: SiteId, versions: readonly number[]): Promise<void> {
    const known = new Set((await rows<{ version: number }>(tx, KNOWN, [siteId, versions])).map(({ version }) => version));
    const fresh = versions.filter((version) => !known.has(version));
    if (fresh.length > 0) await changed(tx, REGISTER, [siteId, fresh]);
  }
}
