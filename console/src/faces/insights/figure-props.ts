import type { Stretch } from '../../api/insights';
import type { Buckets } from '../../charts/formats';

/** What every figure over time is told. */
export interface FigureProps {
  readonly site: string;
  readonly stretch: Stretch;
  readonly buckets: Buckets;
  /** The log may be read: what people did can be listed. */
  readonly mayAudit: boolean;
  readonly onStretch: (from: number, to: number) => void;
}

/** Charts of one page show the same moment. */
export const TOGETHER = 'insights';

/** Distances between the marks of counts. */
export const COUNT_STEPS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];
/** Distances between the marks of times, in seconds, such that each is a round time. */
export const TIME_STEPS: readonly number[] = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000, 1_728_000];
