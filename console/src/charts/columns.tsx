import type { CSSProperties } from 'react';
import classes from './columns.module.css';
import { colourOf, type Tone } from './tones';

interface Props {
  readonly label: string;
  readonly tone: Tone;
  readonly columns: readonly { readonly key: string; readonly value: number; readonly words: string; readonly mark?: string }[];
  /** The value of a full column; the largest of these where others stand beside it. */
  readonly most?: number;
  readonly low?: boolean;
}

const STEP = 12;
const COLUMN = 9;

/** A row of columns: hours of a day, days of a week. What each says is in its title, and in the table beside. */
export function Columns({ label, tone, columns, most = Math.max(1, ...columns.map(({ value }) => value)), low = false }: Props) {
  const height = low ? 28 : 120;
  const width = Math.max(1, columns.length) * STEP;
  return (
    <div className={low ? classes.low : classes.columns} style={{ '--tone': colourOf(tone) } as CSSProperties}>
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {columns.map(({ key, value, words }, index) => {
          const tall = value === 0 ? 1 : Math.max(2, (value / most) * height);
          return <g key={key}><title>{words}</title><rect className={classes.reach} x={index * STEP} y={0} width={STEP} height={height} /><rect data-none={value === 0 ? '' : undefined} x={index * STEP + (STEP - COLUMN) / 2} y={height - tall} width={COLUMN} height={tall} /></g>;
        })}
      </svg>
      {columns.some(({ mark }) => mark !== undefined) && <div className={classes.marks} aria-hidden>{columns.map(({ key, mark }) => <span key={key}>{mark ?? ''}</span>)}</div>}
    </div>
  );
}
