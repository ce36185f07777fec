import { type SubmitEvent, useState } from 'react';
import { useChangeSiteSettings } from '../../../api/site-settings';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

/** The secret with which the site signs who its readers are. It goes in, and never comes out again. */
export function SsoForm({ slug, hasSecret }: { readonly slug: string; readonly hasSecret: boolean }) {
  const t = useWords('settings');
  const change = useChangeSiteSettings(slug);
  const [secret, setSecret] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate({ ssoSecret: secret.trim() }, { onSuccess: () => { setSecret(''); } });
  };
  const wrong = wrongIn(change.error, '/ssoSecret');
  return (
    <Part title={t('sso.title')} lead={t('sso.lead')}>
      <p role="status">{t(hasSecret ? 'sso.set' : 'sso.unset')}</p>
      <form className={forms.form} onSubmit={submit}>
        <TextField label={t('sso.next')} hint={t('sso.hint')} type="password" autoComplete="off" required minLength={32} maxLength={512} value={secret} wrong={wrong} onChange={(next) => { change.reset(); setSecret(next); }} />
        {wrong === null && <Trouble error={change.error} />}
        <div className={forms.actions}>
          <button type="submit" className={pages.button} disabled={change.isPending}>{t('sso.keep')}</button>
          {hasSecret && <button type="button" className={`${pages.button ?? ''} ${forms.danger ?? ''}`} disabled={change.isPending} onClick={() => { change.mutate({ ssoSecret: null }); }}>{t('sso.forget')}</button>}
        </div>
      </form>
    </Part>
  );
}
