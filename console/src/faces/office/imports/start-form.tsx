import { type SubmitEvent, useState } from 'react';
import { type ImportFormat, useStartImport } from '../../../api/imports';
import { hrefOf, navigate } from '../../../router';
import { Field } from '../../../shell/field';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { portion, Progress } from './how-far';
import classes from './imports.module.css';

const FORMATS: readonly ImportFormat[] = ['wordpress', 'disqus', 'remark42', 'isso', 'commento', 'weir'];

/** Which file, and what wrote it. While it is sent the page must stay open; what comes then happens without it. */
export function StartForm({ slug }: { readonly slug: string }) {
  const t = useWords('imports');
  const { start, sent, stop } = useStartImport(slug);
  const [format, setFormat] = useState<ImportFormat>('wordpress');
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const begin = (event: SubmitEvent): void => {
    event.preventDefault();
    if (file !== null) start.mutate({ format, source: source.trim(), file }, { onSuccess: ({ id }) => { navigate(hrefOf(slug, 'office', 'imports', id)); } });
  };
  return (
    <form className={classes.start} onSubmit={begin} aria-label={t('start')}>
      <div className={forms.pair}>
        <Field label={t('format')} hint={t(`formatHint.${format}`)}>
          {(id, described) => <select id={id} aria-describedby={described} value={format} onChange={(event) => { setFormat(event.currentTarget.value as ImportFormat); }}>{FORMATS.map((each) => <option key={each} value={each}>{t(`formats.${each}`)}</option>)}</select>}
        </Field>
        <TextField label={t('name')} hint={t('nameHint')} value={source} maxLength={40} wrong={wrongIn(start.error, '?source')} onChange={setSource} />
      </div>
      <Field label={t('file')}>{(id, described) => <input id={id} aria-describedby={described} type="file" required onChange={(event) => { setFile(event.currentTarget.files?.[0] ?? null); }} />}</Field>
      <Trouble error={start.error} />
      <div className={forms.actions}>
        <button type="submit" className={pages.main} disabled={start.isPending}>{t('begin')}</button>
        {start.isPending && file !== null && <><Progress label={t('sending')} value={sent} max={file.size} words={`${t('sending')} ${portion(sent, file.size)}`} /><button type="button" className={pages.button} onClick={stop}>{t('stop')}</button></>}
      </div>
    </form>
  );
}
