import { type SubmitEvent, useState } from 'react';
import { type Toxicity, useChangeToxicity } from '../../../api/toxicity';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { ListField, Save, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

/** Names of groups of people, which say nothing about how a comment speaks of them. */
export function NeutralWords({ slug, known, mayEdit }: { readonly slug: string; readonly known: Toxicity['identityTerms']; readonly mayEdit: boolean }) {
  const t = useWords('toxicity');
  const change = useChangeToxicity(slug);
  const [added, setAdded] = useState<readonly string[]>(known.added);
  const [removed, setRemoved] = useState<readonly string[]>(known.removed);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate({ identityTerms: { added: [...added], removed: [...removed] } });
  };
  const wrongAdded = wrongIn(change.error, '/identityTerms/added');
  const wrongRemoved = wrongIn(change.error, '/identityTerms/removed');
  return (
    <Part title={t('neutral.title')} lead={t('neutral.lead')}>
      <details>
        <summary>{t('neutral.shipped', { count: known.shipped.length })}</summary>
        <p className={pages.soft}>{known.shipped.join(', ')}</p>
      </details>
      <form className={forms.form} onSubmit={submit}>
        <ListField label={t('neutral.added')} hint={t('neutral.addedHint')} readOnly={!mayEdit} value={added} wrong={wrongAdded} onChange={(words) => { change.reset(); setAdded(words); }} />
        <ListField label={t('neutral.removed')} hint={t('neutral.removedHint')} readOnly={!mayEdit} value={removed} wrong={wrongRemoved} onChange={(words) => { change.reset(); setRemoved(words); }} />
        {wrongAdded === null && wrongRemoved === null && <Trouble error={change.error} />}
        {mayEdit && <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />}
      </form>
    </Part>
  );
}
