import type { PoolClient } from 'pg';

/** One hand-written statement. The name makes PostgreSQL parse and plan it once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names are unique in the house: two texts under one name would be an error on the connection that saw the first. */
const registered = new Map<string, Statement>();

export function statement(name: string, text: string): Statement {
  if (registered.has(name)) throw new Error(`There are two statements named ${name}`);
  const made = { name, text: text.trim() };
  registered.set(name, made);
  return made;
}

/** Every statement of the loaded modules, by name: what tests hold to the schema. */
export function registeredStatements(): ReadonlyMap<string, Statement> {
  return registered;
}

/**
 * Several writing statements as one, for one round trip instead of many: they keep their own parameters, given one list after
 * the other. They share a snapshot, so none may read what another writes, but for what a part that is `named` returns, under its
 * name; foreign keys are checked at the end, over all of them.
 */
export function together(name: string, parts: readonly (Statement & { readonly named?: string })[]): Statement {
  let offset = 0;
  const texts = parts.map(({ text, named }, index) => {
    const shifted = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${String(Number(number) + offset)}`);
    offset += Math.max(0, ...Array.from(text.matchAll(/\$(\d+)/g), ([, number]) => Number(number)));
    return `${named ?? `w${String(index)}`} AS (${shifted})`;
  });
  return statement(name, `WITH ${texts.join(',\n')}\nSELECT 1`);
}

/** Where a statement can run: a transaction, or the pool for reads that need none. */
export interface Queryable {
  readonly client: Pick<PoolClient, 'query'>;
}

/** The rows of a statement. Every raw result of the house comes through this door. */
export async function rows<Row>(on: Queryable, { name, text }: Statement, params: readonly unknown[]): Promise<Row[]> {
  return (await on.client.query<Row & object>({ name, text, values: [...params] })).rows;
}

/** How many rows a statement changed. */
export async function changed(on: Queryable, { name, text }: Statement, params: readonly unknown[]): Promise<number> {
  return (await on.client.query({ name, text, values: [...params] })).rowCount ?? 0;
}
