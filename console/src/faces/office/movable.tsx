import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';

interface Props {
  readonly name: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly busy: boolean;
  readonly onMove: (by: -1 | 1) => void;
}

/** One place up or down. The buttons stay where they are, so that a key may be pressed again. */
export function Movable({ name, first, last, busy, onMove }: Props) {
  const t = useWords('office');
  const move = (by: -1 | 1, end: boolean): void => { if (!busy && !end) onMove(by); };
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <button type="button" className={pages.small} aria-label={t('up', { name })} aria-disabled={first || busy} onClick={() => { move(-1, first); }}>↑</button>
      <button type="button" className={pages.small} aria-label={t('down', { name })} aria-disabled={last || busy} onClick={() => { move(1, last); }}>↓</button>
    </span>
  );
}
