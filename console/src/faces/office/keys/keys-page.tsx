import { type SubmitEvent, useState } from 'react';
import { type Key, SCOPES, type Scope, useCreateKey, useKeys, useRevokeKey } from '../../../api/keys';
import type { PersonSite } from '../../../api/types';
import { Field } from '../../../shell/field';
import { Part, ShownOnce } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { ago, exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Choices, Missing, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

/** Days until a new key ends; 0: never. */
const LASTS = [0, 30, 90, 365] as const;
const DAY_MS = 86_400_000;

/** What the site's own servers come in with. */
export function KeysPage({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('keys');
  const keys = useKeys(slug);
  const all = keys.data ?? [];
  const revoked = all.filter(({ revokedAt }) => revokedAt !== null);
  const inUse = all.filter(({ revokedAt }) => revokedAt === null);
  return (
    <article className={pages.page} aria-labelledby="keys">
      <div className={pages.head}><h1 id="keys">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead')}</p>
      {keys.data === undefined && <Missing error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data !== undefined && inUse.length === 0 && <p className={pages.soft} role="status">{t('none')}</p>}
      {inUse.length > 0 && <Table slug={slug} keys={inUse} />}
      {keys.data !== undefined && <NewKeyForm slug={slug} />}
      {revoked.length > 0 && (
        <Part title={t('revoked')}>
          <ul className={pages.soft}>{revoked.map(({ id, name, revokedAt }) => <li key={id}>{t('revokedLine', { name, when: exactTime(revokedAt ?? '') })}</li>)}</ul>
        </Part>
      )}
    </article>
  );
}

function Table({ slug, keys }: { readonly slug: string; readonly keys: readonly Key[] }) {
  const t = useWords('keys');
  const revoke = useRevokeKey(slug);
  return (
    <>
      <div className={pages.scroll}>
        <table className={pages.table}>
          <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('scopes')}</th><th scope="col">{t('made')}</th><th scope="col">{t('used')}</th><th scope="col">{t('until')}</th><th scope="col">{t('revoke')}</th></tr></thead>
          <tbody>{keys.map((key) => <Row key={key.id} of={key} isBusy={revoke.isPending} onRevoke={() => { revoke.mutate(key.id); }} />)}</tbody>
        </table>
      </div>
      <Trouble error={revoke.error} />
    </>
  );
}

function Row({ of: { name, scopes, createdAt, lastUsedAt, expiresAt }, isBusy, onRevoke }: { readonly of: Key; readonly isBusy: boolean; readonly onRevoke: () => void }) {
  const t = useWords('keys');
  const [isAsked, setAsked] = useState(false);
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={`${pages.soft ?? ''} ${pages.wordy ?? ''}`}>{scopes.map((scope) => t(`scope.${toWord(scope)}`)).join(', ')}</td>
      <td><time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></td>
      <td>{lastUsedAt === null ? <span className={pages.soft}>{t('unused')}</span> : <time dateTime={lastUsedAt} title={exactTime(lastUsedAt)}>{ago(lastUsedAt)}</time>}</td>
      <td>{expiresAt === null ? <span className={pages.soft}>{t('never')}</span> : <span className={isOver ? pages.bad : undefined}>{exactTime(expiresAt)}</span>}</td>
      <td>
        {isAsked
          ? <button type="button" className={`${pages.button ?? ''} ${forms.danger ?? ''}`} autoFocus disabled={isBusy} aria-label={t('revokeSureOf', { name })} onClick={onRevoke} onBlur={() => { setAsked(false); }}>{t('revokeSure')}</button>
          : <button type="button" className={pages.button} aria-label={t('revokeOf', { name })} onClick={() => { setAsked(true); }}>{t('revokeOne')}</button>}
      </td>
    </tr>
  );
}

type ScopeWord = 'write' | 'read' | 'articles' | 'reports' | 'admin';
const WORDS: Readonly<Record<Scope, ScopeWord>> = { 'comments:write': 'write', 'comments:read': 'read', 'articles:write': 'articles', 'reports:write': 'reports', admin: 'admin' };

function toWord(scope: Scope): ScopeWord {
  return WORDS[scope];
}

function NewKeyForm({ slug }: { readonly slug: string }) {
  const t = useWords('keys');
  const create = useCreateKey(slug);
  const [values, setValues] = useState<{ readonly name: string; readonly scopes: readonly Scope[]; readonly days: number }>({ name: '', scopes: ['comments:write'], days: 0 });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const expiresAt = values.days === 0 ? null : new Date(Date.now() + values.days * DAY_MS).toISOString();
    create.mutate({ name: values.name.trim(), scopes: [...values.scopes], expiresAt }, { onSuccess: () => { setValues({ ...values, name: '' }); } });
  };
  const [name, scopes] = ['/name', '/scopes'].map((pointer) => wrongIn(create.error, pointer));
  return (
    <Part title={t('add')}>
      {create.data !== undefined && <ShownOnce words={t('once', { name: create.data.name })} secret={create.data.secret} />}
      <form className={forms.form} onSubmit={submit}>
        <div className={forms.pair}>
          <TextField label={t('what')} hint={t('whatHint')} required maxLength={200} value={values.name} wrong={name ?? null} onChange={(next) => { setValues({ ...values, name: next }); }} />
          <Field label={t('lasts')} short>
            {(id) => <select id={id} value={values.days} onChange={(event) => { setValues({ ...values, days: Number(event.currentTarget.value) }); }}>{LASTS.map((days) => <option key={days} value={days}>{days === 0 ? t('never') : t('days', { count: days })}</option>)}</select>}
          </Field>
        </div>
        <Choices label={t('may')} hint={t('mayHint')} wrong={scopes ?? null} options={SCOPES.map((scope) => ({ value: scope, label: t(`scope.${toWord(scope)}`) }))} chosen={values.scopes} onChange={(chosen) => { setValues({ ...values, scopes: SCOPES.filter((scope) => chosen.includes(scope)) }); }} />
        {name === null && scopes === null && <Trouble error={create.error} />}
        <div><button type="submit" className={pages.main} disabled={create.isPending || values.scopes.length === 0}>{t('make')}</button></div>
      </form>
    </Part>
  );
}
