import { useViews } from '../../api/views';
import type { Queue } from '../../api/types';
import { hrefOf, withFilters } from '../../router';
import { Link } from '../../shell/link';
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
}

/** Every queue with what waits in it, and every saved view; the counts change in place. */
export function QueueColumn({ t, site, queues, current, view }: Props) {
  const { data: views = [] } = useViews(site);
  const all = queues?.reduce((sum, { open }) => sum + open, 0);
  return (
    <nav className={classes.queues} aria-label={t('queues')}>
      <h2 className={classes.heading}>{t('queues')}</h2>
      <ul className={classes.list}>
        <Row t={t} href={hrefOf(site, 'desk', 'all')} name={t('everything')} count={all} oldest={null} overdue={0} isCurrent={current === null && view === null} />
        {queues?.map(({ id, name, open, oldestAt, overdue }) => (
          <Row key={id} t={t} href={hrefOf(site, 'desk', id)} name={name} count={open} oldest={oldestAt} overdue={overdue} isCurrent={current === id} />
        ))}
      </ul>
      {views.length > 0 && (
        <>
          <h2 className={classes.heading}>{t('views')}</h2>
          <ul className={classes.list}>
            {views.map(({ id, name, open }) => <Row key={id} t={t} href={withFilters(hrefOf(site, 'desk', 'all'), { view: id })} name={name} count={open} oldest={null} overdue={0} isCurrent={view === id} />)}
          </ul>
        </>
      )}
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
}

function Row({ t, href, name, count, oldest, overdue, isCurrent }: RowProps) {
  return (
    <li>
      <Link href={href} className={classes.row} aria-current={isCurrent ? 'true' : undefined}>
        <span className={classes.name}>{name}</span>
        {oldest !== null && <span className={overdue > 0 ? classes.overdue : classes.oldest} title={overdue > 0 ? t('overdue', { count: overdue }) : t('oldest')}>{age(oldest)}{overdue > 0 ? ' !' : ''}</span>}
        <span className={count === 0 ? `${classes.count} ${classes.none}` : classes.count}>{shortNumber(count ?? undefined)}</span>
      </Link>
    </li>
  );
}
