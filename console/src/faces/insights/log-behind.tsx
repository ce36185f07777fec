import { useCommentsById, useLog, type EventType, type LogEvent } from '../../api/log';
import type { PersonSite } from '../../api/types';
import { hrefOf, useFilters } from '../../router';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { ago, exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import { Listed } from './comments-behind';
import classes from './comments-behind.module.css';

const TYPES = ['decision.made', 'comment.reported'] as const satisfies readonly EventType[];

/** What people decided, or what readers reported, between two times: each with the comment it was about. */
export function LogBehind({ site: { slug } }: { readonly site: PersonSite }) {
  const t = useWords('insights');
  const filters = useFilters();
  const type = TYPES.find((each) => each === filters.get('type')) ?? 'decision.made';
  const instant = (name: 'from' | 'to') => (Number.isNaN(Date.parse(filters.get(name) ?? '')) ? {} : { [name]: filters.get(name) ?? '' });
  const actor = filters.get('actor');
  const query = useLog(slug, { type, ...instant('from'), ...instant('to'), ...(actor === null ? {} : { actor }) });
  const events = query.data?.pages.flatMap((each) => each.items) ?? [];
  const comments = useCommentsById(slug, events.flatMap(({ commentId }) => (commentId === null ? [] : [commentId])));
  const [from, to] = [filters.get('from'), filters.get('to')];
  return (
    <article className={classes.page} aria-labelledby="log">
      <p><Link className={pages.link} href={hrefOf(slug, 'insights')}>{t('behind.back')}</Link></p>
      <h1 id="log">{t(type === 'decision.made' ? 'behind.decisions' : 'behind.reports')}</h1>
      {from !== null && to !== null && <p className={pages.lead}>{t('behind.from', { time: exactTime(from) })} {t('behind.to', { time: exactTime(to) })}</p>}
      <Listed query={query} count={events.length}>
        <ul className={classes.list}>{events.map((event) => <Line key={event.id} site={slug} event={event} text={event.commentId === null ? undefined : comments.get(event.commentId)?.body} />)}</ul>
      </Listed>
    </article>
  );
}

function Line({ site, event: { type, actorName, itemId, payload, createdAt }, text }: { readonly site: string; readonly event: LogEvent; readonly text: string | undefined }) {
  const t = useWords('insights');
  const action = payload['action'] === 'approve' || payload['action'] === 'reject' ? payload['action'] : null;
  const reason = typeof payload['reasonCode'] === 'string' ? payload['reasonCode'] : typeof payload['reason'] === 'string' ? payload['reason'] : null;
  return (
    <li className={classes.line}>
      <p className={classes.body} dir="auto">{text ?? ''}</p>
      <p className={classes.facts}>
        {action !== null && <span className={classes.status} data-status={action === 'approve' ? 'published' : 'rejected'}>{t(`behind.${action}`)}</span>}
        {reason !== null && <span>{reason}</span>}
        <span>{actorName ?? (type === 'comment.reported' ? t('behind.reader') : '')}</span>
        <time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time>
        {itemId !== null && <Link href={hrefOf(site, 'desk', 'all', itemId)}>{t('behind.open')}</Link>}
      </p>
    </li>
  );
}
