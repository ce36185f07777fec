import { useSurging } from '../../api/surges';
import { useViews } from '../../api/views';
import type { Queue } from '../../api/types';
import { hrefOf, withFilters } from '../../router';
import { Link } from '../../shell/link';
import { decimal } from '../../charts/formats';
import { age } from '../../words/times';
import classes from './queue-column.module.css';
import type { DeskWords } from './trouble';
import { shortNumber } from './wording';

interface Props {
  readonly t: DeskWords;
  readonly site: string;
  readonly queues: readonly Queue[] | undefined;
  readonly current: string | null;
  readonly view: string | null;
  /** The article that the list is narrowed to. */
  readonly article: string | null;
  /** Which whoever looks looks after; none in particular: there is nothing to narrow. */
  readonly sections: readonly string[];
  /** The list is narrowed to these sections. */
  readonly isMine: boolean;
}

/** Every queue with what waits in it, and every saved view; the counts change in place. */
export function QueueColumn({ t, site, queues, current, view, article, sections, isMine }: Props) {
  const { data: views = [] } = useViews(site);
  const all = queues?.reduce((sum, { open }) => sum + open, 0);
  return (
    <nav className={classes.queues} aria-label={t('queues')}>
      <h2 className={classes.heading}>{t('queues')}</h2>
      <ul className={classes.list}>
        <Row t={t} href={hrefOf(site, 'desk', 'all')} name={t('everything')} count={all} oldest={null} overdue={0} isCurrent={current === null && view === null && article === null && !isMine} />
        {queues?.map(({ id, name, open, oldestAt, overdue }) => (
          <Row key={id} t={t} href={hrefOf(site, 'desk', id)} name={name} count={open} oldest={oldestAt} overdue={overdue} isCurrent={current === id} />
        ))}
      </ul>
      {(views.length > 0 || sections.length > 0) && (
        <>
          <h2 className={classes.heading}>{t('views')}</h2>
          <ul className={classes.list}>
            {sections.length > 0 && <Row t={t} href={withFilters(hrefOf(site, 'desk', 'all'), { sections: 'mine' })} name={t('mySections')} count={null} oldest={null} overdue={0} isCurrent={isMine} about={sections.join(', ')} />}
            {views.map(({ id, name, open }) => <Row key={id} t={t} href={withFilters(hrefOf(site, 'desk', 'all'), { view: id })} name={name} count={open} oldest={null} overdue={0} isCurrent={view === id} />)}
          </ul>
        </>
      )}
    </nav>
  );
}

/** Articles that get out of hand, in a place of their own, so that they are seen however long the list of queues is. */
export function Surging({ t, site, article }: Pick<Props, 't' | 'site' | 'article'>) {
  const { data: surging = [] } = useSurging(site);
  if (surging.length === 0) return null;
  return (
    <nav className={classes.surging} aria-label={t('surging')}>
      <h2 className={classes.heading}>{t('surging')}</h2>
      <ul className={classes.list}>
        {surging.map(({ id, title, surge, counts }) => (
          <Row key={id} t={t} href={withFilters(hrefOf(site, 'desk', 'all'), { article: id })} name={title ?? id} count={counts.waiting} oldest={null} overdue={0} isCurrent={article === id} hint={surge === null ? null : t(`surge.${surge.kind}`, { perHour: decimal(surge.perHour), usual: decimal(surge.usualPerHour) })} />
        ))}
      </ul>
    </nav>
  );
}

interface RowProps {
  readonly t: DeskWords;
  readonly href: string;
  readonly name: string;
  readonly count: number | null | undefined;
  readonly oldest: string | null;
  readonly overdue: number;
  readonly isCurrent: boolean;
  /** What is unusual about it. */
  readonly hint?: string | null;
  /** More of what the name says. */
  readonly about?: string;
}

function Row({ t, href, name, count, oldest, overdue, isCurrent, hint = null, about }: RowProps) {
  return (
    <li>
      <Link href={href} className={classes.row} aria-current={isCurrent ? 'true' : undefined}>
        {hint !== null && <span className={classes.surge} role="img" aria-label={hint} title={hint}>▲</span>}
        <span className={classes.name} title={hint === null ? about : `${name}\n${hint}`}>{name}</span>
        {oldest !== null && <span className={overdue > 0 ? classes.overdue : classes.oldest} title={overdue > 0 ? t('overdue', { count: overdue }) : t('oldest')}>{age(oldest)}{overdue > 0 ? ' !' : ''}</span>}
        <span className={count === 0 ? `${classes.count} ${classes.none}` : classes.count}>{shortNumber(count ?? undefined)}</span>
      </Link>
    </li>
  );
}
