import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef } from 'react';
import type { ReviewItem } from '../../api/types';
import { age, exactTime } from '../../words/times';
import type { Gone } from './line';
import classes from './next-up.module.css';
import type { DeskWords } from './trouble';
import type { LineState } from './use-line';
import { excerpt } from './wording';

/** As in the style sheet: every row is of one height, so that the list never has to be measured. */
const ROW_PX = 56;
const OVERSCAN = 6;
const MANY_FRESH = 50;

interface Props {
  readonly t: DeskWords;
  readonly line: LineState;
  readonly currentId: string | null;
  readonly onOpen: (id: string) => void;
}

/** What comes next, in the order in which it comes; new arrivals wait behind their line. */
export function NextUp({ t, line, currentId, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: line.items.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: OVERSCAN, getItemKey: (index) => line.items[index]?.id ?? index });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { loadMore } = line;
  useEffect(() => { if (line.hasMore && last > line.items.length - 20) loadMore(); }, [last, line.hasMore, line.items.length, loadMore]);
  const current = line.items.findIndex(({ id }) => id === currentId);
  useEffect(() => { if (current >= 0) rows.scrollToIndex(current, { align: 'auto' }); }, [rows, current, currentId]);
  return (
    <section className={classes.nextUp} aria-label={t('nextUp')}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t('nextUp')}</h2>
        <Fresh t={t} line={line} />
      </div>
      <div className={classes.scroller} ref={scroller}>
        <ol className={classes.list} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start, key }) => {
            const item = line.items[index];
            return item === undefined ? null : <li key={key} aria-setsize={line.items.length} aria-posinset={index + 1} style={{ transform: `translateY(${String(start)}px)` }}><Row t={t} item={item} isCurrent={item.id === currentId} gone={line.gone.get(item.id)} onOpen={onOpen} /></li>;
          })}
        </ol>
      </div>
    </section>
  );
}

/** “12 new”: what came in since waits behind it, so that nothing moves by itself. */
export function Fresh({ t, line: { fresh, showFresh } }: Pick<Props, 't' | 'line'>) {
  return <button type="button" className={classes.fresh} hidden={fresh === 0} onClick={showFresh}>{fresh >= MANY_FRESH ? t('freshMany', { count: fresh }) : t('fresh', { count: fresh })}</button>;
}

const Row = memo(function Row({ t, item, isCurrent, gone, onOpen }: { t: DeskWords; item: ReviewItem; isCurrent: boolean; gone: Gone | undefined; onOpen: (id: string) => void }) {
  return (
    <button type="button" className={gone === undefined ? classes.row : `${classes.row} ${classes.gone}`} aria-current={isCurrent ? 'true' : undefined} onClick={() => { onOpen(item.id); }}>
      <span className={classes.words} dir="auto">{excerpt(item.comment.body, 90)}</span>
      <span className={classes.why}>
        <span className={classes.reason}>{whyLine(t, item, gone)}</span>
        <time dateTime={item.openedAt} title={exactTime(item.openedAt)}>{age(item.openedAt)}</time>
      </span>
    </button>
  );
});

/** Why it is here, or why it no longer has to be read. */
export function whyLine(t: DeskWords, { claim, reason }: ReviewItem, gone: Gone | undefined): string {
  if (gone !== undefined) return gone.by === null || gone.action === null ? t('decidedMeanwhile') : t(gone.action === 'reject' ? 'goneRejected' : 'goneApproved', { who: gone.by });
  return claim !== null && !claim.mine && Date.parse(claim.expiresAt) > Date.now() ? t('isOn', { who: claim.holder.name ?? t('somebody') }) : reason;
}
