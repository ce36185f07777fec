import { type SubmitEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Template, useAllPolicies, useRemoveTemplate, useRendered, useSaveTemplate, useTemplates } from '../../api/office';
import type { PersonSite } from '../../api/types';
import { hrefOf, navigate } from '../../router';
import { Field } from '../../shell/field';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { LANGUAGES } from '../../words/languages';
import { languageNow, useWords } from '../../words/words';
import { Missing, TextField, Trouble, wrongIn } from '../../shell/form';
import classes from '../../shell/form.module.css';
import preview from './preview.module.css';
import { languageName } from './templates-page';

/** What the service fills in. */
const PLACEHOLDERS = ['author', 'comment', 'policy', 'article', 'site'] as const;

/** One template, or a new one (`id` null). */
export function TemplatePage({ site, id }: { readonly site: PersonSite; readonly id: string | null }) {
  const t = useWords('office');
  const templates = useTemplates(site.slug);
  const template = templates.data?.find((each) => each.id === id);
  return (
    <article className={pages.page} aria-labelledby="template">
      <div className={pages.head}>
        <h1 id="template">{id === null ? t('templates.add') : template?.name ?? ''}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(site.slug, 'office', 'templates')}>{t('templates.all')}</Link>
      </div>
      {templates.data === undefined && <Missing error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.data !== undefined && (id !== null && template === undefined ? <p className={pages.lead}>{t('gone')}</p> : <TemplateForm site={site} template={template ?? null} />)}
    </article>
  );
}

function TemplateForm({ site, template }: { readonly site: PersonSite; readonly template: Template | null }) {
  const { slug, permissions } = site;
  const t = useWords('office');
  const policies = useAllPolicies(slug);
  const save = useSaveTemplate(slug, template?.id ?? null);
  const remove = useRemoveTemplate(slug);
  const [values, setValues] = useState({ name: template?.name ?? '', lang: template?.lang ?? languageNow(), policyId: template?.policyId ?? '', body: template?.body ?? '' });
  const text = useRef<HTMLTextAreaElement>(null);
  const readOnly = !permissions.includes('policies.manage');
  const error = save.error ?? remove.error;
  const set = (next: Partial<typeof values>): void => { setValues((now) => ({ ...now, ...next })); };
  const done = (): void => { navigate(hrefOf(slug, 'office', 'templates')); };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate({ name: values.name.trim(), lang: values.lang, policyId: values.policyId === '' ? null : values.policyId, body: values.body }, { onSuccess: done });
  };
  /** Where the cursor stands; the cursor then stands behind it. */
  const insert = (words: string): void => {
    const { current: area } = text;
    const at = area?.selectionStart ?? values.body.length;
    // At once, so that what is typed next goes behind it.
    flushSync(() => { set({ body: values.body.slice(0, at) + words + values.body.slice(area?.selectionEnd ?? at) }); });
    area?.focus();
    area?.setSelectionRange(at + words.length, at + words.length);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextField label={t('templates.name')} hint={t('templates.nameHint')} value={values.name} required maxLength={100} readOnly={readOnly} wrong={wrongIn(error, '/name')} onChange={(name) => { set({ name }); }} />
      <div className={classes.pair}>
        <Field label={t('templates.language')} wrong={wrongIn(error, '/lang')}>
          {(id) => <select id={id} disabled={readOnly} value={values.lang} onChange={(event) => { set({ lang: event.currentTarget.value }); }}>{[...new Set([...Object.keys(LANGUAGES), values.lang])].map((tag) => <option key={tag} value={tag}>{languageName(tag)}</option>)}</select>}
        </Field>
        <Field label={t('templates.policy')} wrong={wrongIn(error, '/policyId')}>
          {(id) => <select id={id} disabled={readOnly} value={values.policyId} onChange={(event) => { set({ policyId: event.currentTarget.value }); }}><option value="">{t('templates.any')}</option>{(policies.data ?? []).map((each) => <option key={each.id} value={each.id}>{each.title}</option>)}</select>}
        </Field>
      </div>
      <Field label={t('templates.text')} hint={t('templates.textHint')} wrong={wrongIn(error, '/body')}>
        {(id, described) => <textarea ref={text} id={id} rows={7} required maxLength={2_000} lang={values.lang} style={{ fontFamily: 'inherit', fontSize: '0.9375rem' }} aria-describedby={described} readOnly={readOnly} value={values.body} onChange={(event) => { set({ body: event.currentTarget.value }); }} />}
      </Field>
      {!readOnly && (
        <div className={preview.placeholders} role="group" aria-label={t('templates.insert')}>
          {PLACEHOLDERS.map((name) => <button key={name} type="button" className={preview.placeholder} onClick={() => { insert(`{{${name}}}`); }}>{t(`templates.placeholder.${name}`)}</button>)}
          <button type="button" className={preview.placeholder} onClick={() => { insert('###  ###'); }}>{t('templates.own')}</button>
        </div>
      )}
      <Preview site={site} values={values} saved={template} />
      <Trouble error={error} />
      {!readOnly && (
        <div className={classes.actions}>
          <button type="submit" className={pages.main} disabled={save.isPending}>{t('save')}</button>
          <Link className={pages.button} href={hrefOf(slug, 'office', 'templates')}>{t('cancel')}</Link>
          {template !== null && <button type="button" className={`${pages.button ?? ''} ${classes.danger ?? ''} ${classes.end ?? ''}`} disabled={remove.isPending} onClick={() => { void remove.mutateAsync(template.id).then(done, () => undefined); }}>{t('templates.remove')}</button>}
        </div>
      )}
    </form>
  );
}

interface Written {
  readonly lang: string;
  readonly policyId: string;
  readonly body: string;
}

/** How it reads: what was saved with the comment that has waited longest, what is being written with made-up names. */
function Preview({ site, values, saved }: { readonly site: PersonSite; readonly values: Written; readonly saved: Template | null }) {
  const t = useWords('office');
  const policies = useAllPolicies(site.slug);
  const untouched = saved !== null && saved.body === values.body && saved.lang === values.lang && (saved.policyId ?? '') === values.policyId;
  const rendered = useRendered(site.slug, untouched ? saved.id : null, saved?.updatedAt ?? null);
  const policy = policies.data?.find((each) => each.id === values.policyId) ?? policies.data?.[0];
  const examples = { author: 'Marisol', comment: t('templates.exampleComment'), policy: policy?.titles[values.lang] ?? policy?.title ?? '', article: t('templates.exampleArticle'), site: site.name };
  const real = rendered.data ?? null;
  const parts = (real?.text ?? filled(values.body, examples)).split(/(###[^#]*###|\{\{[^}]*\}\})/);
  if (values.body.trim() === '') return null;
  return (
    <section className={preview.preview} aria-labelledby="preview">
      <h2 id="preview">{t('templates.preview')} <span className={pages.soft}>{real === null ? t('templates.madeUp') : t('templates.real')}</span></h2>
      <p className={preview.text} lang={values.lang}>{parts.map((part, index) => (/^(###|\{\{)/.test(part) ? <mark key={String(index)}>{part}</mark> : part))}</p>
      {parts.length > 1 && <p className={pages.soft}>{t('templates.unresolved')}</p>}
    </section>
  );
}

function filled(body: string, examples: Readonly<Record<string, string>>): string {
  return body.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => examples[name] ?? whole);
}
