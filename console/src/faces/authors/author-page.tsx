import { type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/client';
import { type Author, useAuthorChanges, useAuthor } from '../../api/authors';
import type { PersonSite } from '../../api/types';
import { hrefOf, withFilters } from '../../router';
import { Link } from '../../shell/link';
import { Message } from '../../shell/message';
import pages from '../../styles/page.module.css';
import { ago, exactTime, number } from '../../words/times';
import { useWords } from '../../words/words';
import { CommentLine } from '../insights/comment-line';
import classes from './authors.module.css';
import { StandingMark } from './standing-mark';
import { StandingForm } from './standing-form';

/** Everything the desk knows of one author. */
export function AuthorPage({ site, authorId }: { readonly site: PersonSite; readonly authorId: string }) {
  const t = useWords('authors');
  const author = useAuthor(site.slug, authorId);
  if (author.error instanceof ApiError && author.error.status === 404) return <Message title={t('gone.title')} text={t('gone.text')} />;
  if (author.isError && author.data === undefined) return <Message title={t('failed')} text={t('failedText')} action={{ label: t('again'), run: () => void author.refetch() }} />;
  return author.data === undefined ? null : <Page site={site} author={author.data} />;
}

function Page({ site, author }: { readonly site: PersonSite; readonly author: Author }) {
  const t = useWords('authors');
  const { id, name, kind, registeredAt, firstSeenAt, record, standing, openItems, labels } = author;
  const { slug } = site;
  const mayDecide = site.permissions.includes('review.decide');
  const numbers = [
    ['submitted', record.submitted, withFilters(hrefOf(slug, 'insights', 'comments'), { author: id })],
    ['approved', record.approved, null],
    ['rejected', record.rejected, withFilters(hrefOf(slug, 'insights', 'comments'), { author: id, status: 'rejected' })],
    ['reported', record.reported, null],
    ['waiting', openItems, withFilters(hrefOf(slug, 'desk', 'all'), { author: id })],
  ] as const;
  return (
    <article className={classes.page} aria-labelledby="author">
      <p><Link className={pages.link} href={hrefOf(slug, 'authors')}>{t('all')}</Link></p>
      <div>
        <h1 id="author"><bdi>{name ?? id}</bdi></h1>
        <p className={classes.facts}>
          {standing !== null && <StandingMark standing={standing} />}
          <span>{t(`authorKind.${kind as 'anonymous'}`)}</span>
          <code>{id}</code>
          {registeredAt !== null && <span>{t('registered')} <time dateTime={registeredAt} title={exactTime(registeredAt)}>{ago(registeredAt)}</time></span>}
          <span>{t('seen')} <time dateTime={firstSeenAt} title={exactTime(firstSeenAt)}>{ago(firstSeenAt)}</time></span>
          {labels.map(({ id: labelId, label }) => <span key={labelId}>#{label}</span>)}
        </p>
      </div>
      <dl className={classes.numbers}>
        {numbers.map(([word, count, href]) => <div key={word}><dt>{t(`numbers.${word}`)}</dt><dd>{href === null || count === 0 ? number(count) : <Link href={href}>{number(count)}</Link>}</dd></div>)}
      </dl>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Comments site={slug} author={author} />
          <Decisions author={author} />
        </div>
        <div className={classes.stack}>
          <StandingForm site={slug} author={author} mayDecide={mayDecide} />
          <Notes site={slug} author={author} mayDecide={mayDecide} />
        </div>
      </div>
    </article>
  );
}

function Comments({ site, author: { id, comments } }: { readonly site: string; readonly author: Author }) {
  const t = useWords('authors');
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">{t('latest')}</h2>
      {comments.length === 0 ? <p className={pages.soft}>{t('noComments')}</p> : <ul className={classes.list}>{comments.map((each) => <CommentLine key={each.id} site={site} id={each.id} status={each.status} body={each.body} at={each.createdAt} article={each.articleTitle ?? each.articleId} author={null} />)}</ul>}
      {comments.length >= 10 && <p style={{ paddingTop: '0.5rem' }}><Link className={pages.link} href={withFilters(hrefOf(site, 'insights', 'comments'), { author: id })}>{t('allComments')}</Link></p>}
    </section>
  );
}

function Decisions({ author: { decisions } }: { readonly author: Author }) {
  const t = useWords('authors');
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{t('decisions')}</h2>
      <ul className={classes.list}>
        {decisions.map(({ id, action, reasonCode, decidedBy, createdAt, reversed }) => (
          <li key={id} className={classes.line}>
            {t(`action.${action as 'approve'}`)}{reasonCode === null ? '' : ` · ${reasonCode}`} {reversed && <b>{t('undone')}</b>}
            <p className={classes.facts}><span>{decidedBy.name ?? ''}</span><time dateTime={createdAt} title={exactTime(createdAt)}>{ago(createdAt)}</time></p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Notes({ site, author: { id, notes }, mayDecide }: { readonly site: string; readonly author: Author; readonly mayDecide: boolean }) {
  const t = useWords('authors');
  const [text, setText] = useState('');
  const { note: add } = useAuthorChanges(site, id);
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    add.mutate(text.trim(), { onSuccess: () => { setText(''); } });
  };
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{t('notes')}</h2>
      {mayDecide && (
        <form className={classes.form} onSubmit={save}>
          <label className={pages.field}>{t('newNote')}<textarea rows={2} required maxLength={2_000} style={{ fontFamily: 'inherit', fontSize: '0.9375rem' }} value={text} onChange={(event) => { setText(event.currentTarget.value); }} /></label>
          {add.isError && <p className={pages.trouble} role="alert">{add.error.message}</p>}
          <div><button type="submit" className={pages.button} disabled={add.isPending || text.trim() === ''}>{t('addNote')}</button></div>
        </form>
      )}
      {notes.length === 0 ? <p className={pages.soft} style={{ paddingTop: '0.5rem' }}>{t('noNotes')}</p> : (
        <ul className={classes.list} style={{ marginTop: '0.75rem' }}>
          {notes.map((note) => <li key={note.id} className={classes.line}><p className={classes.note} dir="auto">{note.text}</p><p className={classes.facts}><span>{note.by.name ?? ''}</span><time dateTime={note.createdAt} title={exactTime(note.createdAt)}>{ago(note.createdAt)}</time></p></li>)}
        </ul>
      )}
    </section>
  );
}
