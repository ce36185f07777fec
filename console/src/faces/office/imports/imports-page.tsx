import { useImports } from '../../../api/imports';
import type { PersonSite } from '../../../api/types';
import { hrefOf } from '../../../router';
import { Link } from '../../../shell/link';
import pages from '../../../styles/page.module.css';
import { ago, exactTime, number } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing } from '../../../shell/form';
import { HowFar } from './how-far';
import { StartForm } from './start-form';

/** What was brought along, and the way to bring more. */
export function ImportsPage({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('imports');
  const imports = useImports(slug);
  const all = imports.data ?? [];
  return (
    <article className={pages.page} aria-labelledby="imports">
      <div className={pages.head}><h1 id="imports">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead')}</p>
      <StartForm slug={slug} />
      {imports.data === undefined && <Missing error={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.data !== undefined && all.length === 0 && <p className={pages.soft} role="status">{t('none')}</p>}
      {all.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('source')}</th><th scope="col">{t('howFar')}</th><th scope="col" className={pages.number}>{t('imported')}</th><th scope="col" className={pages.number}>{t('failed')}</th></tr></thead>
            <tbody>
              {all.map((run) => (
                <tr key={run.id}>
                  <th scope="row"><Link className={pages.link} href={hrefOf(slug, 'office', 'imports', run.id)}><time dateTime={run.createdAt} title={exactTime(run.createdAt)}>{ago(run.createdAt)}</time></Link></th>
                  <td>{t(`formats.${run.format}`)}{run.source === run.format ? '' : <span className={pages.soft}> · {run.source}</span>}</td>
                  <td><HowFar run={run} /></td>
                  <td className={pages.number}>{number(run.counts.imported)}</td>
                  <td className={pages.number}>{run.counts.failed === 0 ? <span className={pages.soft}>0</span> : <span className={pages.bad}>{number(run.counts.failed)}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}
