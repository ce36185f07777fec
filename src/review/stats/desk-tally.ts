import type { DeskAddition, DeskKeys, FiledDecision, SkipsToCount, TimeAddition } from '../../store/stats-fold.store';
import { bucketOf } from './time-buckets';

/** Under what is summed; `site` is everything. */
export const DIMENSIONS = ['site', 'moderator', 'rule', 'policy', 'queue', 'section'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const PLACE = { approved: 0, rejected: 1, undone: 2, overturned: 3, skipped: 4, handlingMs: 5 } as const;
type Sum = keyof typeof PLACE;
type Sums = Partial<Record<Sum, number>>;

/** What a portion of the log adds to the sums of its hours, under each dimension. */
export class DeskTally {
  private readonly sums = new Map<string, DeskAddition & { readonly by: number[] }>();
  private readonly counts = new Map<string, { addition: Omit<TimeAddition, 'count'>; count: number }>();

  /** A decision that was not counted before. */
  decided(one: FiledDecision): void {
    this.add(one, { [one.action === 'approve' ? 'approved' : 'rejected']: 1, handlingMs: one.handling_ms ?? 0, ...fateOf(one, 1) });
    if (one.age_seconds !== null) this.time(one, 'age', one.age_seconds);
    if (one.handling_ms !== null) this.time(one, 'handling', one.handling_ms / 1_000);
  }

  /** A decision that was counted, and whose fate is another now. */
  turned(before: FiledDecision, fate: FiledDecision['fate']): void {
    this.add(before, fateOf(before, -1));
    this.add(before, fateOf({ fate }, 1));
  }

  skipped(one: SkipsToCount): void {
    this.add(one, { skipped: one.skips });
  }

  /** One for each hour and key: PostgreSQL refuses to add to the same row twice. */
  additions(): DeskAddition[] {
    return [...this.sums.values()].filter(({ by }) => by.some((sum) => sum !== 0));
  }

  times(): TimeAddition[] {
    return [...this.counts.values()].map(({ addition, count }) => ({ ...addition, count }));
  }

  private add(of: DeskKeys & { readonly hour: Date }, sums: Sums): void {
    for (const dimension of DIMENSIONS) {
      const key = keyOf(of, dimension);
      const id = `${dimension} ${String(of.hour.getTime())} ${key}`;
      const known = this.sums.get(id) ?? { dimension, hour: of.hour, key, by: [0, 0, 0, 0, 0, 0] };
      for (const [sum, value] of Object.entries(sums) as [Sum, number][]) known.by[PLACE[sum]] = (known.by[PLACE[sum]] ?? 0) + value;
      this.sums.set(id, known);
    }
  }

  private time(of: FiledDecision, kind: TimeAddition['kind'], seconds: number): void {
    const bucket = bucketOf(seconds);
    for (const dimension of DIMENSIONS) {
      const key = keyOf(of, dimension);
      const id = `${dimension} ${kind} ${String(of.hour.getTime())} ${String(bucket)} ${key}`;
      const known = this.counts.get(id) ?? { addition: { dimension, kind, hour: of.hour, key, bucket }, count: 0 };
      known.count++;
      this.counts.set(id, known);
    }
  }
}

function keyOf(of: DeskKeys, dimension: Dimension): string {
  return dimension === 'site' ? '' : of[dimension];
}

function fateOf({ fate }: Pick<FiledDecision, 'fate'>, by: 1 | -1): Sums {
  return fate === 'stands' ? {} : { [fate]: by };
}
