import { useVolume } from '../../api/insights';
import { Columns } from '../../charts/columns';
import { Figure } from '../../charts/figure';
import { hourWords } from '../../charts/formats';
import { number } from '../../words/times';
import { useWords } from '../../words/words';
import type { FigureProps } from './figure-props';
import classes from './insights.module.css';
import { NoFigure } from './no-figure';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** The service tells at most so many hours at once. */
const MOST_MS = 31 * 86_400_000;

/** At what time of the day comments come to be looked at, and when people decide: a shift that is missing shows. */
export function HoursFigure({ site, stretch }: FigureProps) {
  const t = useWords('insights');
  // Hours of the day need hours: of a longer stretch, its last month is told.
  const from = new Date(Math.max(Date.parse(stretch.from), Date.parse(stretch.to) - MOST_MS)).toISOString();
  const query = useVolume(site, { from, to: stretch.to, bucket: 'hour' });
  if (query.data === undefined) return <NoFigure title={t('hours.title')} failed={query.isError} onRetry={() => void query.refetch()} />;
  const rows = HOURS.map((hour) => ({ hour, held: 0, decided: 0 }));
  for (const { at, held, reported, decided } of query.data) {
    const row = rows[new Date(at).getHours()];
    if (row === undefined) continue;
    row.held += held + reported;
    row.decided += decided;
  }
  const most = Math.max(1, ...rows.flatMap(({ held, decided }) => [held, decided]));
  const columns = (name: 'held' | 'decided') => rows.map((row) => ({ key: String(row.hour), value: row[name], words: `${hourWords(row.hour)}: ${number(row[name])}`, ...(row.hour % 6 === 0 ? { mark: hourWords(row.hour) } : {}) }));
  const busiest = (name: 'held' | 'decided'): string => hourWords(rows.reduce((best, row) => (row[name] > best[name] ? row : best)).hour);
  const table = { columns: [t('hours.hour'), t('hours.came'), t('decided')], rows: rows.map(({ hour, held, decided }) => ({ key: String(hour), head: { text: hourWords(hour) }, cells: [{ text: number(held) }, { text: number(decided) }] })) };
  return (
    <Figure title={t('hours.title')} lead={t('hours.lead')} table={table} nothing={rows.every(({ held, decided }) => held + decided === 0) ? t('nothing') : null}>
      <div className={classes.pair}>
        <div><h3>{t('hours.came')}</h3><Columns label={t('hours.described', { what: t('hours.came'), hour: busiest('held') })} tone="held" columns={columns('held')} most={most} /></div>
        <div><h3>{t('decided')}</h3><Columns label={t('hours.described', { what: t('decided'), hour: busiest('decided') })} tone="info" columns={columns('decided')} most={most} /></div>
      </div>
    </Figure>
  );
}
