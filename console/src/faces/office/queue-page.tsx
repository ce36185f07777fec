import { type SubmitEvent, useState } from 'react';
import { useAllPolicies } from '../../api/office';
import { type NewQueue, type OfficeQueue, type QueueConditions, useAddQueue, useChangeQueue, useOfficeQueues, usePeople, useRemoveQueue } from '../../api/office-queues';
import { useRunning } from '../../api/rules';
import type { PersonSite } from '../../api/types';
import { hrefOf, navigate } from '../../router';
import { Field } from '../../shell/field';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { filledIn } from './conditions';
import { Check, Choices, ListField, Missing, TextField, Trouble, wrongIn } from '../../shell/form';
import classes from '../../shell/form.module.css';

const KINDS = ['comment', 'appeal'] as const;
const AUTHOR_KINDS = ['anonymous', 'registered', 'subscriber', 'staff'] as const;

/** One queue, or a new one (`id` null). */
export function QueuePage({ site, id }: { readonly site: PersonSite; readonly id: string | null }) {
  const t = useWords('office');
  const queues = useOfficeQueues(site.slug);
  const queue = queues.data?.find((each) => each.id === id);
  return (
    <article className={pages.page} aria-labelledby="queue">
      <div className={pages.head}>
        <h1 id="queue">{id === null ? t('queues.add') : queue?.name ?? id}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(site.slug, 'office', 'queues')}>{t('queues.all')}</Link>
      </div>
      {queues.data === undefined && <Missing error={queues.error} onRetry={() => void queues.refetch()} />}
      {queues.data !== undefined && (id !== null && queue === undefined ? <p className={pages.lead}>{t('gone')}</p> : <QueueForm site={site} queue={queue ?? null} others={queues.data.filter((each) => each.id !== id)} />)}
    </article>
  );
}

interface FormProps {
  readonly site: PersonSite;
  readonly queue: OfficeQueue | null;
  readonly others: readonly OfficeQueue[];
}

function QueueForm({ site: { slug, permissions }, queue, others }: FormProps) {
  const t = useWords('office');
  const add = useAddQueue(slug);
  const change = useChangeQueue(slug);
  const [values, setValues] = useState(() => ({ id: queue?.id ?? '', name: queue?.name ?? '', minutes: queue?.slaMinutes === null || queue === null ? '' : String(queue.slaMinutes), conditions: queue?.conditions ?? {}, members: queue?.members ?? [], hiddenActions: queue?.hiddenActions ?? [] }));
  const error = add.error ?? change.error;
  const readOnly = !permissions.includes('queues.manage');
  const set = (next: Partial<typeof values>): void => { setValues((now) => ({ ...now, ...next })); };
  const done = (): void => { navigate(hrefOf(slug, 'office', 'queues')); };
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const body = { name: values.name.trim(), slaMinutes: values.minutes.trim() === '' ? null : Number(values.minutes), conditions: filledIn(values.conditions), members: [...values.members], hiddenActions: [...values.hiddenActions] } as Omit<NewQueue, 'id'>;
    if (queue === null) add.mutate({ id: values.id.trim(), ...body }, { onSuccess: done });
    else change.mutate({ id: queue.id, ...body }, { onSuccess: done });
  };
  return (
    <>
      <form className={classes.form} onSubmit={save}>
        {queue === null && <TextField label={t('queues.id')} hint={t('queues.idHint')} value={values.id} required maxLength={64} wrong={wrongIn(error, '/id')} onChange={(id) => { set({ id }); }} />}
        <TextField label={t('queues.name')} value={values.name} required maxLength={80} readOnly={readOnly} wrong={wrongIn(error, '/name')} onChange={(name) => { set({ name }); }} />
        <TextField label={t('queues.minutes')} hint={t('queues.minutesHint')} type="number" short value={values.minutes} readOnly={readOnly} wrong={wrongIn(error, '/slaMinutes')} onChange={(minutes) => { set({ minutes }); }} />
        {queue?.isDefault !== true && <Conditions site={slug} conditions={values.conditions} error={error} readOnly={readOnly} onChange={(conditions) => { set({ conditions }); }} />}
        <Members site={slug} mayRead={permissions.includes('people.manage')} members={values.members} readOnly={readOnly} onChange={(members) => { set({ members: [...members] }); }} />
        <Choices label={t('queues.hidden')} hint={t('queues.hiddenHint')} readOnly={readOnly} wrong={wrongIn(error, '/hiddenActions')} options={HIDEABLE.map((action) => ({ value: action, label: t(`queues.action.${action}`) }))} chosen={values.hiddenActions} onChange={(hiddenActions) => { set({ hiddenActions: [...hiddenActions] }); }} />
        <Trouble error={error} />
        {!readOnly && (
          <div className={classes.actions}>
            <button type="submit" className={pages.main} disabled={add.isPending || change.isPending}>{t('save')}</button>
            <Link className={pages.button} href={hrefOf(slug, 'office', 'queues')}>{t('cancel')}</Link>
          </div>
        )}
      </form>
      {!readOnly && queue !== null && !queue.isDefault && <Removal site={slug} queue={queue} others={others} onDone={done} />}
    </>
  );
}

interface ConditionsProps {
  readonly site: string;
  readonly conditions: OfficeQueue['conditions'];
  readonly error: unknown;
  readonly readOnly: boolean;
  readonly onChange: (conditions: OfficeQueue['conditions']) => void;
}

