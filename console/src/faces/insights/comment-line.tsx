import type { CommentStatus } from '../../api/comments';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { ago, exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import classes from './comments-behind.module.css';

interface Props {
  readonly site: string;
  readonly id: string;
  readonly status: CommentStatus;
  readonly body: string;
  readonly at: string;
  readonly article: string | null;
  readonly author: { readonly id: string | null; readonly name: string | null } | null;
}

/** A comment in a list: its words first, then when, where, by whom and what became of it. */
export function CommentLine({ site, status, body, at, article, author }: Props) {
  const t = useWords('insights');
  return (
    <li className={classes.line}>
      <p className={classes.body} dir="auto">{body}</p>
      <p className={classes.facts}>
        <span className={classes.status} data-status={status}>{t(status)}</span>
        <time dateTime={at} title={exactTime(at)}>{ago(at)}</time>
        {author !== null && (author.id === null ? <bdi>{author.name ?? ''}</bdi> : <Link href={hrefOf(site, 'authors', author.id)}><bdi>{author.name ?? author.id}</bdi></Link>)}
        {article !== null && <span>{article}</span>}
      </p>
    </li>
  );
}
