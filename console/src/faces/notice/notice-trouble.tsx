import { ApiError } from '../../api/client';
import { useWords } from '../../words/words';
import entry from '../entry/entry.module.css';

/** Why it did not go through. What a field says is said there. */
export function NoticeTrouble({ error }: { readonly error: unknown }) {
  const t = useWords('notice');
  if (error === null) return null;
  if (!(error instanceof ApiError) || error.unreachable) return <p className={entry.problem} role="alert">{t('unreachable')}</p>;
  if (error.status === 422) return null;
  const said = { not_found: t('notFound'), not_possible: t('notPossible'), too_many_requests: t('tooMany') }[error.code];
  return <p className={entry.problem} role="alert">{said ?? error.message}</p>;
}
