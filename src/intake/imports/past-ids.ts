import { hash } from 'node:crypto';

/**
 * A UUIDv7 of that moment, always the same for the same key: a comment that is imported again gets the same id, and lists that
 * follow ids are in the order in which people wrote.
 */
export function idAt<Id extends string>(moment: Date, ...key: readonly string[]): Id {
  const bytes = hash('sha256', key.map((part) => `${String(part.length)}:${part}`).join(''), 'buffer');
  bytes.writeUIntBE(moment.getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id;
}
