import { number } from '../../words/times';
import { useWords } from '../../words/words';
import classes from './authors.module.css';

/** How people decided on what somebody wrote. */
export function RecordBar({ record: { approved, rejected } }: { readonly record: { readonly approved: number; readonly rejected: number } }) {
  const t = useWords('authors');
  if (approved + rejected === 0) return <span className={classes.bar}>{t('undecided')}</span>;
  return (
    <span className={classes.bar}>
      <div aria-hidden>
        {approved > 0 && <span className={classes.approved} style={{ flexGrow: approved }} />}
        {rejected > 0 && <span className={classes.rejected} style={{ flexGrow: rejected }} />}
      </div>
      {t('decided', { approved: number(approved), rejected: number(rejected) })}
    </span>
  );
}
