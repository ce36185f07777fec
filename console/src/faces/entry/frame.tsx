import type { ReactNode } from 'react';
import { ApiError } from '../../api/client';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../words/words';
import classes from './entry.module.css';

/** A page of its own for whoever comes in by a link. */
export function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  usePageTitle(title, null);
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <p className={classes.brand} aria-hidden>Weir</p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

/** Why a link did not work, and what now. What a field says is said there. */
export function LinkTrouble({ error }: { readonly error: unknown }) {
  const t = useWords('entry');
  if (!(error instanceof ApiError) || error.unreachable) return <p className={classes.problem} role="alert">{t('unreachable')}</p>;
  if (error.status === 422) return null;
  const said = { invalid_link: t('invalid'), too_many_requests: t('tooMany'), already_exists: t('already') }[error.code];
  return <p className={classes.problem} role="alert">{said ?? error.message}</p>;
}

/** Nobody is told twice how long a password must be. */
export const SHORTEST_PASSWORD = 12;
