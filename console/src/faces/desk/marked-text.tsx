import type { Hit } from '../../api/types';
import { marksIn, segmentsOf } from './marks';
import classes from './marked-text.module.css';

interface Props {
  readonly text: string;
  readonly hits: readonly Hit[];
}

/** The comment as it was written, with everything that a rule matched marked and named below. */
export function MarkedText({ text, hits }: Props) {
  const segments = segmentsOf(text, 'body', hits);
  const marks = marksIn(segments);
  return (
    <>
      <div className={classes.text} dir="auto">
        {segments.map(({ text: part, marks: here }, index) =>
          here.length === 0 ? part : (
            <mark key={index} className={here.every(({ shadow }) => shadow) ? classes.shadow : classes.mark} title={here.map(({ rule, entry }) => `${rule} · ${entry}`).join('\n')}>{part}</mark>
          ),
        )}
      </div>
      {marks.length > 0 && (
        <ul className={classes.legend} aria-label="Matches">
          {marks.map(({ mark, quote }) => (
            <li key={`${mark.rule} ${mark.entry} ${String(mark.start)}`}>
              <span className={mark.shadow ? classes.shadow : classes.mark}>{shorten(quote)}</span>
              <span>{mark.entry}</span>
              <span className={classes.rule}>{[mark.rule, ...mark.via.filter((step) => step !== 'fold'), ...(mark.shadow ? ['shadow'] : [])].join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function shorten(quote: string): string {
  const line = quote.replaceAll(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 38)}…` : line;
}
