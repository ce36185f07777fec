import { type Connection, useTestConnection } from '../../../api/connections';
import pages from '../../../styles/page.module.css';
import { ago, exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';
import { Trouble } from '../../../shell/form';
import classes from './connections.module.css';

/** "Test connection": what is right, what is missing, and the last calls. The service's own sentences are English. */
export function TestPanel({ slug, connection }: { readonly slug: string; readonly connection: Connection }) {
  const t = useWords('connections');
  const test = useTestConnection(slug, connection.id);
  return (
    <section className={classes.part} aria-labelledby="test">
      <h2 id="test">{t('test')}</h2>
      <div><button type="button" className={pages.button} disabled={test.isPending} onClick={() => { test.mutate(); }}>{t('testNow')}</button></div>
      <Trouble error={test.error} />
      {test.data !== undefined && (
        <>
          <p role="status" className={test.data.isOk ? pages.good : pages.bad}>{t(test.data.isOk ? 'allGood' : 'notYet')}</p>
          <ul className={classes.steps}>
            {test.data.steps.map(({ name, isOk, detail }) => <li key={name}><strong className={isOk ? pages.good : pages.bad}>{isOk ? '✓' : '✗'} {t(`step.${name as 'enabled'}`, { defaultValue: name })}</strong> <span lang="en">{detail}</span></li>)}
          </ul>
          {test.data.calls.length > 0 && (
            <div className={pages.scroll} tabIndex={0} role="region" aria-label={t('calls')}>
              <table className={pages.table}>
                <caption>{t('calls')}</caption>
                <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('operation')}</th><th scope="col">{t('outcome')}</th><th scope="col" className={pages.number}>ms</th><th scope="col">{t('odd')}</th></tr></thead>
                <tbody>
                  {test.data.calls.map(({ calledAt, operation, status, outcome, tookMs, odd }, index) => (
                    <tr key={`${calledAt}-${String(index)}`}>
                      <td><time dateTime={calledAt} title={exactTime(calledAt)}>{ago(calledAt)}</time></td>
                      <td><code>{operation}</code></td>
                      <td>{outcome ?? status}</td>
                      <td className={pages.number}>{tookMs}</td>
                      <td className={`${pages.soft ?? ''} ${pages.wordy ?? ''}`} lang="en">{odd.join(' ')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  );
}
