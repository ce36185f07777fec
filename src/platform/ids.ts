import { v7 } from 'uuid';

/** A UUIDv7: ordered by the time it was made, monotonic within this process. Brand it where it enters the house. */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}

/** The lowest UUIDv7 of a moment: its first 48 bits are the milliseconds since 1970 (RFC 9562). */
export function firstIdOf(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
