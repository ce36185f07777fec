import { ago, clockTime, exactTime, shortMoment } from '../../words/times';
import type { ItemDetail } from '../../api/types';
import { CardAside } from './card-aside';
import { FeedbackAside } from './feedback-aside';
import classes from './item-card.module.css';
import { MarkedText } from './marked-text';
import { isNoticed, Notices } from './notices';
import type { DeskWords } from './trouble';
import type { Held } from './use-claims';
import type { Feedback } from './use-feedback';
import { authorFacts, excerpt, otherReasons } from './wording';

interface Props {
  readonly t: DeskWords;
  readonly item: ItemDetail;
  readonly site: string;
  readonly held: Held;
  readonly mayDecide: boolean;
  /** The title of a reason. */
  readonly reasonTitle: (code: string) => string;
  readonly blur: boolean;
  /** Null where nothing is to be said: not a decider, or decided already. */
  readonly feedback: Feedback | null;
  /** The key that leads to it. */
  readonly feedbackKey: string;
  readonly onTakeOver: (() => void) | null;
  readonly onAuthor: () => void;
  readonly onCopies: (() => void) | null;
  readonly onUntag: ((tag: string) => void) | null;
}

/** One comment with everything that a decision needs: where it stands, why it is here, what it says, who wrote it. */
export function ItemCard(props: Props) {
  const { t, site, item, blur, mayDecide, reasonTitle, feedback } = props;
  const { comment } = item;
  return (
    <article className={classes.card} aria-labelledby="why" data-item={item.id}>
      <Context {...props} />
      <Why t={t} item={item} />
      {item.kind === 'appeal' && <Appeal t={t} item={item} />}
      <Notices t={t} item={item} />
      {comment.parent !== null && (
        <blockquote className={classes.parent}>
          <span className={classes.soft}>{t('replyingTo', { who: comment.parent.authorName ?? t('anonymous') })}</span>
          <div dir="auto">{excerpt(comment.parent.body, 280)}</div>
        </blockquote>
      )}
      {comment.title !== null && <h2 className={classes.title} dir="auto">{comment.title}</h2>}
      <MarkedText text={comment.body} hits={item.verdict?.hits ?? []} blur={blur} />
      <Author {...props} />
      <Tags {...props} />
      {feedback !== null && <FeedbackAside t={t} item={item} keyName={props.feedbackKey} feedback={feedback} />}
      <CardAside t={t} site={site} item={item} mayDecide={mayDecide} reasonTitle={reasonTitle} />
    </article>
  );
}

/** What the author says against the rejection, in their own words. */
function Appeal({ t, item: { signals } }: { t: DeskWords; item: ItemDetail }) {
  const said = signals.filter(({ appeal }) => appeal?.state === 'open').map(({ appeal }) => appeal?.message ?? '').filter((message) => message !== '');
  return (
    <div className={classes.appeal}>
      <p>{t('appealNote')}</p>
      {said.map((message) => <blockquote key={message} className={classes.plea} dir="auto">{message}</blockquote>)}
    </div>
  );
}

function Context({ t, item, held, onTakeOver }: Props) {
  const { article, parent, createdAt, editedAt } = item.comment;
  const title = article.title ?? article.id;
  const other = otherHolder(t, item, held);
  return (
    <div className={classes.context}>
      <p>
        {article.section !== null && <span>{article.section}</span>}
        {article.url !== null && /^https?:/.test(article.url) ? <a className={classes.articleTitle} href={article.url} title={title} target="_blank" rel="noreferrer"><bdi>{title}</bdi></a> : <span className={classes.articleTitle} title={title}><bdi>{title}</bdi></span>}
        {parent !== null && <span>{t('reply')}</span>}
        <time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time>
        {editedAt !== null && <span title={exactTime(editedAt)}>{t('edited', { ago: ago(editedAt) })}</span>}
      </p>
      <p className={other === null ? classes.claim : classes.taken} aria-live="polite">
        {other !== null ? t('takenBy', { who: other }) : held.state === 'mine' ? t('yoursUntil', { time: clockTime(held.lease.expiresAt) }) : ''}
        {other !== null && onTakeOver !== null && <button type="button" className={classes.takeOver} onClick={onTakeOver}>{t('takeOver')}</button>}
      </p>
    </div>
  );
}

function otherHolder(t: DeskWords, { claim }: ItemDetail, held: Held): string | null {
  if (held.state === 'mine') return null;
  if (held.state === 'other') return held.holder ?? t('somebody');
  return claim !== null && !claim.mine && Date.parse(claim.expiresAt) > Date.now() ? (claim.holder.name ?? t('somebody')) : null;
}

function Why({ t, item }: { t: DeskWords; item: ItemDetail }) {
  const others = otherReasons(item).map(({ reason, shadow }) => (shadow ? t('inShadow', { reason }) : reason));
  const { status } = item.comment;
  const points = item.verdict?.score ?? 0;
  return (
    <div className={classes.why}>
      <span className={classes.status} data-status={status}>{t(`status.${status}`)}</span>
      <div className={classes.reasons}>
        <h1 id="why">{item.reason}</h1>
        {others.length > 0 && <p className={classes.soft}>{t('also', { reasons: others.join(', ') })}</p>}
      </div>
      <p className={classes.flags}>
        {item.kind === 'appeal' && <span className={classes.flag}>{t('appeal')}</span>}
        {isNoticed(item) && <span className={classes.late}>{t('legal.flag')}</span>}
        {item.escalated && <span className={classes.flag}>{t('escalated')}</span>}
        {item.isOverdue && <span className={classes.late}>{t('isOverdue')}</span>}
        {typeof item.snoozedUntil === 'string' && Date.parse(item.snoozedUntil) > Date.now() && <span className={classes.flag}>{t('snoozedUntil', { time: exactTime(item.snoozedUntil) })}</span>}
        {item.skips > 0 && <span className={classes.soft}>{t('skippedTimes', { count: item.skips })}</span>}
        {points !== 0 && <span className={classes.soft} title={t('scoreMeans')}>{t('score', { points: String(points) })}</span>}
      </p>
    </div>
  );
}

function Author({ t, item, onAuthor, onCopies }: Props) {
  return (
    <p className={classes.author}>
      <button type="button" className={classes.who} dir="auto" onClick={onAuthor}>{item.comment.author.name ?? t('noName')}</button>
      {authorFacts(t, item).map((fact) => <span key={fact}>{fact}</span>)}
      {item.nearCopies > 0 && (
        <span>
          <b>{t('nearCopies', { count: item.nearCopies })}</b>
          {onCopies !== null && <button type="button" className={classes.copies} onClick={onCopies}>{t('actOnCopies')}</button>}
        </span>
      )}
    </p>
  );
}

function Tags({ t, item, onUntag }: Props) {
  if (item.tags.length === 0) return null;
  return (
    <ul className={classes.tags} aria-label={t('tags')}>
      {item.tags.map(({ tag, expiresAt }) => (
        <li key={tag} title={expiresAt === null ? undefined : t('author.until', { time: exactTime(expiresAt) })}>
          {tag}
          {expiresAt !== null && <time className={classes.until} dateTime={expiresAt}>{t('tagUntil', { time: shortMoment(expiresAt) })}</time>}
          {onUntag !== null && <button type="button" aria-label={`${t('remove')}: ${tag}`} onClick={() => { onUntag(tag); }}>×</button>}
        </li>
      ))}
    </ul>
  );
}
