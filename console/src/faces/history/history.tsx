import { ApiError } from '../../api/client';
import { useState } from 'react';
import { useEvents } from '../../api/review';
import { useSession } from '../../api/session';
import type { Event, PersonSite } from '../../api/types';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { Message } from '../../shell/message';
import { ago, exactTime } from '../../words/times';
import classes from './history.module.css';

const WORDS: Readonly<Record<string, string>> = {
  'comment.submitted': 'Comment came in',
  'comment.edited': 'Comment edited by its author',
  'comment.withdrawn': 'Comment withdrawn by its author',
  'comment.held': 'Comment held after reports',
  'comment.reported': 'Comment reported',
  'item.opened': 'Waits for a moderator',
  'item.claimed': 'Opened at the desk',
  'item.released': 'Put back',
  'item.skipped': 'Skipped',
  'decision.made': 'Decided',
  'decision.reversed': 'Decision undone',
  'site.created': 'Site made',
  'settings.changed': 'Settings changed',
  'key.created': 'Key made',
  'key.revoked': 'Key revoked',
  'member.added': 'Person added to the site',
  'member.changed': 'Person given another role',
  'member.removed': 'Person taken off the site',
  'webhook.added': 'Webhook added',
  'webhook.changed': 'Webhook changed',
  'webhook.removed': 'Webhook removed',
  'webhook.secret_rotated': 'Webhook given a new secret',
  'rule_set.published': 'Rules published',
  'rule_set.draft_changed': 'Draft of the rules changed',
  'rule.braked': 'Rule braked',
  'rule.released': 'Rule released',
  'article.changed': 'Article changed',
};

/** What only says that somebody looked: many lines, little news. */
const TRAFFIC = new Set(['item.claimed', 'item.released', 'rule_set.draft_changed']);

/** Everything that happened, newest first. */
export function History({ site }: { site: PersonSite }) {
  const events = useEvents(site.slug);
  const [traffic, setTraffic] = useState(false);
  if (events.error instanceof ApiError && events.error.status === 403) return <Message title="History is for leads" text="Your role on this site does not include the log. A lead or an admin can look things up for you." />;
  if (events.isError) return <Message title="The history could not be loaded" text="Nothing is lost. Try again in a moment." action={{ label: 'Try again', run: () => void events.refetch() }} />;
  if (events.data === undefined) return null;
  if (events.data.length === 0) return <Message title="Nothing has happened yet" text="Every comment, decision and change will stand here." />;
  return (
    <div className={classes.history}>
      <div className={classes.head}>
        <h1>History</h1>
        <label><input type="checkbox" checked={traffic} onChange={(event) => { setTraffic(event.currentTarget.checked); }} /> also who opened what</label>
      </div>
      <table>
        <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Who</th><th scope="col">Item</th></tr></thead>
        <tbody>{events.data.filter(({ type }) => traffic || !TRAFFIC.has(type)).map((event) => <Row key={event.id} site={site.slug} event={event} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ site, event }: { site: string; event: Event }) {
  const detail = detailOf(event);
  const who = useActorName(event.actor);
  return (
    <tr>
      <td><time dateTime={event.createdAt} title={exactTime(event.createdAt)}>{ago(event.createdAt)}</time></td>
      <td>{WORDS[event.type] ?? event.type}{detail === '' ? '' : <span className={classes.soft}> {detail}</span>}</td>
      <td>{who}</td>
      <td>{event.itemId === null ? '' : <Link href={hrefOf(site, 'desk', 'all', event.itemId)}>open</Link>}</td>
    </tr>
  );
}

/** The log names people by id only; who is looking knows at least their own. */
function useActorName(actor: string): string {
  const { data: session } = useSession();
  const [kind, id] = actor.split(':', 2);
  if (kind === 'person') return id === session?.person.id ? session?.person.name ?? 'You' : 'A colleague';
  return kind === 'key' ? 'The site' : kind === 'reader' ? 'A reader' : 'Weir';
}

function detailOf({ type, payload }: Event): string {
  const names = type === 'comment.submitted' ? ['status'] : ['action', 'reasonCode', 'reason'];
  return names.flatMap((name) => (typeof payload[name] === 'string' ? [payload[name]] : [])).join(' · ');
}
