import { useAllPolicies, useTemplates } from '../../api/office';
import type { PersonSite } from '../../api/types';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { type Language, LANGUAGES } from '../../words/languages';
import { useWords } from '../../words/words';
import { excerpt } from '../desk/wording';
import { Missing } from '../../shell/form';
import { FRESH } from './office';

/** What authors may be written with a decision, language by language. */
export function TemplatesPage({ site: { slug, permissions } }: { readonly site: PersonSite }) {
  const t = useWords('office');
  const templates = useTemplates(slug);
  const policies = useAllPolicies(slug);
  const mayEdit = permissions.includes('policies.manage');
  const all = [...(templates.data ?? [])].sort((a, b) => a.lang.localeCompare(b.lang) || a.name.localeCompare(b.name));
  return (
    <article className={pages.page} aria-labelledby="templates">
      <div className={pages.head}>
        <h1 id="templates">{t('templates.title')}</h1>
        {mayEdit && <Link className={pages.button} href={hrefOf(slug, 'office', 'templates', FRESH)}>{t('templates.add')}</Link>}
      </div>
      <p className={pages.lead}>{t('templates.lead')}{mayEdit ? '' : ` ${t('look')}`}</p>
      {templates.data === undefined && <Missing error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.data !== undefined && all.length === 0 && <p className={pages.soft} role="status">{t('templates.none')}</p>}
      {all.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('templates.language')}</th><th scope="col">{t('templates.name')}</th><th scope="col">{t('templates.policy')}</th><th scope="col">{t('templates.text')}</th></tr></thead>
            <tbody>
              {all.map(({ id, name, lang, policyId, body }) => (
                <tr key={id}>
                  <td>{languageName(lang)}</td>
                  <th scope="row"><Link className={pages.link} href={hrefOf(slug, 'office', 'templates', id)}>{name}</Link></th>
                  <td>{policyId === null ? <span className={pages.soft}>{t('templates.any')}</span> : policies.data?.find((each) => each.id === policyId)?.title ?? policyId}</td>
                  <td className={`${pages.soft ?? ''} ${pages.wordy ?? ''}`} lang={lang}>{excerpt(body, 90)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}

export function languageName(tag: string): string {
  return tag in LANGUAGES ? LANGUAGES[tag as Language] : tag;
}
