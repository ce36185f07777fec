import classes from './bulk.module.css';
import { keyLabel, type KeySet } from './keys';
import type { DeskWords } from './trouble';
import type { SelectionState } from './use-selection';

interface Props {
  readonly t: DeskWords;
  readonly keys: KeySet;
  readonly selection: SelectionState;
  /** Whether the whole filter may be meant, not only what is picked by hand. */
  readonly mayMeanAll: boolean;
  readonly onAct: (action: 'approve' | 'reject') => void;
}

/** What is selected, and what can be done with all of it at once. */
export function BulkBar({ t, keys, selection, mayMeanAll, onAct }: Props) {
  const { count, isAll, clear, selectAll } = selection;
  const isNothing = count === 0 && !isAll;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bulk.title')}>
      <p className={classes.count} aria-live="polite">{isAll ? t('browse.allMatching') : isNothing ? t('browse.none') : t('browse.selected', { count })}</p>
      <button type="button" className={classes.approve} disabled={isNothing} aria-keyshortcuts={keyLabel(keys, 'approve')} onClick={() => { onAct('approve'); }}><kbd aria-hidden>{keyLabel(keys, 'approve')}</kbd> {t('bulk.approve')}</button>
      <button type="button" className={classes.reject} disabled={isNothing} aria-keyshortcuts={keyLabel(keys, 'reject')} onClick={() => { onAct('reject'); }}><kbd aria-hidden>{keyLabel(keys, 'reject')}</kbd> {t('bulk.reject')}</button>
      {mayMeanAll && !isAll && <button type="button" onClick={selectAll}>{t('browse.selectAll')}</button>}
      {!isNothing && <button type="button" onClick={clear}>{t('bulk.clear')}</button>}
    </div>
  );
}
