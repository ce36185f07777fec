import type { ErasureId, SiteId } from '../domain/ids';

export const ERASURE_QUEUE = 'privacy-erasure';

/** A slice of an erasure is to be done. A job too many does nothing. */
export interface ErasureJob {
  readonly siteId: SiteId;
  readonly erasureId: ErasureId;
}
