import { type SubmitEvent, useState } from 'react';
import { type SiteSettings, useChangeSiteSettings } from '../../../api/site-settings';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { Check, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

const LONGEST_CONTACT = 200;

/** What is on, and where somebody who objects can write to. */
export function SwitchForm({ slug, known, mayEdit }: { readonly slug: string; readonly known: SiteSettings['law']; readonly mayEdit: boolean }) {
  const t = useWords('law');
  const office = useWords('office');
  const [values, setValues] = useState(known);
  const change = useChangeSiteSettings(slug);
  const set = (next: Partial<typeof values>): void => {
    change.reset();
    setValues((now) => ({ ...now, ...next }));
  };
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const contact = values.contact?.trim() ?? '';
    change.mutate({ law: { statements: values.statements, notices: values.notices, contact: contact === '' ? null : contact } });
  };
  return (
    <form className={forms.form} onSubmit={save}>
      <Check label={t('on.statements')} checked={values.statements} readOnly={!mayEdit} onChange={(statements) => { set({ statements }); }} />
      <Check label={t('on.notices')} checked={values.notices} readOnly={!mayEdit} onChange={(notices) => { set({ notices }); }} />
      <TextField label={t('on.contact')} hint={t('on.contactHint')} value={values.contact ?? ''} maxLength={LONGEST_CONTACT} readOnly={!mayEdit} wrong={wrongIn(change.error, '/law/contact')} onChange={(contact) => { set({ contact }); }} />
      <Trouble error={change.error} />
      {mayEdit && (
        <div className={forms.actions}>
          <button type="submit" className={pages.main} disabled={change.isPending}>{office('save')}</button>
          {change.isSuccess && <span className={pages.soft} role="status">{t('on.saved')}</span>}
        </div>
      )}
    </form>
  );
}
