import { type SubmitEvent, useState } from 'react';
import { type OfficePolicy, useAddPolicy, useAllPolicies, useChangePolicy, useRemovePolicy } from '../../api/office';
import type { PersonSite } from '../../api/types';
import { hrefOf, navigate } from '../../router';
import { Field } from '../../shell/field';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { LANGUAGES } from '../../words/languages';
import { useWords } from '../../words/words';
import { Check, Missing, TextField, Trouble, wrongIn } from '../../shell/form';
import classes from '../../shell/form.module.css';

/** One policy, or a new one (`id` null). */
export function PolicyPage({ site, id }: { readonly site: PersonSite; readonly id: string | null }) {
  const t = useWords('office');
  const policies = useAllPolicies(site.slug);
  const policy = policies.data?.find((each) => each.id === id);
  const title = id === null ? t('policies.add') : policy?.title ?? id;
  return (
    <article className={pages.page} aria-labelledby="policy">
      <div className={pages.head}>
        <h1 id="policy">{title}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(site.slug, 'office', 'policies')}>{t('policies.all')}</Link>
      </div>
      {policies.data === undefined && <Missing error={policies.error} onRetry={() => void policies.refetch()} />}
      {policies.data !== undefined && (id !== null && policy === undefined ? <p className={pages.lead}>{t('gone')}</p> : <PolicyForm site={site} policy={policy ?? null} />)}
    </article>
  );
}

const OTHERS = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];

function PolicyForm({ site: { slug, permissions }, policy }: { readonly site: PersonSite; readonly policy: OfficePolicy | null }) {
  const t = useWords('office');
  const [values, setValues] = useState(() => ({ id: policy?.id ?? '', title: policy?.title ?? '', titles: policy?.titles ?? {}, description: policy?.description ?? '', isSpam: policy?.isSpam ?? false, isActive: policy?.isActive ?? true }));
  const add = useAddPolicy(slug);
  const change = useChangePolicy(slug);
  const remove = useRemovePolicy(slug);
  const error = add.error ?? change.error ?? remove.error;
  const readOnly = !permissions.includes('policies.manage');
  const set = (next: Partial<typeof values>): void => { setValues((now) => ({ ...now, ...next })); };
  const done = (): void => { navigate(hrefOf(slug, 'office', 'policies')); };
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const titles = Object.fromEntries(Object.entries(values.titles).filter(([, words]) => words.trim() !== ''));
    const body = { title: values.title.trim(), titles, description: values.description.trim() === '' ? null : values.description.trim(), isSpam: values.isSpam, isActive: values.isActive };
    if (policy === null) add.mutate({ id: values.id.trim(), ...body }, { onSuccess: done });
    else change.mutate({ id: policy.id, ...body }, { onSuccess: done });
  };
  return (
    <form className={classes.form} onSubmit={save}>
      {policy === null && <TextField label={t('policies.code')} hint={t('policies.codeHint')} value={values.id} required maxLength={64} wrong={wrongIn(error, '/id')} onChange={(id) => { set({ id }); }} />}
      <TextField label={t('policies.own')} hint={t('policies.ownHint')} value={values.title} required maxLength={100} readOnly={readOnly} wrong={wrongIn(error, '/title')} onChange={(title) => { set({ title }); }} />
      <fieldset className={classes.group}>
        <legend>{t('policies.titles')}</legend>
        <p className={pages.soft}>{t('policies.titlesHint')}</p>
        <div className={classes.pair}>
          {OTHERS.map((tag) => <TextField key={tag} label={LANGUAGES[tag]} lang={tag} maxLength={100} value={values.titles[tag] ?? ''} readOnly={readOnly} wrong={wrongIn(error, `/titles/${tag}`)} onChange={(words) => { set({ titles: { ...values.titles, [tag]: words } }); }} />)}
        </div>
      </fieldset>
      <Field label={t('policies.description')} hint={t('policies.descriptionHint')} wrong={wrongIn(error, '/description')}>
        {(id, described) => <textarea id={id} rows={3} maxLength={2_000} style={{ fontFamily: 'inherit', fontSize: '0.9375rem' }} aria-describedby={described} readOnly={readOnly} value={values.description} onChange={(event) => { set({ description: event.currentTarget.value }); }} />}
      </Field>
      <div className={classes.group}>
        <Check label={t('policies.spam')} checked={values.isSpam} readOnly={readOnly} onChange={(isSpam) => { set({ isSpam }); }} />
        <Check label={t('policies.active')} checked={values.isActive} readOnly={readOnly} onChange={(isActive) => { set({ isActive }); }} />
      </div>
      <Trouble error={error} />
      {!readOnly && (
        <div className={classes.actions}>
          <button type="submit" className={pages.main} disabled={add.isPending || change.isPending}>{t('save')}</button>
          <Link className={pages.button} href={hrefOf(slug, 'office', 'policies')}>{t('cancel')}</Link>
          {policy !== null && <button type="button" className={`${pages.button ?? ''} ${classes.danger ?? ''} ${classes.end ?? ''}`} disabled={remove.isPending} onClick={() => { void remove.mutateAsync(policy.id).then(done, () => undefined); }}>{t('policies.remove')}</button>}
        </div>
      )}
    </form>
  );
}
