import { Link } from '../shell/link';
import { percentWords, shortNumber } from './formats';
import classes from './scatter.module.css';

export interface ScatterPoint {
  readonly key: string;
  readonly label: string;
  /** What it says in a sentence, for pointers and screen readers. */
  readonly words: string;
  /** How often, from 1. */
  readonly count: number;
  /** How often it was right, 0 to 1, and how sure that is. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Deserves a look: drawn as another shape, in amber, with its name. */
  readonly marked: boolean;
  readonly href: string;
}

interface Props {
  readonly label: string;
  readonly points: readonly ScatterPoint[];
  readonly across: string;
  readonly up: string;
}

const WIDTH = 640;
const HEIGHT = 300;
const LEFT = 48;
const TOP = 26;
const BOTTOM = 40;
const RIGHT = 20;
const SHARES = [1, 0.75, 0.5, 0.25, 0];
const LETTER = 6.4;
const POINT = 11;

/** Shares over counts (logarithmic): what is frequent and wrong stands at the lower right. Each point leads to what it stands for. */
export function Scatter({ label, points, across, up }: Props) {
  const most = 10 ** Math.ceil(Math.log10(Math.max(10, ...points.map(({ count }) => count))));
  const x = (count: number): number => LEFT + (Math.log10(Math.max(1, count)) / Math.log10(most)) * (WIDTH - LEFT - RIGHT);
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const ticks = Array.from({ length: Math.round(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
  const placed = apart([...points].sort((a, b) => Number(b.marked) - Number(a.marked) || b.count - a.count).map((point) => ({ ...point, x: x(point.count), y: y(point.share) })));
  const named = namesThatFit(placed);
  return (
    <svg className={classes.scatter} viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} role="group" aria-label={label}>
      <g aria-hidden>
        {SHARES.map((share) => <g key={share}><line className={classes.grid} x1={LEFT} x2={WIDTH} y1={y(share)} y2={y(share)} /><text x={LEFT - 8} y={y(share) + 4} textAnchor="end">{percentWords(share)}</text></g>)}
        {ticks.map((count) => <text key={count} x={x(count)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">{shortNumber(count)}</text>)}
        <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">{across}</text>
        <text x={0} y={10}>{up}</text>
      </g>
      {placed.map((point) => (
        <Link key={point.key} href={point.href} aria-label={point.words} className={classes.point} data-marked={point.marked ? '' : undefined}>
          <title>{point.words}</title>
          <line className={classes.interval} x1={point.x} x2={point.x} y1={y(point.high)} y2={y(point.low)} />
          <circle className={classes.reach} cx={point.x} cy={point.y} r={14} />
          {point.marked ? <path d={`M${String(point.x)} ${String(point.y - 7)}l7 12h-14z`} /> : <circle cx={point.x} cy={point.y} r={5} />}
          {named.has(point.key) && <text {...nameAt(point)}>{point.label}</text>}
        </Link>
      ))}
    </svg>
  );
}

type Placed = ScatterPoint & { readonly x: number; readonly y: number };

/** Points on the very same spot stand side by side: none hides another. */
function apart(points: readonly Placed[]): readonly Placed[] {
  const done: Placed[] = [];
  for (const point of points) {
    let { x } = point;
    while (x < WIDTH && done.some((other) => Math.abs(other.x - x) < POINT && Math.abs(other.y - point.y) < POINT)) x += POINT;
    done.push({ ...point, x });
  }
  return done;
}

function nameAt({ x, y, label }: Placed): { readonly x: number; readonly y: number; readonly textAnchor: 'start' | 'end' } {
  const left = x + 10 + label.length * LETTER > WIDTH;
  return { x: left ? x - 10 : x + 10, y: y + 4, textAnchor: left ? 'end' : 'start' };
}

/** Names that would lie over another name or point are left to the pointer; those that deserve a look come first. */
function namesThatFit(points: readonly Placed[]): ReadonlySet<string> {
  const taken = points.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  const names = new Set<string>();
  points.forEach((point, index) => {
    const { x, y, textAnchor } = nameAt(point);
    const length = point.label.length * LETTER;
    const box = { left: textAnchor === 'start' ? x : x - length, right: textAnchor === 'start' ? x + length : x, top: y - 12, bottom: y + 4 };
    if (taken.some((other, each) => each !== index && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) return;
    taken.push(box);
    names.add(point.key);
  });
  return names;
}
