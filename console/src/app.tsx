import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { whenSignedOut } from './api/client';
import { leaveNothing, useSession } from './api/session';
import type { PersonSite, Session } from './api/types';
import { useEntryLink } from './entry-link';
import { FACES } from './faces';
import { usePath } from './router';
import { Late } from './shell/late';
import { Message } from './shell/message';
import { Shell } from './shell/shell';
import { loadWords, useWords } from './words/words';

/** Seldom opened: with their words when they are. */
const entry = async () => (await Promise.all([import('./faces/entry/entry'), loadWords('entry')]))[0].Entry;
const account = async () => (await Promise.all([import('./faces/account/account'), loadWords('account')]))[0].Account;
const signIn = async () => (await import('./faces/sign-in/sign-in')).SignIn;

/** Who are you, which site, which face. */
export function App() {
  const session = useSession();
  const link = useEntryLink();
  const queries = useQueryClient();
  const t = useWords('shell');
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    whenSignedOut(() => {
      // Nobody was signed in: nothing has ended, and what the sign-in form asks for is on its way.
      if (queries.getQueryData(['session']) == null) return;
      setEnded(true);
      leaveNothing(queries);
    });
  }, [queries]);
  const isSignedIn = Boolean(session.data);
  useEffect(() => { if (isSignedIn) setEnded(false); }, [isSignedIn]);

  if (session.isPending) return null;
  if (session.isError) return <Message title={t('unreachable.title')} text={t('unreachable.text')} action={{ label: t('tryAgain'), run: () => void session.refetch() }} />;
  if (link !== null) return <Late name="entry" load={entry} given={{ link, session: session.data }} />;
  if (session.data === null) return <Late name="sign-in" load={signIn} given={{ ended }} />;
  return <Signed session={session.data} />;
}

function Signed({ session }: { session: Session }) {
  const [slug, face = 'desk', ...rest] = usePath();
  const t = useWords('shell');
  const { sites } = session.person;
  const site = sites.find((each) => each.slug === slug) ?? (slug === undefined ? sites[0] : undefined);
  const state = sites.length === 0 ? 'noSite' : 'unknownSite';
  // An account belongs to its person, also of somebody who works on no site (yet, or any more).
  if (face === 'account') return <Shell session={session} site={site ?? null} face={face}><Late name="account" load={account} given={{ person: session.person, site: site ?? null }} /></Shell>;
  return (
    <Shell session={session} site={site ?? null} face={face}>
      {site === undefined ? <Message title={t(`${state}.title`)} text={t(`${state}.text`)} /> : <Face face={face} site={site} path={rest} />}
    </Shell>
  );
}

function Face({ face, site, path }: { face: string; site: PersonSite; path: readonly string[] }) {
  const t = useWords('shell');
  const entry = FACES.find((each) => each.path === face);
  if (entry === undefined) return <Message title={t('noPage.title')} text={t('noPage.text')} />;
  return <Late key={`${site.slug} ${face}`} name={face} load={entry.load} given={{ site, path }} />;
}
