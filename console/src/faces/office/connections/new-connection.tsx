import { type SubmitEvent, useState } from 'react';
import { type Connection, useAddConnection } from '../../../api/connections';
import type { PersonSite } from '../../../api/types';
import { hrefOf } from '../../../router';
import { Field } from '../../../shell/field';
import { Link } from '../../../shell/link';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { TextField, Trouble, wrongIn } from '../../../shell/form';
import classes from '../../../shell/form.module.css';
import { GUIDES } from './guide-list';
import { Guides } from './guides';
import { SecretShown } from './secret-shown';

const DIALECTS = Object.keys(GUIDES) as Connection['dialect'][];

/** Makes a connection, and then shows its secret and what to do with it: the only time. */
export function NewConnection({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('connections');
  const add = useAddConnection(slug);
  const [values, setValues] = useState<{ readonly dialect: Connection['dialect']; readonly name: string }>({ dialect: 'akismet', name: '' });
  const made = add.data;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    add.mutate({ dialect: values.dialect, name: values.name.trim() });
  };
  return (
    <article className={pages.page} aria-labelledby="connection">
      <div className={pages.head}>
        <h1 id="connection">{made === undefined ? t('add') : made.name}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(slug, 'office', 'connections')}>{t('all')}</Link>
      </div>
      {made === undefined && (
        <form className={classes.form} onSubmit={submit}>
          <Field label={t('dialect')} hint={t(`dialectHint.${values.dialect}`)}>
            {(id, described) => <select id={id} aria-describedby={described} value={values.dialect} onChange={(event) => { setValues({ ...values, dialect: event.currentTarget.value as Connection['dialect'] }); }}>{DIALECTS.map((each) => <option key={each} value={each}>{t(`dialects.${each}`)}</option>)}</select>}
          </Field>
          <TextField label={t('name')} hint={t('nameHint')} value={values.name} required maxLength={200} wrong={wrongIn(add.error, '/name')} onChange={(name) => { setValues({ ...values, name }); }} />
          <Trouble error={add.error} />
          <div className={classes.actions}><button type="submit" className={pages.main} disabled={add.isPending}>{t('make')}</button></div>
        </form>
      )}
      {made !== undefined && (
        <>
          <SecretShown secret={made.secret} />
          <p><Link className={pages.link} href={hrefOf(slug, 'office', 'connections', made.id)}>{t('onward')}</Link></p>
          <Guides connection={made} secret={made.secret} />
        </>
      )}
    </article>
  );
}
