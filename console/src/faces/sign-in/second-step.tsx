import { type SyntheticEvent, useState } from 'react';
import { useSecondStep } from '../../api/session';
import { useWords } from '../../words/words';
import { signInTrouble } from './sign-in-trouble';
import classes from './sign-in.module.css';

/** The code of the authenticator app, or a recovery code. */
export function SecondStep({ ticket, onBack }: { readonly ticket: string; readonly onBack: () => void }) {
  const t = useWords('shell');
  const step = useSecondStep();
  const [code, setCode] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!step.isPending) step.mutate({ ticket, code: code.trim() });
  };
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit} aria-labelledby="second-step">
        <h1 id="second-step">{t('signIn.codeTitle')}</h1>
        <p className={classes.lead}>{t('signIn.codeLead')}</p>
        <label>{t('signIn.code')}<input type="text" name="code" autoComplete="one-time-code" required autoFocus minLength={6} maxLength={40} spellCheck={false} value={code} onChange={(event) => { setCode(event.currentTarget.value); }} /></label>
        <p className={classes.problem} role="alert">{step.isError ? t(signInTrouble(step.error, 'signIn.codeWrong')) : ''}</p>
        <button type="submit" aria-busy={step.isPending}>{t('signIn.go')}</button>
        <button type="button" className={classes.back} onClick={onBack}>{t('signIn.back')}</button>
      </form>
    </main>
  );
}
