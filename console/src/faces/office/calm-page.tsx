import { type SubmitEvent, useState } from 'react';
import { type SiteSettings, useChangeSiteSettings, useSiteSettings } from '../../api/site-settings';
import type { PersonSite } from '../../api/types';
import { Field } from '../../shell/field';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import { breakChoices } from '../desk/settings';
import { Check, Missing, Trouble, wrongIn } from '../../shell/form';
import classes from '../../shell/form.module.css';

/** How the desk spares the eyes of everybody who has not chosen for themselves. */
export function CalmPage({ site: { slug, permissions } }: { readonly site: PersonSite }) {
  const t = useWords('office');
  const settings = useSiteSettings(slug);
  const mayEdit = permissions.includes('settings.manage');
  return (
    <article className={pages.page} aria-labelledby="calm">
      <div className={pages.head}><h1 id="calm">{t('calm.title')}</h1></div>
      <p className={pages.lead}>{t('calm.lead')}{mayEdit ? '' : ` ${t('look')}`}</p>
      {settings.data === undefined ? <Missing error={settings.error} onRetry={() => void settings.refetch()} /> : <CalmForm slug={slug} set={settings.data.desk} mayEdit={mayEdit} />}
    </article>
  );
}

function CalmForm({ slug, set: known, mayEdit }: { readonly slug: string; readonly set: SiteSettings['desk']; readonly mayEdit: boolean }) {
  const t = useWords('office');
  const [values, setValues] = useState(known);
  const change = useChangeSiteSettings(slug);
  const set = (next: Partial<typeof values>): void => {
    change.reset();
    setValues((now) => ({ ...now, ...next }));
  };
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate({ desk: values });
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <Check label={t('calm.blur')} checked={values.blur} readOnly={!mayEdit} onChange={(blur) => { set({ blur }); }} />
      <Check label={t('calm.grey')} checked={values.grey} readOnly={!mayEdit} onChange={(grey) => { set({ grey }); }} />
      <Field label={t('calm.break')} wrong={wrongIn(change.error, '/desk/breakAfter')}>
        {(id, described) => <select id={id} aria-describedby={described} disabled={!mayEdit} value={values.breakAfter} onChange={(event) => { set({ breakAfter: Number(event.currentTarget.value) }); }}>{breakChoices(values.breakAfter).map((count) => <option key={count} value={count}>{count === 0 ? t('calm.never') : t('calm.hard', { count })}</option>)}</select>}
      </Field>
      <Trouble error={change.error} />
      {mayEdit && (
        <div className={classes.actions}>
          <button type="submit" className={pages.main} disabled={change.isPending}>{t('save')}</button>
          {change.isSuccess && <span className={pages.soft} role="status">{t('calm.saved')}</span>}
        </div>
      )}
    </form>
  );
}
