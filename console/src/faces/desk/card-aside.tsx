import type { ItemDetail, PastDecision } from '../../api/types';
import { ago, exactTime } from '../../words/times';
import { signalWords } from './feedback-aside';
import classes from './item-card.module.css';
import type { DeskWords } from './trouble';
import { ReportsAside } from './reports-aside';
import { excerpt } from './wording';

interface Props {
  readonly t: DeskWords;
  readonly item: ItemDetail;
}

interface AsideProps extends Props {
  readonly site: string;
  readonly mayDecide: boolean;
  /** The title of a reason. */
  readonly reasonTitle: (code: string) => string;
}

/** What stands around a comment, below it, so that nothing moves when it arrives: notes, reports, the thread, what was decided before. */
export function CardAside({ t, site, item, mayDecide, reasonTitle }: AsideProps) {
  return (
    <>
      <Notes t={t} item={item} />
      <ReportsAside t={t} site={site} item={item} mayMute={mayDecide} />
      <Thread t={t} item={item} />
      <Earlier t={t} item={item} reasonTitle={reasonTitle} />
    </>
  );
}

export function When({ at }: { at: string }) {
  return <time className={classes.soft} dateTime={at} title={exactTime(at)}>{ago(at)}</time>;
}

function Notes({ t, item: { notes = [] } }: Props) {
  if (notes.length === 0) return null;
  return (
    <section className={classes.aside}>
      <h2>{t('notes')}</h2>
      <ul className={classes.plain}>{notes.map(({ id, text, by, createdAt }) => <li key={id}><span className={classes.noteText} dir="auto">{text}</span> <span className={classes.soft}>{by.name ?? t('somebody')},</span> <When at={createdAt} /></li>)}</ul>
    </section>
  );
}

function Thread({ t, item: { thread = [], comment } }: Props) {
  const others = thread.filter(({ id }) => id !== comment.id && id !== comment.parent?.id);
  if (others.length === 0) return null;
  return (
    <section className={classes.aside}>
      <h2>{t('thread')}</h2>
      <ol className={classes.thread}>
        {others.map(({ id, authorName, body, status, createdAt }) => (
          <li key={id}>
            <span className={classes.soft}><b dir="auto">{authorName ?? t('anonymous')}</b> <When at={createdAt} />{status === 'published' ? '' : ` · ${t(`status.${status}`)}`}</span>
            <span className={classes.threadText} dir="auto">{excerpt(body, 220)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the decision said of the signals, as far as they still stand at the item. */
function saidOf(t: DeskWords, item: ItemDetail, feedback: PastDecision['signalFeedback']): readonly string[] {
  return feedback.flatMap(({ signalId, verdict }) => {
    const signal = item.signals.find(({ id }) => id === signalId);
    return signal === undefined ? [] : [t(`feedback.said.${verdict}`, { signal: signalWords(t, item, signal) })];
  });
}

function Earlier({ t, item, item: { decisions }, reasonTitle }: Props & Pick<AsideProps, 'reasonTitle'>) {
  if (decisions.length === 0) return null;
  return (
    <section className={classes.aside}>
      <h2>{t('decisions')}</h2>
      <ul>
        {decisions.map(({ id, action, decidedBy, reasonCode, createdAt, reversed, note, signalFeedback }) => (
          <li key={id} className={reversed ? classes.undone : undefined}>
            {t(action === 'approve' ? 'decisionApproved' : 'decisionRejected', { who: decidedBy.name ?? t('somebody') })}{reasonCode === null ? '' : ` (${reasonTitle(reasonCode)})`}{note === null ? '' : `: “${note}”`} <When at={createdAt} />{reversed ? <span className={classes.soft}>, {t('undone')}</span> : null}
            {saidOf(t, item, signalFeedback).map((said) => <div key={said} className={classes.soft}>{said}</div>)}
          </li>
        ))}
      </ul>
    </section>
  );
}
