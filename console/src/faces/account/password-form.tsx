import { type SubmitEvent, useState } from 'react';
import { useChangePassword } from '../../api/account';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { TextField, Trouble, wrongIn } from '../../shell/form';
import forms from '../../shell/form.module.css';
import { Part } from '../../shell/part';

const SHORTEST = 12;

export function PasswordForm({ email }: { readonly email: string }) {
  const t = useWords('account');
  const change = useChangePassword();
  const [values, setValues] = useState({ current: '', next: '' });
  const set = (more: Partial<typeof values>): void => {
    change.reset();
    setValues((now) => ({ ...now, ...more }));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate(values, { onSuccess: () => { setValues({ current: '', next: '' }); } });
  };
  const isSaid = ['/current', '/next'].some((pointer) => wrongIn(change.error, pointer) !== null);
  return (
    <Part title={t('password.title')} lead={t('password.lead')}>
      <form className={forms.form} onSubmit={submit}>
        {/* For keepers of passwords: whose it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <TextField label={t('password.current')} type="password" autoComplete="current-password" required maxLength={200} value={values.current} wrong={wrongIn(change.error, '/current') === null ? null : t('passwordWrong')} onChange={(current) => { set({ current }); }} />
        <TextField label={t('password.next')} hint={t('password.hint', { count: SHORTEST })} type="password" autoComplete="new-password" required minLength={SHORTEST} maxLength={200} value={values.next} wrong={wrongIn(change.error, '/next')} onChange={(next) => { set({ next }); }} />
        {!isSaid && <Trouble error={change.error} />}
        <div className={forms.actions}>
          <button type="submit" className={pages.button} disabled={change.isPending}>{t('password.save')}</button>
          {change.isSuccess && <span className={pages.soft} role="status">{t('password.saved')}</span>}
        </div>
      </form>
    </Part>
  );
}
