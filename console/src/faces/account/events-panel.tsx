import { type AccountEvent, useOwnEvents } from '../../api/account';
import pages from '../../styles/page.module.css';
import { ago, exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import { Missing } from '../../shell/form';
import { Part } from '../../shell/part';

/** What happened to the account, so that its person notices what they did not do. */
export function EventsPanel() {
  const t = useWords('account');
  const events = useOwnEvents();
  const who = ({ actor, personId }: AccountEvent): string => (actor === `person:${personId}` ? t('events.you') : actor === 'system' ? t('events.weir') : t('events.admin'));
  return (
    <Part title={t('events.title')} lead={t('events.lead')}>
      {events.data === undefined && <Missing error={events.error} onRetry={() => void events.refetch()} />}
      {events.data?.length === 0 && <p className={pages.soft}>{t('events.none')}</p>}
      {events.data !== undefined && events.data.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('events.what')}</th><th scope="col">{t('events.who')}</th><th scope="col">{t('events.when')}</th></tr></thead>
            <tbody>
              {events.data.map((event) => (
                <tr key={event.id}>
                  <th scope="row">{t(`events.types.${event.type.replace('.', '-') as 'password-changed'}`)}</th>
                  <td>{who(event)}</td>
                  <td><time dateTime={event.createdAt} title={exactTime(event.createdAt)}>{ago(event.createdAt)}</time></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Part>
  );
}
