import { useConnections } from '../../../api/connections';
import type { PersonSite } from '../../../api/types';
import { hrefOf } from '../../../router';
import { Link } from '../../../shell/link';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { Missing } from '../../../shell/form';
import { FRESH } from '../office';
import classes from './connections.module.css';

/** Software that asks Weir in another filter's place. */
export function ConnectionsPage({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('connections');
  const connections = useConnections(slug);
  const all = connections.data ?? [];
  return (
    <article className={pages.page} aria-labelledby="connections">
      <div className={pages.head}>
        <h1 id="connections">{t('title')}</h1>
        {connections.data !== undefined && <Link className={pages.button} href={hrefOf(slug, 'office', 'connections', FRESH)}>{t('add')}</Link>}
      </div>
      <p className={pages.lead}>{t('lead')}</p>
      {connections.data === undefined && <Missing error={connections.error} onRetry={() => void connections.refetch()} />}
      {connections.data !== undefined && all.length === 0 && <p className={pages.soft} role="status">{t('none')}</p>}
      {all.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('dialect')}</th><th scope="col">{t('address')}</th><th scope="col">{t('state')}</th></tr></thead>
            <tbody>
              {all.map(({ id, name, dialect, address, isEnabled, secretSince }) => (
                <tr key={id}>
                  <th scope="row"><Link className={pages.link} href={hrefOf(slug, 'office', 'connections', id)}>{name}</Link></th>
                  <td>{t(`dialects.${dialect}`)}</td>
                  <td><span className={classes.address}>{address}</span></td>
                  <td className={pages.soft}>{secretSince === null ? t('noSecret') : t(isEnabled ? 'on' : 'off')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}
