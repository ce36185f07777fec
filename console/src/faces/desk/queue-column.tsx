import type { Queue } from '../../api/types';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import classes from './queue-column.module.css';
import { age } from '../../words/times';

interface Props {
  readonly site: string;
  readonly queues: readonly Queue[] | undefined;
  readonly current: string | null;
}

/** Every queue with what waits in it; the counts change in place. */
export function QueueColumn({ site, queues, current }: Props) {
  const all = queues?.reduce((sum, { open }) => sum + open, 0);
  return (
    <nav className={classes.queues} aria-label="Queues">
      <h2 className={classes.heading}>Queues</h2>
      <ul className={classes.list}>
        <Row href={hrefOf(site, 'desk', 'all')} name="Everything" count={all} oldest={null} overdue={0} isCurrent={current === null} />
        {queues?.map(({ id, name, open, oldestAt, overdue }) => (
          <Row key={id} href={hrefOf(site, 'desk', id)} name={name} count={open} oldest={oldestAt} overdue={overdue} isCurrent={current === id} />
        ))}
      </ul>
    </nav>
  );
}

interface RowProps {
  readonly href: string;
  readonly name: string;
  readonly count: number | undefined;
  readonly oldest: string | null;
  readonly overdue: number;
  readonly isCurrent: boolean;
}

function Row({ href, name, count, oldest, overdue, isCurrent }: RowProps) {
  return (
    <li>
      <Link href={href} className={classes.row} aria-current={isCurrent ? 'true' : undefined}>
        <span className={classes.name}>{name}</span>
        {oldest !== null && <span className={overdue > 0 ? classes.overdue : classes.oldest} title={overdue > 0 ? `${String(overdue)} overdue` : 'Age of the oldest'}>{age(oldest)}{overdue > 0 ? ' !' : ''}</span>}
        <span className={count === 0 ? `${classes.count} ${classes.none}` : classes.count}>{count?.toLocaleString() ?? ''}</span>
      </Link>
    </li>
  );
}
