import { type SubmitEvent, useState } from 'react';
import { type SiteSettings, type SiteSettingsChange, useChangeSiteSettings, useSiteSettings } from '../../../api/site-settings';
import type { PersonSite } from '../../../api/types';
import { Field } from '../../../shell/field';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { ListField, Missing, Save, TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { ReadersForm } from './readers-form';
import { RetentionForm } from './retention-form';
import { SsoForm } from './sso-form';

/** How the site takes comments, judges with people, and keeps what it knows of them. */
export function SettingsPage({ site: { slug, permissions } }: { readonly site: PersonSite }) {
  const t = useWords('settings');
  const settings = useSiteSettings(slug);
  const mayEdit = permissions.includes('settings.manage');
  return (
    <article className={pages.page} aria-labelledby="settings">
      <div className={pages.head}><h1 id="settings">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead')}{mayEdit ? '' : ` ${t('look')}`}</p>
      {settings.data === undefined ? <Missing error={settings.error} onRetry={() => void settings.refetch()} /> : (
        <>
          <Main slug={slug} known={settings.data} mayEdit={mayEdit} />
          <ReadersForm slug={slug} known={settings.data.readers} mayEdit={mayEdit} />
          <RetentionForm slug={slug} known={settings.data.retention} mayEdit={mayEdit} />
          {mayEdit && <SsoForm slug={slug} hasSecret={settings.data.hasSsoSecret} />}
        </>
      )}
    </article>
  );
}

const CLAIMS = ['off', 'optional', 'required'] as const;

type Values = Pick<SiteSettings, 'name' | 'allowedOrigins' | 'timeZone' | 'claims'> & { readonly bodyLimit: string; readonly undoSeconds: string; readonly auditSamplePercent: string; readonly holdAtWeight: string };

function Main({ slug, known, mayEdit }: { readonly slug: string; readonly known: SiteSettings; readonly mayEdit: boolean }) {
  const t = useWords('settings');
  const change = useChangeSiteSettings(slug);
  const [values, setValues] = useState<Values>(() => ({ name: known.name, allowedOrigins: known.allowedOrigins, timeZone: known.timeZone, claims: known.claims, bodyLimit: String(known.bodyLimit), undoSeconds: String(known.undoSeconds), auditSamplePercent: String(known.auditSamplePercent), holdAtWeight: known.reports.holdAtWeight === null ? '' : String(known.reports.holdAtWeight) }));
  const set = (next: Partial<Values>): void => {
    change.reset();
    setValues((now) => ({ ...now, ...next }));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate(asked(values));
  };
  const wrong = (name: string): string | null => wrongIn(change.error, `/${name}`);
  const isSaid = ['name', 'allowedOrigins', 'timeZone', 'bodyLimit', 'undoSeconds', 'auditSamplePercent', 'reports'].some((name) => wrong(name) !== null);
  const common = { readOnly: !mayEdit } as const;
  return (
    <form className={forms.form} onSubmit={submit}>
      <TextField {...common} label={t('name')} required maxLength={200} value={values.name} wrong={wrong('name')} onChange={(name) => { set({ name }); }} />
      <TextField {...common} label={t('timeZone')} hint={t('timeZoneHint')} required maxLength={64} value={values.timeZone} wrong={wrong('timeZone')} onChange={(timeZone) => { set({ timeZone }); }} />
      <ListField {...common} label={t('origins')} hint={t('originsHint')} value={values.allowedOrigins} wrong={wrong('allowedOrigins')} onChange={(origins) => { set({ allowedOrigins: [...origins] }); }} />
      <div className={forms.pair}>
        <TextField {...common} label={t('bodyLimit')} hint={t('bodyLimitHint')} type="number" required value={values.bodyLimit} wrong={wrong('bodyLimit')} onChange={(bodyLimit) => { set({ bodyLimit }); }} />
        <TextField {...common} label={t('undo')} hint={t('undoHint')} type="number" required value={values.undoSeconds} wrong={wrong('undoSeconds')} onChange={(undoSeconds) => { set({ undoSeconds }); }} />
        <TextField {...common} label={t('audit')} hint={t('auditHint')} type="number" required value={values.auditSamplePercent} wrong={wrong('auditSamplePercent')} onChange={(auditSamplePercent) => { set({ auditSamplePercent }); }} />
        <TextField {...common} label={t('holdAt')} hint={t('holdAtHint')} type="number" value={values.holdAtWeight} wrong={wrong('reports')} onChange={(holdAtWeight) => { set({ holdAtWeight }); }} />
      </div>
      <Field label={t('claims')} hint={t(`claim.${values.claims}`)}>
        {(id, described) => <select id={id} aria-describedby={described} disabled={!mayEdit} value={values.claims} onChange={(event) => { set({ claims: event.currentTarget.value as Values['claims'] }); }}>{CLAIMS.map((each) => <option key={each} value={each}>{t(`claimMode.${each}`)}</option>)}</select>}
      </Field>
      {!isSaid && <Trouble error={change.error} />}
      {mayEdit && <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />}
    </form>
  );
}

function asked({ bodyLimit, undoSeconds, auditSamplePercent, holdAtWeight, name, timeZone, ...rest }: Values): SiteSettingsChange {
  return { ...rest, name: name.trim(), timeZone: timeZone.trim(), bodyLimit: Number(bodyLimit), undoSeconds: Number(undoSeconds), auditSamplePercent: Number(auditSamplePercent), reports: { holdAtWeight: holdAtWeight.trim() === '' ? null : Number(holdAtWeight) } };
}
