import { type SyntheticEvent, useState } from 'react';
import { providerHref, ticketIn, useSignIn, useSignInWays } from '../../api/session';
import { useFilters } from '../../router';
import { useWords } from '../../words/words';
import { SecondStep } from './second-step';
import { refusalTrouble, signInTrouble } from './sign-in-trouble';
import classes from './sign-in.module.css';

/** `ended`: somebody was signed in here a moment ago. */
export function SignIn({ ended = false }: { readonly ended?: boolean }) {
  const t = useWords('shell');
  const signIn = useSignIn();
  const provider = useSignInWays().data?.provider ?? null;
  const refusal = refusalTrouble(useFilters().get('refused'));
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate({ email: email.trim(), password });
  };
  const ticket = ticketIn(signIn.error);
  if (ticket !== null) return <SecondStep ticket={ticket} onBack={() => { signIn.reset(); setPassword(''); }} />;
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit} aria-labelledby="sign-in">
        <h1 id="sign-in">Weir</h1>
        <p className={classes.lead} role={ended ? 'alert' : undefined}>{t(ended ? 'signIn.ended' : 'signIn.lead')}</p>
        <label>{t('signIn.email')}<input type="email" name="email" autoComplete="username" required autoFocus value={email} onChange={(event) => { setEmail(event.currentTarget.value); }} /></label>
        <label>{t('signIn.password')}<input type="password" name="password" autoComplete="current-password" required value={password} onChange={(event) => { setPassword(event.currentTarget.value); }} /></label>
        <p className={classes.problem} role="alert">{signIn.isError ? t(signInTrouble(signIn.error, 'signIn.wrong')) : refusal === null ? '' : t(refusal)}</p>
        <button type="submit" aria-busy={signIn.isPending}>{t('signIn.go')}</button>
        {provider !== null && (
          <>
            <p className={classes.or}>{t('signIn.or')}</p>
            <a className={classes.provider} href={providerHref(window.location.pathname)}>{t('signIn.with', { name: provider.name })}</a>
          </>
        )}
      </form>
    </main>
  );
}