function Conditions({ site, conditions, error, readOnly, onChange }: ConditionsProps) {
  const t = useWords('office');
  const rules = useRunning(site).data?.document.rules ?? [];
  const policies = useAllPolicies(site).data ?? [];
  const set = (next: Partial<OfficeQueue['conditions']>): void => { onChange({ ...conditions, ...next }); };
  const wrong = (name: string): string | null => wrongIn(error, `/conditions/${name}`);
  return (
    <fieldset className={classes.group} style={{ gap: '1rem' }}>
      <legend>{t('queues.conditions')}</legend>
      <p className={pages.soft}>{t('queues.conditionsHint')}</p>
      <Choices label={t('queues.kinds')} readOnly={readOnly} wrong={wrong('kinds')} options={KINDS.map((kind) => ({ value: kind, label: t(`queues.kind.${kind}`) }))} chosen={conditions.kinds ?? []} onChange={(kinds) => { set({ kinds: KINDS.filter((kind) => kinds.includes(kind)) }); }} />
      <Choices label={t('queues.rules')} readOnly={readOnly} wrong={wrong('rules')} options={rules.map(({ id, name }) => ({ value: id, label: name }))} chosen={conditions.rules ?? []} onChange={(chosen) => { set({ rules: [...chosen] }); }} />
      <Choices label={t('queues.policies')} readOnly={readOnly} wrong={wrong('policies')} options={policies.map(({ id, title }) => ({ value: id, label: title }))} chosen={conditions.policies ?? []} onChange={(chosen) => { set({ policies: [...chosen] }); }} />
      <Choices label={t('queues.authorKinds')} readOnly={readOnly} wrong={wrong('authorKinds')} options={AUTHOR_KINDS.map((kind) => ({ value: kind, label: t(`queues.authorKind.${kind}`) }))} chosen={conditions.authorKinds ?? []} onChange={(kinds) => { set({ authorKinds: AUTHOR_KINDS.filter((kind) => kinds.includes(kind)) }); }} />
      <div className={classes.pair}>
        <ListField label={t('queues.sections')} hint={t('queues.sectionsHint')} readOnly={readOnly} wrong={wrong('sections')} value={conditions.sections ?? []} onChange={(sections) => { set({ sections: [...sections] }); }} />
        <ListField label={t('queues.langs')} hint={t('queues.langsHint')} readOnly={readOnly} wrong={wrong('langs')} value={conditions.langs ?? []} onChange={(langs) => { set({ langs: [...langs] }); }} />
      </div>
      <Score value={conditions.minScore} readOnly={readOnly} wrong={wrong('minScore')} onChange={(minScore) => { onChange(withScore(conditions, minScore)); }} />
      <Check label={t('queues.reported')} readOnly={readOnly} checked={conditions.reported === true} onChange={(reported) => { set({ reported }); }} />
    </fieldset>
  );
}

/** Without one there is none, not an empty one. */
function withScore(conditions: QueueConditions, minScore: number | undefined): QueueConditions {
  return Object.fromEntries(Object.entries({ ...conditions, minScore }).filter(([, value]) => value !== undefined));
}

function Score({ value, onChange, ...rest }: { readonly value: number | undefined; readonly readOnly: boolean; readonly wrong: string | null; readonly onChange: (value: number | undefined) => void }) {
  const t = useWords('office');
  const [text, setText] = useState(value === undefined ? '' : String(value));
  return <TextField {...rest} label={t('queues.minScore')} type="number" short value={text} onChange={(next) => { setText(next); onChange(next.trim() === '' || Number.isNaN(Number(next)) ? undefined : Number(next)); }} />;
}

interface MembersProps {
  readonly site: string;
  readonly mayRead: boolean;
  readonly members: readonly string[];
  readonly readOnly: boolean;
  readonly onChange: (members: readonly string[]) => void;
}

function Members({ site, mayRead, members, readOnly, onChange }: MembersProps) {
  const t = useWords('office');
  const people = usePeople(site, mayRead);
  if (!mayRead) return <fieldset className={classes.group}><legend>{t('queues.members')}</legend><p className={pages.soft}>{members.length === 0 ? t('queues.everybody') : t('queues.membersByAdmin', { count: members.length })}</p></fieldset>;
  return <Choices label={t('queues.members')} hint={t('queues.membersHint')} readOnly={readOnly} options={(people.data ?? []).map(({ id, name }) => ({ value: id, label: name }))} chosen={members} onChange={onChange} />;
}

/** Nothing that waits is lost with its queue: it goes to another. */
function Removal({ site, queue, others, onDone }: { readonly site: string; readonly queue: OfficeQueue; readonly others: readonly OfficeQueue[]; readonly onDone: () => void }) {
  const t = useWords('office');
  const remove = useRemoveQueue(site);
  const [asked, setAsked] = useState(false);
  const [moveTo, setMoveTo] = useState(() => others.find(({ isDefault }) => isDefault)?.id ?? others[0]?.id ?? '');
  if (!asked) return <div><button type="button" className={`${pages.button ?? ''} ${classes.danger ?? ''}`} onClick={() => { setAsked(true); }}>{t('queues.remove')}</button></div>;
  return (
    <form className={classes.removal} aria-label={t('queues.remove')} onSubmit={(event) => { event.preventDefault(); void remove.mutateAsync({ id: queue.id, moveTo }).then(onDone, () => undefined); }}>
      <Field label={t('queues.moveTo')} short>
        {(id) => <select id={id} autoFocus value={moveTo} onChange={(event) => { setMoveTo(event.currentTarget.value); }}>{others.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}</select>}
      </Field>
      <button type="submit" className={`${pages.button ?? ''} ${classes.danger ?? ''}`} disabled={remove.isPending}>{t('queues.removeNow')}</button>
      <button type="button" className={pages.button} onClick={() => { setAsked(false); }}>{t('cancel')}</button>
      <Trouble error={remove.error} />
    </form>
  );
}

const HIDEABLE = ['approve', 'reject', 'escalate', 'skip', 'move', 'snooze', 'note', 'tag'] as const;
