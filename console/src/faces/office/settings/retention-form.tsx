import { type SubmitEvent, useState } from 'react';
import { type SiteSettings, useChangeSiteSettings } from '../../../api/site-settings';
import { Part } from '../../../shell/part';
import { useWords } from '../../../words/words';
import { Save, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

type Retention = SiteSettings['retention'];
type Kind = keyof Retention;

/** Whether a kind may be kept for ever. */
const KINDS = { addresses: false, facts: true, notes: true, rejectedTexts: true, deliveries: false, importProblems: false, notices: false } as const satisfies Record<Kind, boolean>;
const NAMES = Object.keys(KINDS) as Kind[];

/** Days after which each kind of personal data goes by itself. */
export function RetentionForm({ slug, known, mayEdit }: { readonly slug: string; readonly known: Retention; readonly mayEdit: boolean }) {
  const t = useWords('settings');
  const change = useChangeSiteSettings(slug);
  const [values, setValues] = useState(() => Object.fromEntries(NAMES.map((kind) => [kind, known[kind] === null ? '' : String(known[kind])])) as Record<Kind, string>);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    // An empty field that must not be empty is left to the service to name.
    change.mutate({ retention: Object.fromEntries(NAMES.map((kind) => [kind, values[kind].trim() === '' ? null : Number(values[kind])])) });
  };
  const wrong = (kind: Kind): string | null => wrongIn(change.error, `/retention/${kind}`);
  return (
    <Part title={t('retention.title')} lead={t('retention.lead')}>
      <form className={forms.form} onSubmit={submit}>
        <div className={forms.pair}>
          {NAMES.map((kind) => <TextField key={kind} label={t(`retention.${kind}`)} hint={t(KINDS[kind] ? 'retention.orEver' : 'retention.days')} type="number" readOnly={!mayEdit} required={!KINDS[kind]} value={values[kind]} wrong={wrong(kind)} onChange={(days) => { change.reset(); setValues({ ...values, [kind]: days }); }} />)}
        </div>
        {NAMES.every((kind) => wrong(kind) === null) && <Trouble error={change.error} />}
        {mayEdit && <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />}
      </form>
    </Part>
  );
}
