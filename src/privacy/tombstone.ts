import type { AuthorId, ErasureId } from '../domain/ids';
import { TOMBSTONE } from '../domain/tombstone';

/** What stands where an author stood: made of the erasure's id, so that nothing leads back to whom it was. */
export function tombstoneOf(id: ErasureId): AuthorId {
  return `${TOMBSTONE}${id}` as AuthorId;
}

export function isTombstone(id: AuthorId): boolean {
  return id.startsWith(TOMBSTONE);
}
