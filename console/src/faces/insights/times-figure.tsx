import { useMemo } from 'react';
import { useDecisionTimes } from '../../api/insights';
import { lengthWords, secondsOf } from '../../charts/formats';
import { TimeChart, type TimeSeries } from '../../charts/time-chart';
import { useWords } from '../../words/words';
import { type FigureProps, TIME_STEPS, TOGETHER } from './figure-props';
import { NoFigure } from './no-figure';

/** How long comments waited for a person: half of them, and nine of ten. */
export function TimesFigure({ site, stretch, buckets, onStretch }: FigureProps) {
  const t = useWords('insights');
  const query = useDecisionTimes(site, stretch);
  const { data } = query;
  const at = useMemo(() => (data ?? []).map((row) => secondsOf(row.at)), [data]);
  const series = useMemo(() => {
    const read = (name: 'p50Seconds' | 'p90Seconds') => ({ key: name, values: (data ?? []).map((row) => row[name]), whole: null });
    return [
      { ...read('p50Seconds'), label: t('times.p50'), tone: 'info' },
      { ...read('p90Seconds'), label: t('times.p90'), tone: 'held' },
    ] as const satisfies readonly TimeSeries[];
  }, [data, t]);
  if (data === undefined) return <NoFigure title={t('times.title')} failed={query.isError} onRetry={() => void query.refetch()} />;
  return <TimeChart title={t('times.title')} lead={t('times.lead')} at={at} buckets={buckets} series={series} stacked={false} format={lengthWords} steps={TIME_STEPS} together={TOGETHER} onStretch={onStretch} />;
}
