import { type Delivery, useDeliveries, useReplay, useTestWebhook, type Webhook } from '../../../api/webhooks';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { ago, exactTime, number } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Missing, Trouble } from '../../../shell/form';
import { typeName } from './message-names';
import classes from './webhooks.module.css';

/** What left, how it went, and once more. */
export function Deliveries({ slug, webhook }: { readonly slug: string; readonly webhook: Webhook }) {
  const t = useWords('webhooks');
  const deliveries = useDeliveries(slug, webhook.id);
  const replay = useReplay(slug);
  const test = useTestWebhook(slug, webhook.id);
  return (
    <Part title={t('deliveries')} lead={t('deliveriesLead')}>
      {deliveries.data === undefined && <Missing error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.data?.length === 0 && <p className={pages.soft} role="status">{t('noDeliveries')}</p>}
      {deliveries.data !== undefined && deliveries.data.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('what')}</th><th scope="col">{t('when')}</th><th scope="col">{t('outcome')}</th><th scope="col">{t('again')}</th></tr></thead>
            <tbody>{deliveries.data.map((delivery) => <Row key={delivery.id} delivery={delivery} isBusy={replay.isPending || !webhook.isEnabled} onReplay={() => { replay.mutate(delivery.id); }} />)}</tbody>
          </table>
        </div>
      )}
      <Trouble error={replay.error ?? test.error} />
      <div><button type="button" className={pages.button} disabled={test.isPending || !webhook.isEnabled} onClick={() => { test.mutate(undefined); }}>{t('test')}</button></div>
    </Part>
  );
}

function Row({ delivery: { type, status, attempts, lastError, createdAt }, isBusy, onReplay }: { readonly delivery: Delivery; readonly isBusy: boolean; readonly onReplay: () => void }) {
  const t = useWords('webhooks');
  const name = typeName(t, type);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td><time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></td>
      <td className={pages.wordy}>
        <span className={{ delivered: pages.good, failed: pages.bad, pending: pages.soft }[status]}>{t(`status.${status}`)}</span>
        {lastError !== null && status !== 'delivered' && <span className={pages.soft}> · {lastError}</span>}
        {attempts.length > 0 && (
          <details>
            <summary>{t('attempts', { count: attempts.length })}</summary>
            <ol className={classes.attempts}>{attempts.map((attempt) => <li key={attempt.attempt}>{exactTime(attempt.createdAt)}: {attempt.error ?? String(attempt.status)} ({t('took', { ms: number(attempt.tookMs) })})</li>)}</ol>
          </details>
        )}
      </td>
      <td><button type="button" className={pages.button} disabled={isBusy} aria-label={t('replayOf', { name, when: exactTime(createdAt) })} onClick={onReplay}>{t('replay')}</button></td>
    </tr>
  );
}
