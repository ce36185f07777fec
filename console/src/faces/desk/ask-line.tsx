import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Policy, Queue } from '../../api/types';
import classes from './action-bar.module.css';
import { snoozeChoices } from './snooze';
import type { DeskWords } from './trouble';
import { type Actions, DIGITS } from './use-actions';

interface Props {
  readonly t: DeskWords;
  readonly actions: Actions;
  readonly policies: readonly Policy[];
  readonly queues: readonly Queue[];
  /** Which nine of the choices the digits mean. */
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** The line under the buttons: the reasons at rest, or what is being asked for. */
export function AskLine({ t, actions, policies, queues, page, onPage }: Props) {
  const { ask, setAsk } = actions;
  const cancel = (): void => { setAsk(null); };
  switch (ask) {
    case 'move':
      return <Choices t={t} label={t('ask.moveTo')} isAsked choices={queues.map((queue) => ({ key: queue.id, label: queue.name, run: () => { actions.move(queue); } }))} page={page} onPage={onPage} />;
    case 'snooze':
      return <Choices t={t} label={t('ask.snoozeUntil')} isAsked choices={snoozeChoices(new Date()).map(({ name, until }) => ({ key: name, label: t(`ask.${name}`), run: () => { actions.snooze(until, t(`ask.${name}`)); } }))} page={0} onPage={onPage} />;
    case 'note':
      return <Line key="note" label={t('ask.note')} hint={t('ask.noteHint')} most={2_000} rows={2} onSave={actions.note} onCancel={cancel} saveLabel={t('save')} />;
    case 'tag':
      return <TagLine t={t} onSave={actions.tag} onCancel={cancel} />;
    case 'escalate':
      return <Line key="escalate" label={t('ask.escalate')} hint={t('ask.escalateHint')} most={2_000} rows={1} mayBeEmpty onSave={actions.escalate} onCancel={cancel} saveLabel={t('bar.escalate')} />;
    default:
      return <Choices t={t} label={ask === 'reject' ? t('ask.rejectAs') : t('ask.reasons')} isAsked={ask === 'reject'} disabled={!actions.can.reject} choices={policies.map((policy) => ({ key: policy.id, label: policy.title, run: () => { actions.reject(policy); } }))} page={page} onPage={onPage} />;
  }
}

interface ChoicesProps {
  readonly t: DeskWords;
  readonly label: string;
  readonly isAsked: boolean;
  readonly disabled?: boolean;
  readonly choices: readonly { readonly key: string; readonly label: string; readonly run: () => void }[];
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Choices({ t, label, isAsked, disabled = false, choices, page, onPage }: ChoicesProps) {
  const shown = choices.slice(page * DIGITS, (page + 1) * DIGITS);
  return (
    <div id="reasons" className={isAsked ? `${classes.reasons} ${classes.choosing}` : classes.reasons} role="group" aria-label={label}>
      <span className={classes.label}>{label}</span>
      <div className={classes.choices}>
        {shown.map((choice, index) => <button key={choice.key} type="button" className={classes.reason} disabled={disabled} onClick={choice.run}><kbd aria-hidden>{index + 1}</kbd> {choice.label}</button>)}
        {choices.length > DIGITS && <button type="button" className={classes.reason} onClick={() => { onPage((page + 1) % Math.ceil(choices.length / DIGITS)); }}><kbd aria-hidden>0</kbd> {t('ask.moreReasons')}</button>}
      </div>
    </div>
  );
}

const DAY_MS = 86_400_000;
/** After so many days a tag goes by itself; 0: it stays. */
const TAG_DAYS = [0, 1, 7, 30] as const;

/** A tag, and when it goes by itself. */
function TagLine({ t, onSave, onCancel }: { readonly t: DeskWords; readonly onSave: (tag: string, until: Date | null) => void; readonly onCancel: () => void }) {
  const [days, setDays] = useState<number>(0);
  return (
    <Line label={t('ask.tag')} hint={t('ask.tagHint')} most={40} rows={1} saveLabel={t('save')} onCancel={onCancel} onSave={(tag) => { onSave(tag, days === 0 ? null : new Date(Date.now() + days * DAY_MS)); }}>
      <label className={classes.aside}>{t('ask.tagFor')}<select value={days} onChange={(event) => { setDays(Number(event.currentTarget.value)); }}>{TAG_DAYS.map((count) => <option key={count} value={count}>{count === 0 ? t('ask.tagStays') : t('author.days', { count })}</option>)}</select></label>
    </Line>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint: string;
  readonly most: number;
  readonly rows: number;
  readonly mayBeEmpty?: boolean;
  readonly saveLabel: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
  /** What else is asked for; Enter and Esc mean the same there. */
  readonly children?: ReactNode;
}

/** A few words, typed where the hand is; Enter sends them. */
function Line({ label, hint, most, rows, mayBeEmpty = false, saveLabel, onSave, onCancel, children }: LineProps) {
  const [text, setText] = useState('');
  const save = (): void => { if (mayBeEmpty || text.trim() !== '') onSave(text.trim()); };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    save();
  };
  return (
    <div className={classes.line} onKeyDown={pressed}>
      <label>{label}<textarea autoFocus rows={rows} maxLength={most} value={text} onChange={(event) => { setText(event.currentTarget.value); }} aria-description={hint} /></label>
      {children}
      <button type="button" className={classes.plain} onClick={save}>{saveLabel}</button>
      <p className={classes.hint}>{hint}</p>
    </div>
  );
}
