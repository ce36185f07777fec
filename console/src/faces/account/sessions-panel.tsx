import { useState } from 'react';
import { type OwnSession, useEndAllSessions, useEndSession, useOwnSessions } from '../../api/account';
import pages from '../../styles/page.module.css';
import { ago, exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import { Missing, Trouble } from '../../shell/form';
import forms from '../../shell/form.module.css';
import classes from './account.module.css';
import { browserName } from './browser-name';
import { Part } from '../../shell/part';

/** Where one is signed in, and the ways out. */
export function SessionsPanel() {
  const t = useWords('account');
  const sessions = useOwnSessions();
  const end = useEndSession();
  return (
    <Part title={t('sessions.title')} lead={t('sessions.lead')}>
      {sessions.data === undefined && <Missing error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data !== undefined && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('sessions.browser')}</th><th scope="col">{t('sessions.by')}</th><th scope="col">{t('sessions.since')}</th><th scope="col">{t('sessions.seen')}</th><th scope="col">{t('sessions.end')}</th></tr></thead>
            <tbody>{sessions.data.map((session) => <Row key={session.id} session={session} isBusy={end.isPending} onEnd={() => { end.mutate(session.id); }} />)}</tbody>
          </table>
        </div>
      )}
      <Trouble error={end.error} />
      <EndAll />
    </Part>
  );
}

function Row({ session: { isCurrent, userAgent, signedInBy, createdAt, lastSeenAt }, isBusy, onEnd }: { readonly session: OwnSession; readonly isBusy: boolean; readonly onEnd: () => void }) {
  const t = useWords('account');
  const name = browserName(userAgent) ?? t('sessions.unknown');
  return (
    <tr>
      <th scope="row" className={classes.agent} title={userAgent ?? undefined}>{name}{isCurrent && <span className={pages.soft}> · {t('sessions.here')}</span>}</th>
      <td>{t(`sessions.kinds.${signedInBy}`)}</td>
      <td><time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></td>
      <td><time dateTime={lastSeenAt} title={exactTime(lastSeenAt)}>{ago(lastSeenAt)}</time></td>
      <td>{isCurrent ? <span className={pages.soft}>–</span> : <button type="button" className={pages.button} disabled={isBusy} aria-label={t('sessions.endOf', { name })} onClick={onEnd}>{t('sessions.endOne')}</button>}</td>
    </tr>
  );
}

function EndAll() {
  const t = useWords('account');
  const endAll = useEndAllSessions();
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <div><button type="button" className={`${pages.button ?? ''} ${forms.danger ?? ''}`} onClick={() => { setAsked(true); }}>{t('sessions.endAll')}</button></div>;
  return (
    <div className={forms.removal}>
      <p>{t('sessions.endAllSure')}</p>
      <Trouble error={endAll.error} />
      <button type="button" className={pages.main} autoFocus disabled={endAll.isPending} onClick={() => { endAll.mutate(); }}>{t('sessions.endAllNow')}</button>
      <button type="button" className={pages.button} onClick={() => { setAsked(false); }}>{t('cancel')}</button>
    </div>
  );
}
