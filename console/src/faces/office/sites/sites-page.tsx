import { type SubmitEvent, useState } from 'react';
import { useCreateSite, useSites } from '../../../api/sites';
import { hrefOf } from '../../../router';
import { Link } from '../../../shell/link';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { ago, exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';

/** For owners: every site there is, and another. */
export function SitesPage() {
  const t = useWords('settings');
  const sites = useSites();
  return (
    <article className={pages.page} aria-labelledby="sites">
      <div className={pages.head}><h1 id="sites">{t('sites.title')}</h1></div>
      <p className={pages.lead}>{t('sites.lead')}</p>
      {sites.data === undefined && <Missing error={sites.error} onRetry={() => void sites.refetch()} />}
      {sites.data !== undefined && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('sites.slug')}</th><th scope="col">{t('sites.since')}</th><th scope="col">{t('sites.people')}</th></tr></thead>
            <tbody>
              {sites.data.map(({ id, slug, name, createdAt }) => (
                <tr key={id}>
                  <th scope="row"><Link className={pages.link} href={hrefOf(slug, 'office', 'settings')}>{name}</Link></th>
                  <td>{slug}</td>
                  <td><time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></td>
                  <td><Link className={pages.link} href={hrefOf(slug, 'office', 'people')} aria-label={t('sites.peopleOf', { name })}>{t('sites.people')}</Link></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <NewSite />
    </article>
  );
}

function NewSite() {
  const t = useWords('settings');
  const create = useCreateSite();
  const [values, setValues] = useState({ name: '', slug: '' });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    create.mutate({ name: values.name.trim(), slug: values.slug.trim() }, { onSuccess: () => { setValues({ name: '', slug: '' }); } });
  };
  const [name, slug] = ['/name', '/slug'].map((pointer) => wrongIn(create.error, pointer));
  return (
    <Part title={t('sites.add')} lead={t('sites.addLead')}>
      <form className={forms.form} onSubmit={submit}>
        <div className={forms.pair}>
          <TextField label={t('name')} required maxLength={200} value={values.name} wrong={name ?? null} onChange={(next) => { create.reset(); setValues({ ...values, name: next }); }} />
          <TextField label={t('sites.slug')} hint={t('sites.slugHint')} required maxLength={63} value={values.slug} wrong={slug ?? null} onChange={(next) => { create.reset(); setValues({ ...values, slug: next }); }} />
        </div>
        {name === null && slug === null && <Trouble error={create.error} />}
        <div className={forms.actions}>
          <button type="submit" className={pages.main} disabled={create.isPending}>{t('sites.make')}</button>
          {create.data !== undefined && <span role="status">{t('sites.made', { name: create.data.name })}</span>}
        </div>
      </form>
    </Part>
  );
}
