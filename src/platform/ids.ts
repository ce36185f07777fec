import { v7 } from 'uuid';

/** A UUIDv7: ordered by the time it was made, monotonic within this process. Brand it where it enters the house. */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}
