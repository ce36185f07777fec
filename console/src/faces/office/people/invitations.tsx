import { useInvitations, useRevokeInvitation } from '../../../api/people';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Trouble } from '../../../shell/form';

/** What was offered and not accepted yet. */
export function Invitations({ slug }: { readonly slug: string }) {
  const t = useWords('people');
  const invitations = useInvitations(slug);
  const revoke = useRevokeInvitation(slug);
  const open = invitations.data ?? [];
  if (open.length === 0) return null;
  return (
    <Part title={t('invited.title')}>
      <div className={pages.scroll}>
        <table className={pages.table}>
          <thead><tr><th scope="col">{t('email')}</th><th scope="col">{t('role')}</th><th scope="col">{t('sections')}</th><th scope="col">{t('invited.by')}</th><th scope="col">{t('invited.until')}</th><th scope="col">{t('invited.revoke')}</th></tr></thead>
          <tbody>
            {open.map(({ id, email, role, sections, invitedBy, expiresAt }) => (
              <tr key={id}>
                <th scope="row">{email}</th>
                <td>{t(`roles.${role}`)}</td>
                <td className={pages.soft}>{sections.length === 0 ? t('allSections') : sections.join(', ')}</td>
                <td>{invitedBy}</td>
                <td><time dateTime={expiresAt}>{exactTime(expiresAt)}</time></td>
                <td><button type="button" className={pages.button} disabled={revoke.isPending} aria-label={t('invited.revokeOf', { email })} onClick={() => { revoke.mutate(id); }}>{t('invited.revokeOne')}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Trouble error={revoke.error} />
    </Part>
  );
}
