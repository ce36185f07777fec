import type { ReactNode } from 'react';
import classes from './action-bar.module.css';
import { type Command, keyLabel, type KeySet } from './keys';
import type { DeskWords } from './trouble';
import type { Notice } from './use-deeds';

interface Props {
  readonly t: DeskWords;
  readonly keys: KeySet;
  readonly can: { readonly approve: boolean; readonly reject: boolean; readonly act: boolean };
  /** R was pressed: the next digit is the reason. */
  readonly choosing: boolean;
  readonly run: (command: Command) => void;
  /** Reasons, or whatever else is being asked for. */
  readonly children: ReactNode;
}

const MORE = ['escalate', 'skip', 'note', 'message', 'move', 'snooze', 'tag', 'author'] as const;

/** One decision, one key, no dialog: every button shows its key. */
export function ActionBar({ t, keys, can, choosing, run, children }: Props) {
  const button = (command: Command, label: string, more: { disabled?: boolean; className?: string | undefined } = {}): ReactNode => (
    <button key={command} type="button" className={more.className ?? classes.plain} disabled={more.disabled ?? false} aria-keyshortcuts={keyLabel(keys, command)} onClick={() => { run(command); }}><kbd aria-hidden>{keyLabel(keys, command)}</kbd> {label}</button>
  );
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bar.label')}>
      <div className={classes.main}>
        {button('approve', t('bar.approve'), { disabled: !can.approve, className: classes.approve })}
        <button type="button" className={classes.reject} disabled={!can.reject} aria-keyshortcuts={keyLabel(keys, 'reject')} aria-expanded={choosing} aria-controls="reasons" onClick={() => { run('reject'); }}><kbd aria-hidden>{keyLabel(keys, 'reject')}</kbd> {t('bar.reject')}</button>
        <div className={classes.more}>{MORE.map((command) => button(command, t(`bar.${command}`), { disabled: command !== 'author' && !can.act }))}</div>
      </div>
      {children}
    </div>
  );
}

interface TroubleProps {
  readonly t: DeskWords;
  readonly text: string | null;
  readonly onDismiss: () => void;
}

/** What did not go through, and why; laid over the page above the buttons, so that no button moves from under the hand. */
export function Trouble({ t, text, onDismiss }: TroubleProps) {
  if (text === null) return null;
  return (
    <div className={`${classes.status} ${classes.over}`} data-tone="trouble">
      <p role="alert">{text}</p>
      <button type="button" className={classes.undo} onClick={onDismiss}>{t('bar.dismiss')}</button>
    </div>
  );
}

interface StatusProps {
  readonly t: DeskWords;
  readonly undoKey: string;
  readonly notice: Notice | null;
  readonly unsent: number;
  /** What one might do next. */
  readonly offer: { readonly text: string; readonly label: string; readonly run: () => void } | null;
  readonly onUndo: () => void;
}

/** What just happened, and the way back; its line is always there, so that nothing moves when it speaks. */
export function StatusLine({ t, undoKey, notice, unsent, offer, onUndo }: StatusProps) {
  return (
    <div className={classes.status} data-tone={notice === null ? 'none' : 'done'}>
      <p role="status" aria-live="polite">{notice?.text ?? ''}</p>
      {unsent > 0 && <p className={classes.unsent}>{t('notice.unsent', { count: unsent })}</p>}
      {offer !== null && <p className={classes.offer}>{offer.text} <button type="button" className={classes.undo} onClick={offer.run}>{offer.label}</button></p>}
      {notice?.undoable === true && <button type="button" className={classes.undo} aria-keyshortcuts={undoKey} onClick={onUndo}>{t('bar.undo')} <kbd aria-hidden>{undoKey}</kbd></button>}
    </div>
  );
}
