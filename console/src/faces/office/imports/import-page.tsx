import { useState } from 'react';
import { type ImportRun, isOpen, useCancelImport, useImport } from '../../../api/imports';
import { ApiError } from '../../../api/client';
import type { PersonSite } from '../../../api/types';
import { hrefOf } from '../../../router';
import { Link } from '../../../shell/link';
import pages from '../../../styles/page.module.css';
import { exactTime, number } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing, Trouble } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { HowFar } from './how-far';
import classes from './imports.module.css';

/** One import: how far it is, what came of it, and what was wrong with which row. */
export function ImportPage({ site: { slug }, id }: { readonly site: PersonSite; readonly id: string }) {
  const t = useWords('imports');
  const run = useImport(slug, id);
  const isGone = run.error instanceof ApiError && (run.error.status === 404 || run.error.status === 422);
  return (
    <article className={pages.page} aria-labelledby="import">
      <div className={pages.head}>
        <h1 id="import">{run.data === undefined ? t('one') : t('of', { format: t(`formats.${run.data.format}`) })}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(slug, 'office', 'imports')}>{t('all')}</Link>
      </div>
      {run.data === undefined && (isGone ? <p className={pages.lead}>{t('gone')}</p> : <Missing error={run.error} onRetry={() => void run.refetch()} />)}
      {run.data !== undefined && <Known slug={slug} run={run.data} />}
    </article>
  );
}

const COUNTS = ['imported', 'repeated', 'skipped', 'failed', 'noted'] as const;

function Known({ slug, run }: { readonly slug: string; readonly run: ImportRun }) {
  const t = useWords('imports');
  return (
    <>
      <p className={pages.soft}>{exactTime(run.createdAt)}{run.source === run.format ? '' : ` · ${run.source}`}</p>
      <div role="status"><HowFar run={run} /></div>
      {run.failure !== null && <p className={pages.trouble} role="alert" lang="en">{run.failure}</p>}
      <dl className={classes.counts}>{COUNTS.map((name) => <div key={name}><dt>{t(name)}</dt><dd>{number(run.counts[name])}</dd><dd className={pages.soft}>{t(`means.${name}`)}</dd></div>)}</dl>
      {isOpen(run) && <Cancelling slug={slug} id={run.id} />}
      <Problems run={run} />
    </>
  );
}

function Cancelling({ slug, id }: { readonly slug: string; readonly id: string }) {
  const t = useWords('imports');
  const cancel = useCancelImport(slug);
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <div><button type="button" className={pages.button} onClick={() => { setAsked(true); }}>{t('cancel')}</button></div>;
  return (
    <div className={forms.removal}>
      <p>{t('cancelSure')}</p>
      <Trouble error={cancel.error} />
      <button type="button" className={pages.main} disabled={cancel.isPending} onClick={() => { cancel.mutate(id); }}>{t('cancelNow')}</button>
      <button type="button" className={pages.button} onClick={() => { setAsked(false); }}>{t('goOn')}</button>
    </div>
  );
}

/** Row by row, in the service's own sentences, which are English. */
function Problems({ run: { problems, counts } }: { readonly run: ImportRun }) {
  const t = useWords('imports');
  const total = counts.failed + counts.noted;
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby="problems" className={classes.problems}>
      <h2 id="problems">{t('problems')}</h2>
      {total > problems.length && <p className={pages.soft}>{t('first', { shown: number(problems.length), total: number(total) })}</p>}
      <div className={pages.scroll}>
        <table className={pages.table}>
          <thead><tr><th scope="col" className={pages.number}>{t('row')}</th><th scope="col" className={pages.number}>{t('line')}</th><th scope="col">{t('subject')}</th><th scope="col">{t('what')}</th><th scope="col">{t('became')}</th></tr></thead>
          <tbody>
            {problems.map(({ row, line, subject, detail, failed }, index) => (
              <tr key={`${String(row)} ${String(index)}`}>
                <td className={pages.number}>{number(row)}</td>
                <td className={pages.number}>{line === null ? '' : number(line)}</td>
                <td><code className={classes.subject}>{subject ?? ''}</code></td>
                <td lang="en" className={pages.wordy}>{detail}</td>
                <td className={failed ? pages.bad : pages.soft}>{t(failed ? 'leftOut' : 'changed')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
