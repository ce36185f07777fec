import { useMemo } from 'react';
import { type Stretch, useVolume } from '../../api/insights';
import { secondsOf } from '../../charts/formats';
import { TimeChart, type TimeSeries } from '../../charts/time-chart';
import { number } from '../../words/times';
import { useWords } from '../../words/words';
import { judged, logged } from './behind';
import { COUNT_STEPS, type FigureProps, TOGETHER } from './figure-props';
import { NoFigure } from './no-figure';

type Counted = 'published' | 'held' | 'rejected' | 'reported' | 'decided';

/** What came in, by what the rules said of it. */
export function VolumeFigure({ site, stretch, buckets, onStretch }: FigureProps) {
  const t = useWords('insights');
  const { at, read, query } = useCounts(site, stretch);
  const series = useMemo(() => [
    { ...read('rejected'), label: t('rejected'), tone: 'rejected', behind: judged(site, 'rejected') },
    { ...read('held'), label: t('held'), tone: 'held', behind: judged(site, 'held') },
    { ...read('published'), label: t('published'), tone: 'published', behind: judged(site, 'published') },
  ] as const satisfies readonly TimeSeries[], [read, site, t]);
  if (query.data === undefined) return <NoFigure title={t('volume.title')} failed={query.isError} onRetry={() => void query.refetch()} />;
  return <TimeChart title={t('volume.title')} lead={t('volume.lead')} at={at} buckets={buckets} series={series} stacked format={number} steps={COUNT_STEPS} together={TOGETHER} onStretch={onStretch} />;
}

/** What asked for a person, and what people decided: where the lines part, work piles up. */
export function WorkFigure({ site, stretch, buckets, mayAudit, onStretch }: FigureProps) {
  const t = useWords('insights');
  const { at, read, query } = useCounts(site, stretch);
  const series = useMemo(() => [
    { ...read('held'), label: t('held'), tone: 'held', behind: judged(site, 'held') },
    { ...read('decided'), label: t('decided'), tone: 'info', ...(mayAudit ? { behind: logged(site, 'decision.made') } : {}) },
    { ...read('rejected'), label: t('rejected'), tone: 'rejected', behind: judged(site, 'rejected') },
    { ...read('reported'), label: t('reported'), tone: 'soft', ...(mayAudit ? { behind: logged(site, 'comment.reported') } : {}) },
  ] as const satisfies readonly TimeSeries[], [read, site, mayAudit, t]);
  if (query.data === undefined) return <NoFigure title={t('work.title')} failed={query.isError} onRetry={() => void query.refetch()} />;
  return <TimeChart title={t('work.title')} lead={t('work.lead')} at={at} buckets={buckets} series={series} stacked={false} format={number} steps={COUNT_STEPS} together={TOGETHER} onStretch={onStretch} />;
}

/** The counts in the order of the buckets; the service tells of every one. */
function useCounts(site: string, stretch: Stretch) {
  const query = useVolume(site, stretch);
  const { data } = query;
  const at = useMemo(() => (data ?? []).map((row) => secondsOf(row.at)), [data]);
  const read = useMemo(() => (name: Counted) => {
    const values = (data ?? []).map((row) => row[name]);
    return { key: name, values, whole: values.reduce((sum, value) => sum + value, 0) };
  }, [data]);
  return { at, read, query };
}
