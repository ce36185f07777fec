import { type KeyboardEvent, useState } from 'react';
import { renderTemplate, useMessageTemplates } from '../../api/templates';
import type { DecisionAction, DecisionBody, ItemDetail, Policy, StandingKind } from '../../api/types';
import { SUSPEND_DAYS } from './author-standing';
import classes from './message-form.module.css';
import type { DeskWords } from './trouble';
import type { Actions } from './use-actions';

const MOST = 2_000;
const DAY = 86_400_000;
/** What a template leaves to be written by hand. */
const UNFINISHED = '###';
const STANDINGS = ['premoderate', 'suspend', 'ban', 'trust'] as const;

interface Props {
  readonly t: DeskWords;
  readonly site: string;
  readonly item: ItemDetail;
  readonly policies: readonly Policy[];
  readonly actions: Actions;
}

/** A decision with more to say: why, to the author, and what becomes of them; all of it at once or not at all. */
export function MessageForm({ t, site, item, policies, actions }: Props) {
  const [action, setAction] = useState<DecisionAction>('reject');
  const [reason, setReason] = useState(policies.find(({ id }) => id === item.policy?.split('.', 1)[0])?.id ?? policies[0]?.id ?? '');
  const [message, setMessage] = useState('');
  const [note, setNote] = useState('');
  const [standing, setStanding] = useState<StandingKind | ''>('');
  const [days, setDays] = useState<number>(7);
  const unfinished = message.includes(UNFINISHED);

  const send = (): void => {
    const policy = policies.find(({ id }) => id === reason);
    if (unfinished || (action === 'reject' && policy === undefined)) return;
    const more: Omit<DecisionBody, 'action' | 'reasonCode'> = {
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(message.trim() === '' ? {} : { message: message.trim() }),
      ...(standing === '' ? {} : { authorAction: { kind: standing, ...(standing === 'suspend' ? { until: new Date(Date.now() + days * DAY).toISOString() } : {}) } }),
    };
    if (action === 'approve') actions.approve(more);
    else if (policy !== undefined) actions.reject(policy, more);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') actions.setAsk(null);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <section className={classes.form} aria-label={t('message.title')} onKeyDown={pressed}>
      <label>{t('message.action')}<select aria-label={t('message.action')} autoFocus value={action} onChange={(event) => { setAction(event.currentTarget.value as DecisionAction); }}><option value="reject">{t('bar.reject')}</option><option value="approve">{t('bar.approve')}</option></select></label>
      {action === 'reject' && <label>{t('message.reason')}<select aria-label={t('message.reason')} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }}>{policies.map(({ id, title }) => <option key={id} value={id}>{title}</option>)}</select></label>}
      <Templates t={t} site={site} item={item} reason={action === 'reject' ? reason : null} onText={setMessage} />
      <label>{t('message.author')}<select aria-label={t('message.author')} value={standing} onChange={(event) => { setStanding(event.currentTarget.value as StandingKind | ''); }}><option value="">{t('message.authorNone')}</option>{STANDINGS.map((kind) => <option key={kind} value={kind}>{t(`author.actions.${kind}`)}</option>)}</select></label>
      {standing === 'suspend' && <label>{t('message.until')}<select aria-label={t('message.until')} value={days} onChange={(event) => { setDays(Number(event.currentTarget.value)); }}>{SUSPEND_DAYS.map((count) => <option key={count} value={count}>{t('author.days', { count })}</option>)}</select></label>}
      <span className={classes.break} />
      <label className={classes.wide}>{t('message.text')}<textarea rows={3} maxLength={MOST} value={message} aria-describedby="message-hint" aria-invalid={unfinished} onChange={(event) => { setMessage(event.currentTarget.value); }} /></label>
      <label className={classes.wide}>{t('message.note')}<textarea rows={3} maxLength={MOST} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} /></label>
      <div className={classes.foot}>
        <p id="message-hint" className={unfinished ? classes.trouble : classes.hint} role={unfinished ? 'alert' : undefined}>{unfinished ? t('message.unfinished') : t('message.hint')}</p>
        <button type="button" onClick={() => { actions.setAsk(null); }}>{t('cancel')}</button>
        <button type="button" className={classes.send} disabled={unfinished || (action === 'reject' ? !actions.can.reject : !actions.can.approve)} onClick={send}>{t('message.send')}</button>
      </div>
    </section>
  );
}

function Templates({ t, site, item, reason, onText }: { t: DeskWords; site: string; item: ItemDetail; reason: string | null; onText: (text: string) => void }) {
  const { data: templates = [] } = useMessageTemplates(site);
  const fitting = templates.filter(({ policyId }) => policyId === null || policyId === reason);
  if (fitting.length === 0) return null;
  const fill = (id: string): void => {
    if (id !== '') void renderTemplate(site, id, { itemId: item.id, ...(reason === null ? {} : { policyId: reason }) }).then(({ text }) => { onText(text); }, () => undefined);
  };
  return <label>{t('message.template')}<select aria-label={t('message.template')} defaultValue="" onChange={(event) => { fill(event.currentTarget.value); }}><option value="">{t('message.noTemplate')}</option>{fitting.map(({ id, name, lang }) => <option key={id} value={id}>{name} ({lang})</option>)}</select></label>;
}
