import { type OfficeQueue, useChangeQueue, useOfficeQueues } from '../../api/office-queues';
import type { PersonSite } from '../../api/types';
import { lengthWords } from '../../charts/formats';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { number } from '../../words/times';
import { useWords } from '../../words/words';
import { conditionWords } from './conditions';
import { Missing, Trouble } from '../../shell/form';
import { Movable } from './movable';
import { FRESH } from './office';

/** Where what waits for a person waits: from the top, the first queue that fits takes it. */
export function QueuesPage({ site: { slug, permissions } }: { readonly site: PersonSite }) {
  const t = useWords('office');
  const queues = useOfficeQueues(slug);
  const change = useChangeQueue(slug);
  const mayEdit = permissions.includes('queues.manage');
  const all = queues.data ?? [];
  const takes = (queue: OfficeQueue): string => conditionWords(t, queue.conditions) || (queue.isDefault ? t('queues.rest') : t('queues.byHand'));
  return (
    <article className={pages.page} aria-labelledby="queues">
      <div className={pages.head}>
        <h1 id="queues">{t('queues.title')}</h1>
        {mayEdit && <Link className={pages.button} href={hrefOf(slug, 'office', 'queues', FRESH)}>{t('queues.add')}</Link>}
      </div>
      <p className={pages.lead}>{t('queues.lead')}{mayEdit ? '' : ` ${t('look')}`}</p>
      <Trouble error={change.error} />
      {queues.data === undefined && <Missing error={queues.error} onRetry={() => void queues.refetch()} />}
      {all.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('queues.queue')}</th><th scope="col">{t('queues.takes')}</th><th scope="col" className={pages.number}>{t('queues.waiting')}</th><th scope="col" className={pages.number}>{t('queues.overdue')}</th><th scope="col">{t('queues.sla')}</th>{mayEdit && <th scope="col">{t('order')}</th>}</tr></thead>
            <tbody>
              {all.map((queue, index) => (
                <tr key={queue.id}>
                  <th scope="row"><Link className={pages.link} href={hrefOf(slug, 'office', 'queues', queue.id)}>{queue.name}</Link> {queue.isDefault && <span className={pages.soft}>{t('queues.isDefault')}</span>}</th>
                  <td className={`${pages.soft ?? ''} ${pages.wordy ?? ''}`}>{takes(queue)}</td>
                  <td className={pages.number}>{queue.open === 0 ? <span className={pages.soft}>0</span> : <Link className={pages.link} href={hrefOf(slug, 'desk', queue.id)}>{number(queue.open)}</Link>}</td>
                  <td className={pages.number}>{queue.overdue === 0 ? <span className={pages.soft}>0</span> : <b className={pages.bad}>{number(queue.overdue)}</b>}</td>
                  <td>{queue.slaMinutes === null ? '–' : lengthWords(queue.slaMinutes * 60)}</td>
                  {mayEdit && <td><Movable name={queue.name} first={index === 0} last={index === all.length - 1} busy={change.isPending} onMove={(by) => { change.mutate({ id: queue.id, position: queue.position + by }); }} /></td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}
