import { useWords } from '../../words/words';
import { type Mark, type MarkingHit, matchedPieces, segmentsOf } from './marks';
import classes from './marked-text.module.css';
import { excerpt, isHard, viaWords } from './wording';

const QUOTE_LENGTH = 40;

interface Props {
  readonly text: string;
  readonly hits: readonly MarkingHit[];
  /** Slurs and threats are blurred until they are pointed at. */
  readonly blur?: boolean;
}

/** The comment as it was written, with everything that a rule matched marked and named below. */
export function MarkedText({ text, hits, blur = false }: Props) {
  const t = useWords('shell');
  const segments = segmentsOf(text, 'body', hits);
  const pieces = matchedPieces(text, segments);
  const isBlurred = (marks: readonly Mark[]): boolean => blur && marks.some(({ rule, policy }) => isHard(rule, policy));
  const classOf = (marks: readonly Mark[]): string | undefined => {
    const kind = marks.every(({ shadow }) => shadow) ? classes.shadow : classes.mark;
    return isBlurred(marks) ? `${kind} ${classes.blurred}` : kind;
  };
  return (
    <>
      <div className={classes.text} dir="auto">
        {segments.map(({ text: part, marks: here }, index) =>
          here.length === 0 ? part : <mark key={index} tabIndex={isBlurred(here) ? 0 : undefined} className={classOf(here)} title={here.map(({ rule, entry }) => `${rule} · ${entry}`).join('\n')}>{part}</mark>,
        )}
      </div>
      {pieces.length > 0 && (
        <ul className={classes.legend} aria-label={t('matches')}>
          {pieces.map(({ quote, marks }) => (
            <li key={quote}>
              <span className={classOf(marks)}>{excerpt(quote, QUOTE_LENGTH)}</span>
              {marks.map((mark) => <span key={`${mark.rule} ${mark.entry}`}>{mark.entry} <span className={classes.rule}>{[mark.rule, ...viaWords(t, mark.via), ...(mark.shadow ? [t('shadow')] : [])].join(' · ')}</span></span>)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
