import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { whenSignedOut } from './api/client';
import { useSession } from './api/session';
import type { PersonSite, Session } from './api/types';
import { usePath } from './router';
import { Shell } from './shell/shell';
import { Message } from './shell/message';

const SignIn = lazy(() => import('./faces/sign-in/sign-in').then(({ SignIn: face }) => ({ default: face })));
const Desk = lazy(() => import('./faces/desk/desk').then(({ Desk: face }) => ({ default: face })));
const Rules = lazy(() => import('./faces/rules/rules').then(({ Rules: face }) => ({ default: face })));
const History = lazy(() => import('./faces/history/history').then(({ History: face }) => ({ default: face })));

/** Who are you, which site, which face. */
export function App() {
  const session = useSession();
  const queries = useQueryClient();
  useEffect(() => { whenSignedOut(() => queries.setQueryData(['session'], null)); }, [queries]);

  if (session.isPending) return null;
  if (session.isError) return <Message title="The service cannot be reached" text="It may be starting. Your place is kept." action={{ label: 'Try again', run: () => void session.refetch() }} />;
  if (session.data === null) return <Suspense fallback={null}><SignIn /></Suspense>;
  return <Signed session={session.data} />;
}

function Signed({ session }: { session: Session }) {
  const [slug, face = 'desk', ...rest] = usePath();
  const { sites } = session.person;
  const site = sites.find((each) => each.slug === slug) ?? (slug === undefined ? sites[0] : undefined);
  if (site === undefined) {
    return (
      <Shell session={session} site={null} face={face}>
        {sites.length === 0 ? <Message title="No site yet" text="You are signed in, but not a member of any site. An owner can add you." /> : <Message title="No such site" text="It does not exist, or you are not a member of it. Choose one of yours above." />}
      </Shell>
    );
  }
  return (
    <Shell session={session} site={site} face={face}>
      <Suspense fallback={null}><Face face={face} site={site} rest={rest} /></Suspense>
    </Shell>
  );
}

function Face({ face, site, rest }: { face: string; site: PersonSite; rest: readonly string[] }) {
  if (face === 'history') return <History site={site} />;
  if (face === 'rules') return <Rules key={site.slug} site={site} path={rest} />;
  return <Desk key={site.slug} site={site} queueId={rest[0] === undefined || rest[0] === 'all' ? null : rest[0]} itemId={rest[1] ?? null} />;
}
