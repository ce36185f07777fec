import { useMembers } from '../../../api/people';
import type { PersonSite } from '../../../api/types';
import { hrefOf } from '../../../router';
import { Link } from '../../../shell/link';
import pages from '../../../styles/page.module.css';
import { ago, exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing } from '../../../shell/form';
import { InviteForm } from './invite-form';
import { Invitations } from './invitations';

export function PeoplePage({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('people');
  const members = useMembers(slug);
  return (
    <article className={pages.page} aria-labelledby="people">
      <div className={pages.head}><h1 id="people">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead')}</p>
      {members.data === undefined && <Missing error={members.error} onRetry={() => void members.refetch()} />}
      {members.data?.length === 0 && <p className={pages.soft} role="status">{t('none')}</p>}
      {members.data !== undefined && members.data.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('email')}</th><th scope="col">{t('role')}</th><th scope="col">{t('sections')}</th><th scope="col">{t('factor')}</th><th scope="col">{t('since')}</th></tr></thead>
            <tbody>
              {members.data.map(({ id, name, email, role, sections, hasSecondFactor, createdAt }) => (
                <tr key={id}>
                  <th scope="row"><Link className={pages.link} href={hrefOf(slug, 'office', 'people', id)}>{name}</Link></th>
                  <td>{email}</td>
                  <td>{t(`roles.${role}`)}</td>
                  <td className={pages.soft}>{sections.length === 0 ? t('allSections') : sections.join(', ')}</td>
                  <td>{hasSecondFactor ? <span className={pages.good}>{t('on')}</span> : <span className={pages.soft}>{t('off')}</span>}</td>
                  <td><time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Invitations slug={slug} />
      <InviteForm slug={slug} />
    </article>
  );
}
