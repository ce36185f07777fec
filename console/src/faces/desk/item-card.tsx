import type { Lease, ReviewItem } from '../../api/types';
import classes from './item-card.module.css';
import { MarkedText } from './marked-text';
import { authorFacts, excerpt, otherReasons, reports } from './wording';
import { ago, clockTime, exactTime } from '../../words/times';

interface Props {
  readonly item: ReviewItem;
  readonly claim: Lease | null;
  readonly takenBy: string | null;
}

/** One comment with everything that a decision needs: where it stands, why it is here, what it says, who wrote it. */
export function ItemCard({ item, claim, takenBy }: Props) {
  const { comment } = item;
  return (
    <article className={classes.card} aria-labelledby="why">
      <Context item={item} claim={claim} takenBy={takenBy} />
      <Why item={item} />
      {comment.parent !== null && (
        <blockquote className={classes.parent}>
          <span className={classes.soft}>replying to {comment.parent.authorName ?? 'Anonymous'}</span>
          {excerpt(comment.parent.body, 280)}
        </blockquote>
      )}
      {comment.title !== null && <h2 className={classes.title}>{comment.title}</h2>}
      <MarkedText text={comment.body} hits={item.verdict?.hits ?? []} />
      <Author item={item} />
      <Reports item={item} />
      <Earlier item={item} />
    </article>
  );
}

function Context({ item: { comment, claim: seen }, claim, takenBy }: Props) {
  const { article } = comment;
  const title = article.title ?? article.id;
  const other = takenBy ?? (seen !== null && !seen.mine ? (seen.holder.name ?? 'Somebody else') : null);
  return (
    <div className={classes.context}>
      <p>
        {article.section !== null && <span>{article.section}</span>}
        {article.url !== null && /^https?:/.test(article.url) ? <a href={article.url} target="_blank" rel="noreferrer">{title}</a> : <span>{title}</span>}
        {comment.parent !== null && <span>reply</span>}
        <time dateTime={comment.createdAt} title={exactTime(comment.createdAt)}>{ago(comment.createdAt)}</time>
        {comment.editedAt !== null && <span title={exactTime(comment.editedAt)}>edited {ago(comment.editedAt)}</span>}
      </p>
      <p className={other === null ? classes.claim : classes.taken} aria-live="polite">{other !== null ? `${other} is looking at this` : claim !== null ? `yours until ${clockTime(claim.expiresAt)}` : ''}</p>
    </div>
  );
}

const STATUS_WORDS = { held: 'Held', published: 'Published', rejected: 'Rejected', withdrawn: 'Withdrawn' } as const;

function Why({ item }: { item: ReviewItem }) {
  const others = otherReasons(item);
  const { status } = item.comment;
  return (
    <div className={classes.why}>
      <span className={classes.status} data-status={status}>{STATUS_WORDS[status]}</span>
      <div className={classes.reasons}>
        <h1 id="why">{item.reason}</h1>
        {others.length > 0 && <p className={classes.soft}>also: {others.map(({ reason, shadow }) => (shadow ? `${reason} (shadow)` : reason)).join(', ')}</p>}
      </div>
      {item.verdict !== null && item.verdict.score !== 0 && <span className={classes.score} title="Points from all rules">score {item.verdict.score}</span>}
    </div>
  );
}

function Author({ item }: { item: ReviewItem }) {
  return (
    <p className={classes.author}>
      <b>{item.comment.author.name ?? 'No name'}</b>
      {authorFacts(item).map((fact) => <span key={fact}>{fact}</span>)}
    </p>
  );
}

function Reports({ item }: { item: ReviewItem }) {
  const all = reports(item);
  if (all.length === 0) return null;
  return (
    <section className={classes.aside}>
      <h2>{all.length === 1 ? 'One report' : `${String(all.length)} reports`}</h2>
      <ul>{all.map(({ id, report, createdAt }) => <li key={id}>{report?.reason.replaceAll('_', ' ') ?? 'reported'}{report?.note ? `: “${report.note}”` : ''} <span className={classes.soft}>{ago(createdAt)}</span></li>)}</ul>
    </section>
  );
}

function Earlier({ item }: { item: ReviewItem }) {
  if (item.decisions.length === 0) return null;
  return (
    <section className={classes.aside}>
      <h2>Decisions</h2>
      <ul>
        {item.decisions.map((decision) => (
          <li key={decision.id} className={decision.reversed ? classes.undone : undefined}>
            {decision.decidedBy.name ?? 'Somebody'} {decision.action === 'approve' ? 'approved' : 'rejected'} it{decision.reasonCode === null ? '' : ` (${decision.reasonCode})`} <span className={classes.soft}>{ago(decision.createdAt)}{decision.reversed ? ', undone' : ''}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
