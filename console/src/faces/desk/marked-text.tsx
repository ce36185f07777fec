import { type Mark, type MarkingHit, matchedPieces, segmentsOf } from './marks';
import classes from './marked-text.module.css';
import { viaWords } from './wording';

interface Props {
  readonly text: string;
  readonly hits: readonly MarkingHit[];
}

/** The comment as it was written, with everything that a rule matched marked and named below. */
export function MarkedText({ text, hits }: Props) {
  const segments = segmentsOf(text, 'body', hits);
  const pieces = matchedPieces(text, segments);
  return (
    <>
      <div className={classes.text} dir="auto">
        {segments.map(({ text: part, marks: here }, index) =>
          here.length === 0 ? part : (
            <mark key={index} className={here.every(({ shadow }) => shadow) ? classes.shadow : classes.mark} title={here.map(({ rule, entry }) => `${rule} · ${entry}`).join('\n')}>{part}</mark>
          ),
        )}
      </div>
      {pieces.length > 0 && (
        <ul className={classes.legend} aria-label="Matches">
          {pieces.map(({ quote, marks }) => (
            <li key={quote}>
              <span className={marks.every(({ shadow }) => shadow) ? classes.shadow : classes.mark}>{shorten(quote)}</span>
              {marks.map((mark) => <span key={`${mark.rule} ${mark.entry}`}>{mark.entry} <span className={classes.rule}>{origin(mark)}</span></span>)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The rule, how the disguise was seen through, and whether it only watches. */
function origin({ rule, via, shadow }: Mark): string {
  return [rule, ...viaWords(via), ...(shadow ? ['shadow'] : [])].join(' · ');
}

function shorten(quote: string): string {
  const line = quote.replaceAll(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 38)}…` : line;
}
