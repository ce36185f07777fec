import type { Client } from 'pg';

/** TypeORM's own record of what has run. */
const NOT_OURS = `c.relname <> 'migrations'`;

const TABLES = `
  SELECT c.relname AS name, pg_get_partkeydef(c.oid) AS partitioned, pg_get_expr(c.relpartbound, c.oid) AS bound,
    (SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = c.oid) AS parent
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND ${NOT_OURS} ORDER BY c.relname`;

const COLUMNS = `
  SELECT c.relname AS name, a.attname AS part, concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS definition
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND ${NOT_OURS}
  ORDER BY c.relname, a.attname`;

// NOT NULL stands with the columns; PostgreSQL 18 also calls it a constraint, older ones do not.
const CONSTRAINTS = `
  SELECT c.relname AS name, k.conname AS part, pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.relnamespace = 'public'::regnamespace AND k.contype <> 'n' AND ${NOT_OURS} ORDER BY c.relname, k.conname`;

const INDEXES = `
  SELECT t.relname AS name, c.relname AS part, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
  WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'migrations' AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
  ORDER BY t.relname, c.relname`;

const OTHERS = `
  SELECT 'function ' || p.oid::regprocedure::text AS line FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass::text FROM pg_trigger t WHERE NOT t.tgisinternal
  UNION ALL SELECT 'sequence ' || c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' AND c.relname <> 'migrations_id_seq'
  UNION ALL SELECT 'type ' || t.typname FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd')
  ORDER BY 1`;

interface Table {
  readonly name: string;
  readonly partitioned: string | null;
  readonly bound: string | null;
  readonly parent: string | null;
}

interface Part {
  readonly name: string;
  readonly part: string;
  readonly definition: string;
}

/** Everything the migrations have made, sorted, one thing a line: two databases with the same lines have the same schema. */
export async function schemaText(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query<Table>(TABLES);
  const parts: Part[][] = [];
  for (const query of [COLUMNS, CONSTRAINTS, INDEXES]) parts.push((await client.query<Part>(query)).rows);
  const { rows: others } = await client.query<{ line: string }>(OTHERS);
  return [...tables.flatMap((table) => ['', headOf(table), ...parts.flatMap((of) => of.filter(({ name }) => name === table.name).map(({ part, definition }) => `  ${part}: ${definition}`))]), ...others.map(({ line }) => line)].slice(1);
}

function headOf({ name, partitioned, bound, parent }: Table): string {
  return [`table ${name}`, ...(partitioned === null ? [] : [`partitioned by ${partitioned}`]), ...(parent === null || bound === null ? [] : [`partition of ${parent} ${bound}`])].join(' ');
}
