import { type SubmitEvent, useState } from 'react';
import { type Connection, useChangeConnection, useChangeSecret, useConnections, useRemoveConnection } from '../../../api/connections';
import type { PersonSite } from '../../../api/types';
import { hrefOf, navigate } from '../../../router';
import { Field } from '../../../shell/field';
import { Link } from '../../../shell/link';
import pages from '../../../styles/page.module.css';
import { exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Check, ListField, Missing, Save, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import classes from './connections.module.css';
import { Guides } from './guides';
import { SecretShown } from './secret-shown';
import { TestPanel } from './test-panel';

/** One connection: its settings, its secret, what its last calls were, and what to enter at the other end. */
export function ConnectionPage({ site, id }: { readonly site: PersonSite; readonly id: string }) {
  const t = useWords('connections');
  const connections = useConnections(site.slug);
  const connection = connections.data?.find((each) => each.id === id);
  return (
    <article className={pages.page} aria-labelledby="connection">
      <div className={pages.head}>
        <h1 id="connection">{connection?.name ?? ''}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(site.slug, 'office', 'connections')}>{t('all')}</Link>
      </div>
      {connections.data === undefined && <Missing error={connections.error} onRetry={() => void connections.refetch()} />}
      {connections.data !== undefined && connection === undefined && <p className={pages.lead}>{t('gone')}</p>}
      {connection !== undefined && <Known slug={site.slug} connection={connection} />}
    </article>
  );
}

function Known({ slug, connection }: { readonly slug: string; readonly connection: Connection }) {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <Settings slug={slug} connection={connection} />
      <Secret slug={slug} connection={connection} shown={secret} onMade={setSecret} />
      <TestPanel slug={slug} connection={connection} />
      <Guides connection={connection} secret={secret} />
      <Removal slug={slug} connection={connection} />
    </>
  );
}

function Settings({ slug, connection }: { readonly slug: string; readonly connection: Connection }) {
  const t = useWords('connections');
  const change = useChangeConnection(slug, connection.id);
  const { dialect, settings } = connection;
  const [values, setValues] = useState({ name: connection.name, isEnabled: connection.isEnabled, callbackHosts: settings.callbackHosts, heldAs: settings.heldAs });
  const set = (next: Partial<typeof values>): void => { setValues((now) => ({ ...now, ...next })); };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { name, isEnabled, callbackHosts, heldAs } = values;
    change.mutate({ name: name.trim(), isEnabled, ...(dialect === 'akismet' ? { settings: { callbackHosts: [...callbackHosts], heldAs } } : {}) });
  };
  return (
    <form className={forms.form} onSubmit={submit}>
      <TextField label={t('name')} value={values.name} required maxLength={200} wrong={wrongIn(change.error, '/name')} onChange={(name) => { set({ name }); }} />
      <Check label={t('enabled')} checked={values.isEnabled} onChange={(isEnabled) => { set({ isEnabled }); }} />
      {dialect === 'akismet' && (
        <>
          <ListField label={t('callbackHosts')} hint={t('callbackHostsHint')} value={values.callbackHosts} wrong={wrongIn(change.error, '/settings/callbackHosts')} onChange={(callbackHosts) => { set({ callbackHosts: [...callbackHosts] }); }} />
          <Field label={t('heldAs')} hint={t('heldAsHint')}>
            {(id, described) => <select id={id} aria-describedby={described} value={values.heldAs} onChange={(event) => { set({ heldAs: event.currentTarget.value as 'ham' | 'spam' }); }}>{(['ham', 'spam'] as const).map((each) => <option key={each} value={each}>{t(`held.${each}`)}</option>)}</select>}
          </Field>
        </>
      )}
      <Trouble error={change.error} />
      <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />
    </form>
  );
}

interface SecretProps {
  readonly slug: string;
  readonly connection: Connection;
  readonly shown: string | null;
  readonly onMade: (secret: string | null) => void;
}

function Secret({ slug, connection: { id, dialect, secretSince, previousUntil }, shown, onMade }: SecretProps) {
  const t = useWords('connections');
  const change = useChangeSecret(slug, id);
  const [given, setGiven] = useState('');
  const isGiven = dialect === 'coral';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate(isGiven ? given.trim() : null, { onSuccess: ({ secret }) => { onMade(secret); setGiven(''); } });
  };
  return (
    <section className={classes.part} aria-labelledby="secret">
      <h2 id="secret">{t('secret')}</h2>
      <p className={pages.soft}>{secretSince === null ? t('noSecret') : t('secretSince', { when: exactTime(secretSince) })}{previousUntil === null ? '' : ` ${t('previousUntil', { when: exactTime(previousUntil) })}`}</p>
      {shown !== null && <SecretShown secret={shown} />}
      <form className={forms.form} onSubmit={submit}>
        {isGiven && <TextField label={t('coralSecret')} hint={t('coralSecretHint')} value={given} required maxLength={200} wrong={wrongIn(change.error, '/secret')} onChange={setGiven} />}
        <Trouble error={change.error} />
        <div><button type="submit" className={pages.button} disabled={change.isPending}>{t(isGiven ? 'keepSecret' : 'rotate')}</button></div>
      </form>
    </section>
  );
}

function Removal({ slug, connection: { id } }: { readonly slug: string; readonly connection: Connection }) {
  const t = useWords('connections');
  const remove = useRemoveConnection(slug, id, () => { navigate(hrefOf(slug, 'office', 'connections')); });
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <div><button type="button" className={`${pages.button ?? ''} ${forms.danger ?? ''}`} onClick={() => { setAsked(true); }}>{t('remove')}</button></div>;
  return (
    <div className={forms.removal}>
      <p>{t('removeSure')}</p>
      <Trouble error={remove.error} />
      <button type="button" className={pages.main} disabled={remove.isPending} onClick={() => { remove.mutate(undefined); }}>{t('removeNow')}</button>
      <button type="button" className={pages.button} onClick={() => { setAsked(false); }}>{t('cancel')}</button>
    </div>
  );
}
