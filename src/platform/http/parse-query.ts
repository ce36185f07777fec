import { parse as parsePlain } from 'node:querystring';
import { parse } from 'qs';

const MOST_PARAMETERS = 100;
const NESTED_OR_ESCAPED = /[[\]%]/;

/**
 * A query as an object: a name given twice is a list, `a[b]=c` is nested at most three deep, beyond a hundred parameters nothing is
 * read, and names of object members such as `__proto__` are dropped. Most queries are plain, and those Node reads ten times as fast,
 * to the same effect.
 */
export function parseQuery(query: string): Record<string, unknown> {
  if (!NESTED_OR_ESCAPED.test(query)) {
    const plain = parsePlain(query, '&', '=', { maxKeys: MOST_PARAMETERS });
    if (!Object.keys(plain).some((name) => name === '' || name in Object.prototype)) return plain;
  }
  return parse(query, { depth: 3, parameterLimit: MOST_PARAMETERS, allowPrototypes: false });
}
