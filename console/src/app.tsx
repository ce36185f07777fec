import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { whenSignedOut } from './api/client';
import { useSession } from './api/session';
import type { PersonSite, Session } from './api/types';
import { FACES } from './faces';
import { usePath } from './router';
import { Message } from './shell/message';
import { Shell } from './shell/shell';
import { useWords } from './words/words';

const SignIn = lazy(() => import('./faces/sign-in/sign-in').then(({ SignIn: face }) => ({ default: face })));

/** Who are you, which site, which face. */
export function App() {
  const session = useSession();
  const queries = useQueryClient();
  const t = useWords('shell');
  useEffect(() => { whenSignedOut(() => queries.setQueryData(['session'], null)); }, [queries]);

  if (session.isPending) return null;
  if (session.isError) return <Message title={t('unreachable.title')} text={t('unreachable.text')} action={{ label: t('tryAgain'), run: () => void session.refetch() }} />;
  if (session.data === null) return <Suspense fallback={null}><SignIn /></Suspense>;
  return <Signed session={session.data} />;
}

function Signed({ session }: { session: Session }) {
  const [slug, face = 'desk', ...rest] = usePath();
  const t = useWords('shell');
  const { sites } = session.person;
  const site = sites.find((each) => each.slug === slug) ?? (slug === undefined ? sites[0] : undefined);
  const state = sites.length === 0 ? 'noSite' : 'unknownSite';
  return (
    <Shell session={session} site={site ?? null} face={face}>
      {site === undefined ? <Message title={t(`${state}.title`)} text={t(`${state}.text`)} /> : <Suspense fallback={null}><Face face={face} site={site} path={rest} /></Suspense>}
    </Shell>
  );
}

function Face({ face, site, path }: { face: string; site: PersonSite; path: readonly string[] }) {
  const t = useWords('shell');
  const entry = FACES.find((each) => each.path === face);
  if (entry === undefined) return <Message title={t('noPage.title')} text={t('noPage.text')} />;
  return <entry.Face key={site.slug} site={site} path={path} />;
}
