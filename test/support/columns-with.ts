import type { Client } from 'pg';

/** Whatever can carry a text, in tables of ours and of the job queue, each partition by itself. */
const COLUMNS = `
  SELECT quote_ident(c.table_schema) || '.' || quote_ident(c.table_name) AS table, quote_ident(c.column_name) AS column
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
    AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY', 'tsvector', 'USER-DEFINED')`;

/** Every column that holds this text, whatever its case, in clear, as bytes or in base64: `table.column`, the schema left out where it is `public`. */
export async function columnsWith(database: Client, text: string): Promise<string[]> {
  const { rows: columns } = await database.query<{ table: string; column: string }>(COLUMNS);
  const holds = (column: string): string => `strpos(lower(${column}::text), $1) > 0 OR strpos(${column}::text, encode(convert_to($2, 'UTF8'), 'hex')) > 0`;
  const checks = columns.map(({ table, column }) => `SELECT '${table}.${column}' AS name WHERE EXISTS (SELECT FROM ${table} WHERE ${holds(column)})`);
  const { rows } = await database.query<{ name: string }>(checks.join(' UNION ALL '), [text.toLowerCase(), text]);
  return rows.map(({ name }) => name.replace(/^public\./, ''));
}
