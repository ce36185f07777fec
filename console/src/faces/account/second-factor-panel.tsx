import { type SubmitEvent, useState } from 'react';
import { useRemoveSecondFactor, useRenewCodes, useSecondFactor } from '../../api/account';
import parts from '../../shell/part.module.css';
import pages from '../../styles/page.module.css';
import { exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import { Missing, TextField, Trouble, wrongIn } from '../../shell/form';
import forms from '../../shell/form.module.css';
import classes from './account.module.css';
import { Part } from '../../shell/part';
import { SetUp } from './set-up';

/** A code of an app beside the password: set up, renewed, turned off. */
export function SecondFactorPanel() {
  const t = useWords('account');
  const factor = useSecondFactor();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Part title={t('factor.title')} lead={t('factor.lead')}>
      {factor.data === undefined && <Missing error={factor.error} onRetry={() => void factor.refetch()} />}
      {codes !== null && <RecoveryCodes codes={codes} />}
      {factor.data?.isOn === false && <SetUp onDone={setCodes} />}
      {factor.data?.isOn === true && (
        <>
          <p role="status">{t('factor.on', { when: exactTime(factor.data.since ?? '') })} {t('factor.left', { count: factor.data.recoveryCodesLeft })}</p>
          <Weaken onCodes={setCodes} />
        </>
      )}
    </Part>
  );
}

/** Shown this once, to be written down. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const t = useWords('account');
  return (
    <div className={parts.once} role="status">
      <strong>{t('factor.codes')}</strong>
      <p>{t('factor.codesHint')}</p>
      <ul className={classes.codes}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
    </div>
  );
}

/** What needs password and code: new recovery codes, or no second factor any more. */
function Weaken({ onCodes }: { readonly onCodes: (codes: readonly string[] | null) => void }) {
  const t = useWords('account');
  const renew = useRenewCodes(onCodes);
  const remove = useRemoveSecondFactor(onCodes);
  const [asked, setAsked] = useState<'codes' | 'off' | null>(null);
  const [values, setValues] = useState({ password: '', code: '' });
  const error = asked === 'codes' ? renew.error : remove.error;
  const ask = (what: 'codes' | 'off' | null): void => {
    renew.reset();
    remove.reset();
    setValues({ password: '', code: '' });
    setAsked(what);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const body = { password: values.password, code: values.code.trim() };
    if (asked === 'codes') renew.mutate(body, { onSuccess: () => { ask(null); } });
    else remove.mutate(body);
  };
  if (asked === null) {
    return (
      <div className={pages.buttons}>
        <button type="button" className={pages.button} onClick={() => { ask('codes'); }}>{t('factor.renew')}</button>
        <button type="button" className={`${pages.button ?? ''} ${forms.danger ?? ''}`} onClick={() => { ask('off'); }}>{t('factor.off')}</button>
      </div>
    );
  }
  const wrongs = { password: wrongIn(error, '/password'), code: wrongIn(error, '/code') };
  return (
    <form className={forms.form} aria-label={t(asked === 'codes' ? 'factor.renew' : 'factor.off')} onSubmit={submit}>
      <TextField label={t('password.current')} type="password" autoComplete="current-password" autoFocus required maxLength={200} value={values.password} wrong={wrongs.password === null ? null : t('passwordWrong')} onChange={(password) => { setValues({ ...values, password }); }} />
      <TextField label={t('factor.code')} hint={t('factor.codeOrRecovery')} autoComplete="one-time-code" required minLength={6} maxLength={40} short value={values.code} wrong={wrongs.code === null ? null : t('factor.codeWrong')} onChange={(code) => { setValues({ ...values, code }); }} />
      {wrongs.password === null && wrongs.code === null && <Trouble error={error} />}
      <div className={forms.actions}>
        <button type="submit" className={pages.main} disabled={renew.isPending || remove.isPending}>{t(asked === 'codes' ? 'factor.renewNow' : 'factor.offNow')}</button>
        <button type="button" className={pages.button} onClick={() => { ask(null); }}>{t('cancel')}</button>
      </div>
    </form>
  );
}
