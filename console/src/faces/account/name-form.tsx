import { type SubmitEvent, useState } from 'react';
import { useChangeName } from '../../api/account';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { TextField, Trouble, wrongIn } from '../../shell/form';
import forms from '../../shell/form.module.css';
import { Part } from '../../shell/part';

export function NameForm({ name: known }: { readonly name: string }) {
  const t = useWords('account');
  const change = useChangeName();
  const [name, setName] = useState(known);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate(name.trim());
  };
  return (
    <Part title={t('name.title')}>
      <form className={forms.form} onSubmit={submit}>
        <TextField label={t('name.label')} hint={t('name.hint')} autoComplete="name" required maxLength={200} value={name} wrong={wrongIn(change.error, '/name')} onChange={(next) => { change.reset(); setName(next); }} />
        {wrongIn(change.error, '/name') === null && <Trouble error={change.error} />}
        <div className={forms.actions}>
          <button type="submit" className={pages.button} disabled={change.isPending}>{t('name.save')}</button>
          {change.isSuccess && <span className={pages.soft} role="status">{t('saved')}</span>}
        </div>
      </form>
    </Part>
  );
}
