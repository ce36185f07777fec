import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type MouseEvent, useEffect, useRef } from 'react';
import type { ReviewItem } from '../../api/types';
import { age, exactTime } from '../../words/times';
import classes from './browse.module.css';
import type { Gone } from './line';
import { whyLine } from './next-up';
import type { DeskWords } from './trouble';
import type { LineState } from './use-line';
import type { SelectionState } from './use-selection';
import { excerpt } from './wording';

const ROW_PX = 68;
const OVERSCAN = 8;

interface Props {
  readonly t: DeskWords;
  readonly line: LineState;
  readonly currentId: string | null;
  readonly selection: SelectionState;
  readonly mayAct: boolean;
  readonly onFocus: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

/** The same items as a list: to look over many at once, and to act on many. Only what is seen is drawn. */
export function Browse({ t, line, currentId, selection, mayAct, onFocus, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: line.items.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: OVERSCAN, getItemKey: (index) => line.items[index]?.id ?? index });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { loadMore } = line;
  useEffect(() => { if (line.hasMore && last > line.items.length - 20) loadMore(); }, [last, line.hasMore, line.items.length, loadMore]);
  const current = line.items.findIndex(({ id }) => id === currentId);
  useEffect(() => { if (current >= 0) rows.scrollToIndex(current, { align: 'auto' }); }, [rows, current]);
  return (
    <div className={classes.scroller} ref={scroller} tabIndex={0} role="region" aria-label={t('browse.label')}>
      <ol className={classes.list} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start, key }) => {
          const item = line.items[index];
          return item === undefined ? null : (
            <li key={key} aria-setsize={line.hasMore ? -1 : line.items.length} aria-posinset={index + 1} style={{ transform: `translateY(${String(start)}px)` }}>
              <BrowseRow t={t} item={item} gone={line.gone.get(item.id)} isCurrent={item.id === currentId} isSelected={selection.isAll || selection.ids.has(item.id)} mayAct={mayAct} selection={selection} onFocus={onFocus} onOpen={onOpen} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

interface RowProps extends Pick<Props, 't' | 'selection' | 'mayAct' | 'onFocus' | 'onOpen'> {
  readonly item: ReviewItem;
  readonly gone: Gone | undefined;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
}

const BrowseRow = memo(function BrowseRow({ t, item, gone, isCurrent, isSelected, mayAct, selection, onFocus, onOpen }: RowProps) {
  const { comment } = item;
  const select = (event: MouseEvent<HTMLInputElement>): void => {
    onFocus(item.id);
    if (event.shiftKey) selection.extend(item.id);
    else selection.toggle(item.id);
  };
  const words = excerpt(comment.body, 200);
  return (
    <div className={classes.row} data-current={isCurrent ? '' : undefined} data-selected={isSelected ? '' : undefined} data-gone={gone === undefined ? undefined : ''}>
      {mayAct && <label className={classes.check}><input type="checkbox" checked={isSelected} onClick={select} onChange={() => undefined} aria-label={t('browse.select', { words: excerpt(comment.body, 40) })} /></label>}
      <button type="button" className={classes.open} aria-current={isCurrent ? 'true' : undefined} onClick={() => { onOpen(item.id); }}>
        <span className={classes.words} dir="auto">{words}</span>
        <span className={classes.about}>
          <span className={classes.why} data-status={comment.status}>{whyLine(t, item, gone)}</span>
          <span className={classes.author}><bdi>{comment.author.name ?? t('noName')}</bdi></span>
          <span className={classes.article}><bdi>{comment.article.title ?? comment.article.id}</bdi></span>
        </span>
      </button>
      <time className={classes.age} dateTime={item.openedAt} title={exactTime(item.openedAt)}>{age(item.openedAt)}</time>
    </div>
  );
});
