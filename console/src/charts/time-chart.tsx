import { lazy, Suspense, useMemo, useState, type CSSProperties } from 'react';
import { Link } from '../shell/link';
import { languageNow, useWords } from '../words/words';
import { type Cell, Figure, type Table } from './figure';
import { type Buckets, bucketWords, endOf } from './formats';
import classes from './time-chart.module.css';
import { colourOf, type Tone } from './tones';

const TimePlot = lazy(() => {
  nameLanguage();
  return import('./time-plot');
});

/** The library asks the browser for its language while it loads, and some (a Chromium on a bare Linux) name one that is none: "en-US@posix". */
function nameLanguage(): void {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: languageNow(), configurable: true });
  }
}

/** As on the canvas. */
const DASHES = ['', '6 3', '2 2', '8 3 2 3'];

export interface TimeSeries {
  readonly key: string;
  readonly label: string;
  readonly tone: Tone;
  /** One for each bucket; null: nothing was measured. */
  readonly values: readonly (number | null)[];
  /** Of all buckets together, as the key shows it. */
  readonly whole: number | null;
  /** Where what was counted between two times can be read. */
  readonly behind?: (from: number, to: number) => string | null;
}

interface Props {
  readonly title: string;
  readonly lead?: string;
  /** Beginnings of the buckets, in seconds since 1970. */
  readonly at: readonly number[];
  readonly buckets: Buckets;
  readonly series: readonly TimeSeries[];
  readonly stacked: boolean;
  readonly format: (value: number) => string;
  readonly steps: readonly number[];
  readonly together: string;
  readonly onStretch?: (from: number, to: number) => void;
}

/**
 * Numbers over time. The key shows the whole stretch, or the bucket that is pointed at, stepped to with the arrow keys, or kept by a click;
 * each of its numbers leads to what was counted.
 */
export function TimeChart(props: Props) {
  const { title, lead, at, buckets, series, format, onStretch } = props;
  const t = useWords('charts');
  const [pointed, setPointed] = useState<number | null>(null);
  const [kept, setKept] = useState<number | null>(null);
  const within = (index: number | null): number | null => (index !== null && index < at.length ? index : null);
  const shown = within(pointed) ?? within(kept);
  const spoken = (index: number): string => [bucketWords(at[index] ?? 0, buckets), ...series.map(({ label, values }) => `${label} ${valueWords(values[index], format)}`)].join(', ');
  const empty = series.every(({ values }) => values.every((value) => value === null || value === 0));
  const table = useMemo(() => tableOf({ at, buckets, series, format, time: t(buckets.width) }), [at, buckets, series, format, t]);
  return (
    <Figure title={title} {...(lead === undefined ? {} : { lead })} table={table} nothing={empty ? t('nothing') : null}>
      <Key {...props} shown={shown} onForget={within(kept) === null ? null : () => { setKept(null); }} />
      <div className={classes.plot} onMouseLeave={() => { setPointed(null); }}>
        <div role="img" aria-label={described(props, t)}>
          <Suspense fallback={null}>
            <TimePlot {...props} marked={pointed === null ? within(kept) : undefined} onPoint={setPointed} onPick={(index) => { setKept((now) => (now === index ? null : index)); }} onStretch={onStretch ?? null} />
          </Suspense>
        </div>
        <input type="range" className={classes.step} min={0} max={Math.max(0, at.length - 1)} value={shown ?? Math.max(0, at.length - 1)} aria-label={t('step', { title })} aria-valuetext={spoken(shown ?? at.length - 1)} onChange={(event) => { setPointed(null); setKept(Number(event.currentTarget.value)); }} />
      </div>
    </Figure>
  );
}

function Key({ at, buckets, series, stacked, format, shown, onForget }: Props & { readonly shown: number | null; readonly onForget: (() => void) | null }) {
  const t = useWords('charts');
  const first = at[shown ?? 0] ?? 0;
  const to = endAt(at, shown ?? at.length - 1, buckets);
  return (
    <div className={classes.key}>
      <span className={classes.when}>{shown === null ? t('whole') : bucketWords(first, buckets)} {onForget !== null && <button type="button" className={classes.unpin} onClick={onForget}>{t('unpin')}</button>}</span>
      {series.map(({ key, label, tone, values, whole, behind }, index) => {
        const value = shown === null ? whole : values[shown] ?? null;
        const href = value === null || value === 0 ? null : behind?.(first, to) ?? null;
        const words = shown === null && whole === null ? label : `${label} ${valueWords(value, format)}`;
        return (
          <span key={key} className={classes.entry} style={{ '--tone': colourOf(tone) } as CSSProperties}>
            {stacked ? <span className={classes.mark} aria-hidden /> : <svg className={classes.stroke} viewBox="0 0 22 4" aria-hidden><line x1="0" x2="22" y1="2" y2="2" strokeDasharray={DASHES[index]} /></svg>}
            {href === null ? words : <Link href={href}>{words}</Link>}
          </span>
        );
      })}
    </div>
  );
}

/** Days have 23 hours once a year, and 25: one ends where the next begins. */
function endAt(at: readonly number[], index: number, { width }: Buckets): number {
  return at[index + 1] ?? endOf(at[index] ?? 0, width);
}

function valueWords(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '–' : format(value);
}

/** What somebody who does not see it should know of the picture. */
function described({ title, at, buckets, series, format }: Props, t: ReturnType<typeof useWords<'charts'>>): string {
  const from = bucketWords(at[0] ?? 0, buckets);
  const to = bucketWords(at.at(-1) ?? 0, buckets);
  const lines = series.map(({ label, values, whole }) => {
    const most = values.reduce<number>((best, value, index) => ((value ?? -1) > (values[best] ?? -1) ? index : best), 0);
    return t(whole === null ? 'described.most' : 'described.series', { label, whole: valueWords(whole, format), most: valueWords(values[most], format), at: bucketWords(at[most] ?? 0, buckets) });
  });
  return [t('described.range', { title, from, to }), ...lines].join(' ');
}

function tableOf({ at, buckets, series, format, time }: Pick<Props, 'at' | 'buckets' | 'series' | 'format'> & { readonly time: string }): Table {
  const rows = at.flatMap((from, index) => {
    if (series.every(({ values }) => (values[index] ?? 0) === 0)) return [];
    const cells = series.map(({ values, behind }): Cell => {
      const value = values[index] ?? null;
      return { text: valueWords(value, format), href: value === null || value === 0 ? null : behind?.(from, endAt(at, index, buckets)) ?? null };
    });
    return [{ key: String(from), head: { text: bucketWords(from, buckets) }, cells }];
  });
  return { columns: [time, ...series.map(({ label }) => label)], rows: rows.reverse() };
}
