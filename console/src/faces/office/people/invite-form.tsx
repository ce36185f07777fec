import { type SubmitEvent, useState } from 'react';
import { type NewInvitation, useInvite } from '../../../api/people';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { ListField, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { LinkShown } from './link-shown';
import { RoleField } from './role-field';

const EMPTY: NewInvitation = { email: '', role: 'moderator', sections: [] };

/** Weir sends no mail: whoever invites hands the link on. */
export function InviteForm({ slug }: { readonly slug: string }) {
  const t = useWords('people');
  const invite = useInvite(slug);
  const [values, setValues] = useState(EMPTY);
  // A list field keeps its own text: a new form begins with a new one.
  const [round, setRound] = useState(0);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    invite.mutate({ ...values, email: values.email.trim() }, { onSuccess: () => { setValues(EMPTY); setRound(round + 1); } });
  };
  const wrong = (name: string): string | null => wrongIn(invite.error, name);
  return (
    <Part title={t('invite.title')} lead={t('invite.lead')}>
      {invite.data !== undefined && <LinkShown words={t('invite.once', { email: invite.data.email })} link={invite.data.link} until={invite.data.expiresAt} />}
      <form key={round} className={forms.form} onSubmit={submit}>
        <TextField label={t('email')} type="email" autoComplete="off" required maxLength={254} value={values.email} wrong={wrong('/email')} onChange={(email) => { setValues({ ...values, email }); }} />
        <div className={forms.pair}>
          <RoleField role={values.role} wrong={wrong('/role')} onChange={(role) => { setValues({ ...values, role }); }} />
          <ListField label={t('sections')} hint={t('sectionsHint')} value={values.sections ?? []} wrong={wrong('/sections')} onChange={(sections) => { setValues({ ...values, sections: [...sections] }); }} />
        </div>
        {['/email', '/role', '/sections'].every((name) => wrong(name) === null) && <Trouble error={invite.error} />}
        <div><button type="submit" className={pages.main} disabled={invite.isPending}>{t('invite.make')}</button></div>
      </form>
    </Part>
  );
}
