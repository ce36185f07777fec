import classes from './sparkline.module.css';
import { dayWords } from './figures';
import { AS_TABLE, CHART } from './wording';

interface Props {
  readonly days: readonly { readonly day: string; readonly hits: number }[];
  /** What the bars count, for those who read: "hits of spam-links". */
  readonly label: string;
}

const BAR = 6;
const GAP = 2;
const HEIGHT = 14;

/** Seven small bars, one per day; the numbers are in the title. */
export function Sparkline({ days, label }: Props) {
  const most = Math.max(1, ...days.map(({ hits }) => hits));
  const width = Math.max(1, days.length) * (BAR + GAP) - GAP;
  const title = `${label}: ${days.map(({ day, hits }) => `${dayWords(day)} ${String(hits)}`).join(', ')}`;
  return (
    <svg className={classes.spark} width={width} height={HEIGHT} viewBox={`0 0 ${String(width)} ${String(HEIGHT)}`} role="img" aria-label={days.length === 0 ? CHART.none(label) : title}>
      <title>{title}</title>
      {days.map(({ day, hits }, index) => {
        const height = hits === 0 ? 1 : Math.max(2, Math.round((hits / most) * HEIGHT));
        return <rect key={day} data-none={hits === 0 ? '' : undefined} x={index * (BAR + GAP)} y={HEIGHT - height} width={BAR} height={height} rx={1} />;
      })}
    </svg>
  );
}

interface DayChartProps {
  readonly days: readonly { readonly day: string; readonly hits: number; readonly confirmed: number; readonly overturned: number }[];
  readonly label: string;
}

/** Hits per day with what moderators made of them; the table below says the same in numbers. */
export function DayChart({ days, label }: DayChartProps) {
  const most = Math.max(1, ...days.map(({ hits }) => hits));
  const share = (count: number): string => `${String((count / most) * 100)}%`;
  return (
    <figure className={classes.chart}>
      <div className={classes.bars} aria-hidden>
        {days.map(({ day, hits, confirmed, overturned }) => (
          <div key={day} className={classes.day} title={CHART.day(dayWords(day), { hits, confirmed, overturned })}>
            <div className={classes.open} style={{ height: share(Math.max(0, hits - confirmed - overturned)) }} />
            <div className={classes.overturned} style={{ height: share(overturned) }} />
            <div className={classes.confirmed} style={{ height: share(confirmed) }} />
          </div>
        ))}
      </div>
      <figcaption className={classes.key}>
        <span className={classes.confirmedKey}>{CHART.confirmed}</span> <span className={classes.overturnedKey}>{CHART.overturned}</span> <span className={classes.openKey}>{CHART.open}</span>
      </figcaption>
      <details>
        <summary>{AS_TABLE}</summary>
        <table className={classes.table}>
          <caption>{label}</caption>
          <thead><tr>{CHART.columns.map((words) => <th key={words} scope="col">{words}</th>)}</tr></thead>
          <tbody>{days.map(({ day, hits, confirmed, overturned }) => <tr key={day}><th scope="row">{dayWords(day)}</th><td>{hits}</td><td>{confirmed}</td><td>{overturned}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  );
}
