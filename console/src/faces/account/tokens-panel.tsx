import { type SubmitEvent, useState } from 'react';
import { type Token, useCreateToken, useRevokeToken, useTokens } from '../../api/account';
import { Field } from '../../shell/field';
import pages from '../../styles/page.module.css';
import { ago, exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import { Missing, TextField, Trouble, wrongIn } from '../../shell/form';
import forms from '../../shell/form.module.css';
import { Part, ShownOnce } from '../../shell/part';

/** Days until a new token ends; 0: never. */
const LASTS = [30, 90, 365, 0] as const;
const DAY_MS = 86_400_000;

/** Tokens for scripts that act as their person. */
export function TokensPanel() {
  const t = useWords('account');
  const tokens = useTokens();
  const revoke = useRevokeToken();
  return (
    <Part title={t('tokens.title')} lead={t('tokens.lead')}>
      {tokens.data === undefined && <Missing error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && <p className={pages.soft}>{t('tokens.none')}</p>}
      {tokens.data !== undefined && tokens.data.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('tokens.name')}</th><th scope="col">{t('tokens.made')}</th><th scope="col">{t('tokens.used')}</th><th scope="col">{t('tokens.until')}</th><th scope="col">{t('tokens.revoke')}</th></tr></thead>
            <tbody>{tokens.data.map((token) => <Row key={token.id} token={token} isBusy={revoke.isPending} onRevoke={() => { revoke.mutate(token.id); }} />)}</tbody>
          </table>
        </div>
      )}
      <Trouble error={revoke.error} />
      <NewToken />
    </Part>
  );
}

function Row({ token: { name, createdAt, lastUsedAt, expiresAt }, isBusy, onRevoke }: { readonly token: Token; readonly isBusy: boolean; readonly onRevoke: () => void }) {
  const t = useWords('account');
  return (
    <tr>
      <th scope="row">{name}</th>
      <td><time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></td>
      <td>{lastUsedAt === null ? <span className={pages.soft}>{t('tokens.unused')}</span> : <time dateTime={lastUsedAt} title={exactTime(lastUsedAt)}>{ago(lastUsedAt)}</time>}</td>
      <td>{expiresAt === null ? <span className={pages.soft}>{t('tokens.never')}</span> : exactTime(expiresAt)}</td>
      <td><button type="button" className={pages.button} disabled={isBusy} aria-label={t('tokens.revokeOf', { name })} onClick={onRevoke}>{t('tokens.revokeOne')}</button></td>
    </tr>
  );
}

function NewToken() {
  const t = useWords('account');
  const create = useCreateToken();
  const [values, setValues] = useState({ name: '', days: 90 });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const expiresAt = values.days === 0 ? null : new Date(Date.now() + values.days * DAY_MS).toISOString();
    create.mutate({ name: values.name.trim(), expiresAt }, { onSuccess: () => { setValues({ ...values, name: '' }); } });
  };
  return (
    <>
      {create.data !== undefined && <ShownOnce words={t('tokens.once')} secret={create.data.secret} />}
      <form className={forms.form} aria-label={t('tokens.add')} onSubmit={submit}>
        <div className={forms.pair}>
          <TextField label={t('tokens.what')} hint={t('tokens.whatHint')} required maxLength={200} value={values.name} wrong={wrongIn(create.error, '/name')} onChange={(name) => { setValues({ ...values, name }); }} />
          <Field label={t('tokens.lasts')} short>
            {(id) => <select id={id} value={values.days} onChange={(event) => { setValues({ ...values, days: Number(event.currentTarget.value) }); }}>{LASTS.map((days) => <option key={days} value={days}>{days === 0 ? t('tokens.never') : t('tokens.days', { count: days })}</option>)}</select>}
          </Field>
        </div>
        <Trouble error={create.error} />
        <div><button type="submit" className={pages.button} disabled={create.isPending}>{t('tokens.make')}</button></div>
      </form>
    </>
  );
}
