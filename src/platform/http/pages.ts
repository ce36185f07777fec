import { problem, invalidField } from '../../domain/errors';
import { isPlainText } from './validators';

/** A page of a list: opaque cursor, null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Cuts the one row too many that tells whether there is a next page. */
export function page<Row, Item>(rows: readonly Row[], limit: number, view: (row: Row) => Item, keyOf: (row: Row) => readonly (string | number)[]): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key inside a cursor: exactly `length` parts, each a finite number or a string PostgreSQL can take; 422 for anything that we did not make. */
export function decodeCursor(cursor: string, length: number): readonly (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length && key.every((part) => isPlainText(part) || Number.isFinite(part))) return key as (string | number)[];
  } catch {
    // Not JSON: the same answer as any other foreign cursor.
  }
  throw invalidField('?cursor', 'This is not a cursor of this list.');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/** A path's id, branded; a text that cannot be an id is simply not there. */
export function uuidParam<Id extends string>(text: string): Id {
  if (!UUID.test(text)) throw problem('not_found');
  return text.toLowerCase() as Id;
}

/** A path's id that is the site's own text, branded; a text that cannot be one names nothing. */
export function textParam<Id extends string>(text: string, longest: number): Id {
  if (!isPlainText(text) || text.length > longest) throw problem('not_found');
  return text as Id;
}
