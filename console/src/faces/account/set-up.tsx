import { type SubmitEvent, lazy, Suspense, useState } from 'react';
import { useBeginSecondFactor, useConfirmSecondFactor } from '../../api/account';
import { ShownOnce } from '../../shell/part';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { TextField, Trouble, wrongIn } from '../../shell/form';
import forms from '../../shell/form.module.css';
import classes from './account.module.css';

const QrCode = lazy(() => import('./qr-code'));

/** In groups, as people type it. */
function grouped(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}

/** From the password to the first code of the app. Nothing counts before that code. */
export function SetUp({ onDone }: { readonly onDone: (recoveryCodes: readonly string[] | null) => void }) {
  const t = useWords('account');
  const begin = useBeginSecondFactor();
  const [isAsked, setAsked] = useState(false);
  const [password, setPassword] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    begin.mutate(password);
  };
  if (begin.data !== undefined) return <Confirm secret={begin.data.secret} uri={begin.data.uri} onDone={onDone} />;
  if (!isAsked) return <div><button type="button" className={pages.button} onClick={() => { setAsked(true); }}>{t('factor.setUp')}</button></div>;
  const wrong = wrongIn(begin.error, '/password');
  return (
    <form className={forms.form} onSubmit={submit}>
      <TextField label={t('password.current')} type="password" autoComplete="current-password" autoFocus required maxLength={200} value={password} wrong={wrong === null ? null : t('passwordWrong')} onChange={(next) => { begin.reset(); setPassword(next); }} />
      {wrong === null && <Trouble error={begin.error} />}
      <div className={forms.actions}>
        <button type="submit" className={pages.main} disabled={begin.isPending}>{t('factor.next')}</button>
        <button type="button" className={pages.button} onClick={() => { setAsked(false); }}>{t('cancel')}</button>
      </div>
    </form>
  );
}

function Confirm({ secret, uri, onDone }: { readonly secret: string; readonly uri: string; readonly onDone: (recoveryCodes: readonly string[] | null) => void }) {
  const t = useWords('account');
  const confirm = useConfirmSecondFactor(onDone);
  const [code, setCode] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    confirm.mutate(code.trim());
  };
  const wrong = wrongIn(confirm.error, '/code');
  return (
    <form className={forms.form} onSubmit={submit}>
      <ShownOnce words={t('factor.secret')} secret={grouped(secret)} picture={<div className={classes.qrPlace}><Suspense><QrCode text={uri} label={t('factor.qr')} /></Suspense></div>}><p><a className={pages.link} href={uri}>{t('factor.openApp')}</a></p></ShownOnce>
      <TextField label={t('factor.code')} hint={t('factor.codeHint')} autoComplete="one-time-code" autoFocus required minLength={6} maxLength={10} value={code} wrong={wrong === null ? null : t('factor.codeWrong')} onChange={(next) => { confirm.reset(); setCode(next); }} />
      {wrong === null && <Trouble error={confirm.error} />}
      <div className={forms.actions}><button type="submit" className={pages.main} disabled={confirm.isPending}>{t('factor.confirm')}</button></div>
    </form>
  );
}
