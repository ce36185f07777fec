import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { type Buckets, endOf, tickWords } from './formats';
import { type Colours, faint, useColours } from './tones';
import type { TimeSeries } from './time-chart';

interface Props {
  readonly at: readonly number[];
  readonly buckets: Buckets;
  readonly series: readonly TimeSeries[];
  /** One upon the other, or each for itself. */
  readonly stacked: boolean;
  readonly format: (value: number) => string;
  /** Distances that marks beside the chart may have, smallest first. */
  readonly steps: readonly number[];
  /** Charts with the same name show the same moment. */
  readonly together: string;
  /** The bucket to mark; undefined: the pointer marks one. */
  readonly marked: number | null | undefined;
  /** The bucket under the pointer; null: none. */
  readonly onPoint: (index: number | null) => void;
  readonly onPick: (index: number) => void;
  /** A stretch was drawn over the chart. */
  readonly onStretch: ((from: number, to: number) => void) | null;
}

const HEIGHT = 210;
const LOW_HEIGHT = 170;
const LOW_BELOW = 520;
const FONT = '12px system-ui, sans-serif';
/** Lines are told apart by more than colour; the key shows the same. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];
/** More points than these run into one another. */
const MOST_POINTS = 60;

/** The drawing itself, on a canvas; loaded only with the first chart. */
export default function TimePlot(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  const colours = useColours();
  useEffect(() => { latest.current = props; });

  const { at, buckets, series, stacked, steps, together } = props;
  const { width } = buckets;
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const made = new uPlot(optionsOf(latest, colours, element.clientWidth), dataOf(latest.current), element);
    plot.current = made;
    const resized = new ResizeObserver(() => { made.setSize(sizeOf(element.clientWidth)); });
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.current = null;
      made.destroy();
    };
  }, [at, buckets, series, stacked, steps, together, colours]);

  useEffect(() => {
    const made = plot.current;
    if (made === null || props.marked === undefined) return;
    const time = props.marked === null ? undefined : made.data[0][props.marked];
    made.setCursor({ left: time === undefined ? -10 : made.valToPos(stacked ? (time + endOf(time, width)) / 2 : time, 'x'), top: 10 }, false);
  }, [props.marked, at, stacked, width]);

  return <div ref={host} />;
}

function sizeOf(width: number): { width: number; height: number } {
  return { width: Math.max(200, width), height: width < LOW_BELOW ? LOW_HEIGHT : HEIGHT };
}

/** A stack is drawn as sums, the whole first; one time more than there are buckets, so that the last has its width. */
function dataOf({ at, buckets: { width }, series, stacked }: Props): uPlot.AlignedData {
  const last = at.at(-1);
  if (!stacked || last === undefined) return [[...at], ...series.map(({ values }) => [...values])];
  const sums = series.map((_, from) => at.map((__, index) => series.slice(from).reduce((sum, { values }) => sum + (values[index] ?? 0), 0)));
  return [[...at, endOf(last, width)], ...sums.map((values) => [...values, values.at(-1) ?? 0])];
}

function optionsOf(latest: { readonly current: Props }, colours: Colours, available: number): uPlot.Options {
  const { series, stacked, buckets, steps, together, format, onStretch } = latest.current;
  const tzDate = buckets.width === 'day' ? (seconds: number) => uPlot.tzDate(new Date(seconds * 1_000), buckets.timeZone) : (seconds: number) => new Date(seconds * 1_000);
  const axis = { stroke: colours.soft, font: FONT, ticks: { show: false }, border: { show: false } };
  return {
    ...sizeOf(available),
    tzDate,
    // The last mark's words may stand above the very edge.
    padding: [10, 22, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      sync: { key: together },
      // Touching a phone moves the page; only a mouse draws a stretch.
      drag: { x: onStretch !== null, y: false, setScale: false },
      points: { size: 7 },
    },
    scales: { y: { range: (_, __, most) => [0, Math.max(stacked ? 4 : 10, most * 1.08)] } },
    axes: [
      { ...axis, space: 64, size: 40, grid: { show: false }, values: (...[, splits, , , step]) => splits.map((split, index) => tickWords(split, buckets, step, index === 0)) },
      { ...axis, incrs: [...steps], grid: { stroke: colours.line, width: 1 }, values: (_, splits) => splits.map(format), size: (_, values) => 14 + 7 * Math.max(2, ...((values as string[] | null) ?? []).map((words) => words.length)) },
    ],
    series: [{}, ...series.map((each, index): uPlot.Series => ({
      label: each.label,
      stroke: colours[each.tone],
      width: 1.75,
      dash: stacked ? [] : [...(DASHES[index] ?? [])],
      ...(stacked ? { fill: faint(colours[each.tone], 0.28), paths: uPlot.paths.stepped?.({ align: 1 }), points: { show: false } } : { points: { show: latest.current.at.length <= MOST_POINTS, size: 5, fill: colours.sheet } }),
    }) as uPlot.Series)],
    ...(stacked ? { bands: series.slice(1).map((_, index): uPlot.Band => ({ series: [index + 1, index + 2] })) } : {}),
    hooks: {
      setCursor: [(made) => {
        const { idx, left = -1 } = made.cursor;
        const { at } = latest.current;
        latest.current.onPoint(left < 0 || idx === null || idx === undefined ? null : Math.min(nearest(made, left, idx, stacked), at.length - 1));
      }],
      setSelect: [(made) => { stretch(made, latest.current); }],
      ready: [(made) => { listen(made, latest); }],
    },
  };
}

/** A stepped bucket reaches from its time to the next one: the one under the pointer is not the nearest time. */
function nearest(made: uPlot, left: number, index: number, stacked: boolean): number {
  return stacked && made.posToVal(left, 'x') < (made.data[0][index] ?? 0) ? Math.max(0, index - 1) : index;
}

function stretch(made: uPlot, { onStretch }: Props): void {
  const { left, width } = made.select;
  if (width > 12) onStretch?.(made.posToVal(left, 'x'), made.posToVal(left + width, 'x'));
  made.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

function listen(made: uPlot, latest: { readonly current: Props }): void {
  made.over.addEventListener('click', () => {
    const { idx, left = -1 } = made.cursor;
    if (left >= 0 && idx !== null && idx !== undefined) latest.current.onPick(Math.min(nearest(made, left, idx, latest.current.stacked), latest.current.at.length - 1));
  });
}
