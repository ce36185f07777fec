import type { ReviewItem } from '../../api/types';
import classes from './next-up.module.css';
import type { SteadyList } from './steady-list';
import { excerpt } from './wording';
import { age, exactTime } from '../../words/times';

interface Props {
  readonly list: SteadyList;
  readonly currentId: string | null;
  readonly onOpen: (id: string) => void;
}

/** What comes next, in the order in which it comes; new arrivals wait behind their line. */
export function NextUp({ list, currentId, onOpen }: Props) {
  return (
    <section className={classes.nextUp} aria-label="Next up">
      <div className={classes.head}>
        <h2 className={classes.heading}>Next up</h2>
        <button type="button" className={classes.fresh} hidden={list.fresh === 0} onClick={list.showFresh}>{list.fresh.toLocaleString()} new</button>
      </div>
      <ol className={classes.list}>
        {list.items.map((item) => (
          <li key={item.id}><Row item={item} isCurrent={item.id === currentId} isGone={list.gone.has(item.id)} onOpen={onOpen} /></li>
        ))}
      </ol>
    </section>
  );
}

function Row({ item, isCurrent, isGone, onOpen }: { item: ReviewItem; isCurrent: boolean; isGone: boolean; onOpen: (id: string) => void }) {
  const holder = item.claim !== null && !item.claim.mine ? (item.claim.holder.name ?? 'Somebody') : null;
  return (
    <button type="button" className={isGone ? `${classes.row} ${classes.gone}` : classes.row} aria-current={isCurrent ? 'true' : undefined} onClick={() => { onOpen(item.id); }}>
      <span className={classes.words}>{excerpt(item.comment.body, 90)}</span>
      <span className={classes.why}>
        <span className={classes.reason}>{isGone ? 'decided meanwhile' : holder !== null ? `${holder} is on it` : item.reason}</span>
        <time dateTime={item.openedAt} title={exactTime(item.openedAt)}>{age(item.openedAt)}</time>
      </span>
    </button>
  );
}
