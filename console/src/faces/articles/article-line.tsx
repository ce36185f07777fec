import { useState } from 'react';
import { type CommentsMode, type ListedArticle, MODES, useChangeArticle } from '../../api/articles';
import { decimal } from '../../charts/formats';
import { hrefOf, withFilters } from '../../router';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import { ago, clockTime, exactTime, number } from '../../words/times';
import { useWords } from '../../words/words';
import classes from './articles.module.css';
import { ClosingForm } from './closing-form';

interface Props {
  readonly site: string;
  readonly article: ListedArticle;
  readonly mayEdit: boolean;
}

/** One article: what goes on, and the three things that may be done about it. */
export function ArticleLine({ site, article, mayEdit }: Props) {
  const t = useWords('articles');
  const { id, title, url, section, commentsMode, closesAt, isWatched, lastCommentAt, surge } = article;
  const change = useChangeArticle(site);
  const [closing, setClosing] = useState(false);
  const name = title ?? id;
  return (
    <li className={classes.line} data-surge={surge === null ? undefined : ''}>
      <div className={classes.what}>
        <h2><bdi>{name}</bdi></h2>
        {surge !== null && <p className={classes.surge}><span aria-hidden>▲ </span>{t(`surge.${surge.kind}`, { perHour: decimal(surge.perHour), usual: decimal(surge.usualPerHour) })} <span className={classes.soft}>{t('surge.since', { time: clockTime(surge.since) })}</span></p>}
        <p className={classes.facts}>
          {section !== null && <span>{section}</span>}
          {lastCommentAt !== null && <span>{t('last')} <time dateTime={lastCommentAt} title={exactTime(lastCommentAt)}>{ago(lastCommentAt)}</time></span>}
          {closesAt !== null && <span>{t('closes')} <time dateTime={closesAt}>{exactTime(closesAt)}</time></span>}
          {url !== null && <a href={url} target="_blank" rel="noreferrer">{t('read')}</a>}
        </p>
        {change.isError && <p className={pages.trouble} role="alert">{change.error.message}</p>}
      </div>
      <Counts site={site} article={article} />
      <div className={classes.deeds}>
        <button type="button" className={classes.watch} disabled={!mayEdit} aria-pressed={isWatched} aria-label={t(isWatched ? 'watching' : 'watch', { title: name })} onClick={() => { change.mutate({ id, isWatched: !isWatched }); }}>{isWatched ? '★' : '☆'}</button>
        <select className={classes.mode} data-mode={commentsMode} disabled={!mayEdit} aria-label={t('modeOf', { title: name })} value={commentsMode} onChange={(event) => { change.mutate({ id, commentsMode: event.currentTarget.value as CommentsMode }); }}>
          {MODES.map((mode) => <option key={mode} value={mode}>{t(`modes.${mode}`)}</option>)}
        </select>
        {mayEdit && commentsMode !== 'closed' && <button type="button" className={pages.button} aria-expanded={closing} onClick={() => { setClosing(!closing); }}>{t('closing')}</button>}
      </div>
      {closing && <ClosingForm name={name} closesAt={closesAt} busy={change.isPending} onSave={(at) => { change.mutate({ id, closesAt: at }, { onSuccess: () => { setClosing(false); } }); }} onCancel={() => { setClosing(false); }} />}
    </li>
  );
}

const COUNTED = ['published', 'held', 'rejected', 'reported', 'waiting'] as const;

function Counts({ site, article: { id, counts } }: { readonly site: string; readonly article: ListedArticle }) {
  const t = useWords('articles');
  const behind = (name: (typeof COUNTED)[number]): string | null => {
    if (name === 'waiting') return withFilters(hrefOf(site, 'desk', 'all'), { article: id });
    if (name === 'reported') return withFilters(hrefOf(site, 'desk', 'all'), { article: id, reported: 'true' });
    return withFilters(hrefOf(site, 'insights', 'comments'), { article: id, status: name });
  };
  return (
    <dl className={classes.counts}>
      {COUNTED.map((name) => {
        const href = counts[name] === 0 ? null : behind(name);
        return <div key={name} data-count={name} data-none={counts[name] === 0 ? '' : undefined}><dt>{t(name)}</dt><dd>{href === null ? number(counts[name]) : <Link href={href}>{number(counts[name])}</Link>}</dd></div>;
      })}
    </dl>
  );
}
