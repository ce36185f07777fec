import type { ScanFloor } from '../store/claim.store';

/**
 * A claim slower than this met many index entries of items that are gone. Nothing removes them while an old snapshot
 * (a dump, a long report) is open, and every claim would step over all of them (measured: 2,300 claims a second fell to 141).
 */
const SLOW_MS = 20;
/** What arrives above the floor waits at most this long. */
const LIFE_MS = 1_000;
/** One per queue in use; a bound against sites without number. */
const MOST = 1_000;

interface Remembered {
  readonly floor: ScanFloor;
  readonly since: number;
}

/** Where the last claim of a queue ended, kept for a second and only when scanning from the top has become slow. */
export class ScanFloors {
  private readonly floors = new Map<string, Remembered>();

  /** `at` in milliseconds of any steady clock; null: scan from the top. */
  of(queue: string, at: number): ScanFloor | null {
    const known = this.floors.get(queue);
    if (known === undefined) return null;
    if (at - known.since < LIFE_MS) return known.floor;
    this.floors.delete(queue);
    return null;
  }

  /** After a claim that took `tookMs` and ended at `last`. A floor in force moves down with the claims but does not live longer. */
  note(queue: string, last: ScanFloor, { at, tookMs }: { readonly at: number; readonly tookMs: number }): void {
    const known = this.floors.get(queue);
    if (known === undefined && tookMs < SLOW_MS) return;
    if (known === undefined && this.floors.size >= MOST) this.floors.clear();
    this.floors.set(queue, { floor: last, since: known?.since ?? at });
  }

  forget(queue: string): void {
    this.floors.delete(queue);
  }
}
