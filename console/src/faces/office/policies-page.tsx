import { useAllPolicies, useChangePolicy } from '../../api/office';
import type { PersonSite } from '../../api/types';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { type Language, LANGUAGES } from '../../words/languages';
import { useWords } from '../../words/words';
import { Missing, Trouble } from '../../shell/form';
import { FRESH } from './office';
import { Movable } from './movable';

/** Why a comment may be rejected: the reasons that moderators pick by digit. */
export function PoliciesPage({ site: { slug, permissions } }: { readonly site: PersonSite }) {
  const t = useWords('office');
  const policies = useAllPolicies(slug);
  const change = useChangePolicy(slug);
  const mayEdit = permissions.includes('policies.manage');
  const all = policies.data ?? [];
  const inUse = all.filter(({ isActive }) => isActive).length;
  return (
    <article className={pages.page} aria-labelledby="policies">
      <div className={pages.head}>
        <h1 id="policies">{t('policies.title')}</h1>
        {mayEdit && <Link className={pages.button} href={hrefOf(slug, 'office', 'policies', FRESH)}>{t('policies.add')}</Link>}
      </div>
      <p className={pages.lead}>{t('policies.lead')}{mayEdit ? '' : ` ${t('look')}`}</p>
      <Trouble error={change.error} />
      {policies.data === undefined && <Missing error={policies.error} onRetry={() => void policies.refetch()} />}
      {all.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('policies.digit')}</th><th scope="col">{t('policies.policy')}</th><th scope="col">{t('policies.code')}</th><th scope="col">{t('policies.languages')}</th>{mayEdit && <th scope="col">{t('order')}</th>}</tr></thead>
            <tbody>
              {all.map(({ id, title, titles, isActive, position }, index) => (
                <tr key={id}>
                  <td>{isActive ? (index < 9 ? <kbd>{index + 1}</kbd> : '') : <span className={pages.soft}>{t('policies.off')}</span>}</td>
                  <th scope="row"><Link className={pages.link} href={hrefOf(slug, 'office', 'policies', id)}>{title}</Link></th>
                  <td><code>{id}</code></td>
                  <td className={pages.soft}>{Object.keys(titles).map((tag) => (tag in LANGUAGES ? LANGUAGES[tag as Language] : tag)).join(', ')}</td>
                  {mayEdit && <td>{isActive && <Movable name={title} first={index === 0} last={index === inUse - 1} busy={change.isPending} onMove={(by) => { change.mutate({ id, position: position + by }); }} />}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}
