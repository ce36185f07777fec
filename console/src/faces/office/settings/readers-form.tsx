import { type SubmitEvent, useState } from 'react';
import { type SiteSettings, useChangeSiteSettings } from '../../../api/site-settings';
import { Field } from '../../../shell/field';
import { Part } from '../../../shell/part';
import { useWords } from '../../../words/words';
import { Save, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

type Readers = SiteSettings['readers'];

/** From the one that asks nobody to the one that asks most. */
const NUDGES = ['off', 'rejected', 'held'] as const satisfies readonly Readers['nudge'][];

/** What readers may do with what they wrote. */
export function ReadersForm({ slug, known, mayEdit }: { readonly slug: string; readonly known: Readers; readonly mayEdit: boolean }) {
  const t = useWords('settings');
  const change = useChangeSiteSettings(slug);
  const [editMinutes, setEditMinutes] = useState(String(known.editMinutes));
  const [nudge, setNudge] = useState(known.nudge);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate({ readers: { editMinutes: Number(editMinutes), nudge } });
  };
  const wrong = wrongIn(change.error, '/readers/editMinutes');
  return (
    <Part title={t('readers.title')} lead={t('readers.lead')}>
      <form className={forms.form} onSubmit={submit}>
        <TextField label={t('readers.editMinutes')} hint={t('readers.editMinutesHint')} type="number" required readOnly={!mayEdit} value={editMinutes} wrong={wrong} onChange={(next) => { change.reset(); setEditMinutes(next); }} />
        <Field label={t('readers.nudge')} hint={t(`readers.nudgeHint.${nudge}`)}>
          {(id, described) => <select id={id} aria-describedby={described} disabled={!mayEdit} value={nudge} onChange={(event) => { change.reset(); setNudge(event.currentTarget.value as Readers['nudge']); }}>{NUDGES.map((each) => <option key={each} value={each}>{t(`readers.nudgeMode.${each}`)}</option>)}</select>}
        </Field>
        {wrong === null && <Trouble error={change.error} />}
        {mayEdit && <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />}
      </form>
    </Part>
  );
}
