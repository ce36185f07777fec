import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type Author, useAuthor, useAuthorChanges } from '../../api/authors';
import type { ReviewItem } from '../../api/types';
import { ago, exactTime } from '../../words/times';
import { number } from '../../words/times';
import classes from './author-panel.module.css';
import { Standing } from './author-standing';
import type { DeskWords } from './trouble';
import { excerpt } from './wording';

interface Props {
  readonly t: DeskWords;
  readonly site: string;
  readonly item: ReviewItem;
  readonly mayDecide: boolean;
  /** The key for banning was pressed: the question is open. */
  readonly isBanAsked: boolean;
  /** The title of a reason. */
  readonly reasonTitle: (code: string) => string;
  readonly onClose: () => void;
  readonly onRejectAll: ((author: string) => void) | null;
}

/** Who wrote it: the record, what they wrote lately, what was decided, and what may be made of it. Keys go on working beside it. */
export function AuthorPanel({ t, site, item, mayDecide, isBanAsked, reasonTitle, onClose, onRejectAll }: Props) {
  const { author: seen } = item.comment;
  const { data: author, isError } = useAuthor(site, seen.id);
  return (
    <aside className={classes.panel} aria-label={t('author.title')}>
      <div className={classes.head}>
        <h2><bdi>{seen.name ?? t('noName')}</bdi></h2>
        <button type="button" className={classes.close} aria-label={t('close')} onClick={onClose}>×</button>
      </div>
      {seen.id === null ? <p className={classes.soft}>{t('author.none')}</p> : isError ? <p className={classes.soft}>{t('author.failed')}</p> : author !== undefined && <Known t={t} site={site} author={author} mayDecide={mayDecide} isBanAsked={isBanAsked} reasonTitle={reasonTitle} onRejectAll={onRejectAll} />}
    </aside>
  );
}

function Known({ t, site, author, mayDecide, isBanAsked, reasonTitle, onRejectAll }: Pick<Props, 't' | 'site' | 'mayDecide' | 'isBanAsked' | 'reasonTitle' | 'onRejectAll'> & { author: Author }) {
  return (
    <>
      <p className={classes.soft}>{t(`author.kinds.${author.kind}`)} · {t('author.seen', { ago: ago(author.firstSeenAt) })}</p>
      <Figures t={t} author={author} />
      <Standing key={author.id} t={t} site={site} author={author} mayChange={mayDecide} isBanAsked={isBanAsked} />
      {onRejectAll !== null && author.openItems > 0 && <button type="button" className={classes.danger} onClick={() => { onRejectAll(author.id); }}>{t('author.rejectAll', { count: author.openItems })}</button>}
      <Section title={t('author.recent')}>
        {author.comments.length === 0 ? <p className={classes.soft}>{t('author.noComments')}</p> : (
          <ul className={classes.comments}>
            {author.comments.map(({ id, body, status, createdAt, articleTitle }) => (
              <li key={id}><span className={classes.dot} data-status={status} title={t(`status.${status}`)}><span className={classes.hidden}>{t(`status.${status}`)}</span></span><span><span className={classes.words} dir="auto">{excerpt(body, 140)}</span><span className={classes.soft}>{ago(createdAt)}{articleTitle === null ? '' : ` · ${excerpt(articleTitle, 40)}`}</span></span></li>
            ))}
          </ul>
        )}
      </Section>
      {author.decisions.length > 0 && (
        <Section title={t('author.past')}>
          <ul className={classes.lines}>{author.decisions.map(({ id, action, decidedBy, reasonCode, createdAt, reversed }) => <li key={id} className={reversed ? classes.undone : undefined}>{t(action === 'approve' ? 'decisionApproved' : 'decisionRejected', { who: decidedBy.name ?? t('somebody') })}{reasonCode === null ? '' : ` (${reasonTitle(reasonCode)})`} <time className={classes.soft} dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></li>)}</ul>
        </Section>
      )}
      <Notes key={`${author.id} notes`} t={t} site={site} author={author} mayWrite={mayDecide} />
    </>
  );
}

function Figures({ t, author: { record } }: { t: DeskWords; author: Author }) {
  const figures = [['submittedLabel', record.submitted], ['approvedLabel', record.approved], ['rejectedLabel', record.rejected], ['reportedLabel', record.reported]] as const;
  return <dl className={classes.figures}>{figures.map(([name, value]) => <div key={name}><dd>{number(value)}</dd><dt>{name === 'submittedLabel' ? t('author.submitted') : t(`author.${name}`)}</dt></div>)}</dl>;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Notes({ t, site, author, mayWrite }: { t: DeskWords; site: string; author: Author; mayWrite: boolean }) {
  const [text, setText] = useState('');
  const { note } = useAuthorChanges(site, author.id);
  const save = (): void => { if (text.trim() !== '') note.mutate(text.trim(), { onSuccess: () => { setText(''); } }); };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  };
  if (author.notes.length === 0 && !mayWrite) return null;
  return (
    <Section title={t('author.notes')}>
      <ul className={classes.lines}>{author.notes.map(({ id, text: said, by, createdAt }) => <li key={id}><span dir="auto">{said}</span> <span className={classes.soft}>{by.name ?? t('somebody')}, {ago(createdAt)}</span></li>)}</ul>
      {mayWrite && <textarea className={classes.note} rows={2} maxLength={2_000} aria-label={t('author.addNote')} placeholder={t('author.addNote')} title={t('author.noteHint')} value={text} onChange={(event) => { setText(event.currentTarget.value); }} onKeyDown={pressed} />}
    </Section>
  );
}
