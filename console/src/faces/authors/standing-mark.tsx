import type { ListedAuthor } from '../../api/authors';
import { clockOrDay } from './until';
import { useWords } from '../../words/words';
import classes from './authors.module.css';

/** How moderators made an author stand, and until when. */
export function StandingMark({ standing: { kind, until } }: { readonly standing: NonNullable<ListedAuthor['standing']> }) {
  const t = useWords('authors');
  return <span className={classes.mark} data-kind={kind}>{t(`kind.${kind as 'ban'}`)}{until === null ? '' : ` ${t('until', { time: clockOrDay(until) })}`}</span>;
}
