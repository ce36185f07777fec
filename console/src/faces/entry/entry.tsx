import { useState } from 'react';
import type { Session } from '../../api/types';
import { type EntryLink, leaveEntryLink } from '../../entry-link';
import { SignIn } from '../sign-in/sign-in';
import { InvitationPage } from './invitation-page';
import { NewPassword } from './new-password';

/** What a link that somebody was handed leads to. */
export function Entry({ link: { kind, token }, session }: { readonly link: EntryLink; readonly session: Session | null }) {
  const [isSigningIn, setSigningIn] = useState(false);
  if (kind === 'password') return <NewPassword key={token} token={token} onLeave={leaveEntryLink} />;
  if (isSigningIn && session === null) return <SignIn />;
  return <InvitationPage key={token} token={token} session={session} onSignIn={() => { setSigningIn(true); }} onLeave={leaveEntryLink} />;
}
