import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/client';
import { useResetPassword } from '../../api/entry';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { TextField, wrongIn } from '../../shell/form';
import classes from './entry.module.css';
import { Frame, LinkTrouble, SHORTEST_PASSWORD } from './frame';

/** Somebody who cannot sign in any more chooses another password, and then signs in with it. */
export function NewPassword({ token, onLeave }: { readonly token: string; readonly onLeave: () => void }) {
  const t = useWords('entry');
  const queries = useQueryClient();
  const reset = useResetPassword(token);
  const [password, setPassword] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!reset.isPending) reset.mutate(password);
  };
  const leave = (): void => {
    // Every session of the account has ended, perhaps this browser's too.
    void queries.invalidateQueries({ queryKey: ['session'] });
    onLeave();
  };
  if (reset.isSuccess) {
    return (
      <Frame title={t('password.doneTitle')}>
        <p className={classes.lead} role="status">{t('password.done')}</p>
        <div className={classes.buttons}><button type="button" className={pages.main} autoFocus onClick={leave}>{t('toSignIn')}</button></div>
      </Frame>
    );
  }
  const isSpent = reset.error instanceof ApiError && reset.error.code === 'invalid_link';
  return (
    <Frame title={t('password.title')}>
      {!isSpent && <p className={classes.lead}>{t('password.lead')}</p>}
      {!isSpent && (
        <form className={classes.form} onSubmit={submit}>
          <TextField label={t('password.next')} hint={t('passwordHint', { count: SHORTEST_PASSWORD })} type="password" autoComplete="new-password" autoFocus required minLength={SHORTEST_PASSWORD} maxLength={200} value={password} wrong={wrongIn(reset.error, '/password')} onChange={setPassword} />
          <div className={classes.buttons}><button type="submit" className={pages.main} aria-busy={reset.isPending}>{t('password.go')}</button></div>
        </form>
      )}
      {reset.isError && <LinkTrouble error={reset.error} />}
      {isSpent && <div className={classes.buttons}><button type="button" className={pages.button} onClick={leave}>{t('toSignIn')}</button></div>}
    </Frame>
  );
}
