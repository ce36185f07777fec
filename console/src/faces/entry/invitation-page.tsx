import { type SubmitEvent, useState } from 'react';
import { type OpenInvitation, useAcceptInvitation, useInvitation, useOpenAccount } from '../../api/entry';
import { useSignOut } from '../../api/session';
import type { Session } from '../../api/types';
import { hrefOf, navigate } from '../../router';
import pages from '../../styles/page.module.css';
import { exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import { TextField, wrongIn } from '../../shell/form';
import classes from './entry.module.css';
import { Frame, LinkTrouble, SHORTEST_PASSWORD } from './frame';

interface Props {
  readonly token: string;
  readonly session: Session | null;
  readonly onSignIn: () => void;
  readonly onLeave: () => void;
}

/** What is offered, by whom, and the one way to accept it that fits whoever looks. */
export function InvitationPage({ token, session, onSignIn, onLeave }: Props) {
  const t = useWords('entry');
  const { data: offer, error } = useInvitation(token);
  if (offer === undefined) {
    if (error === null) return null;
    return (
      <Frame title={t('invitation.notThere')}>
        <LinkTrouble error={error} />
        <div className={classes.buttons}><button type="button" className={pages.button} autoFocus onClick={onLeave}>{t('goOn')}</button></div>
      </Frame>
    );
  }
  const done = (): void => {
    navigate(hrefOf(offer.site.slug, 'desk'), { replace: true });
    onLeave();
  };
  return (
    <Frame title={t('invitation.title', { site: offer.site.name })}>
      <p className={classes.lead}>{t('invitation.lead', { name: offer.invitedBy })}</p>
      <Offer offer={offer} />
      <Answer token={token} session={session} offer={offer} onSignIn={onSignIn} onDone={done} />
    </Frame>
  );
}

function Offer({ offer: { email, role, sections, expiresAt } }: { readonly offer: OpenInvitation }) {
  const t = useWords('entry');
  return (
    <dl className={classes.offer}>
      <dt>{t('invitation.for')}</dt><dd>{email}</dd>
      <dt>{t('invitation.role')}</dt><dd>{t(`roles.${role}`)}</dd>
      {sections.length > 0 && <><dt>{t('invitation.sections')}</dt><dd>{sections.join(', ')}</dd></>}
      <dt>{t('invitation.until')}</dt><dd>{exactTime(expiresAt)}</dd>
    </dl>
  );
}

interface AnswerProps {
  readonly token: string;
  readonly session: Session | null;
  readonly offer: OpenInvitation;
  readonly onSignIn: () => void;
  readonly onDone: () => void;
}

function Answer({ token, session, offer, onSignIn, onDone }: AnswerProps) {
  const t = useWords('entry');
  if (session !== null && session.person.email.toLowerCase() !== offer.email.toLowerCase()) return <SomebodyElse email={session.person.email} />;
  if (session !== null) return <Accept token={token} name={session.person.name} onDone={onDone} />;
  if (!offer.hasAccount) return <NewAccount token={token} email={offer.email} onDone={onDone} />;
  return (
    <>
      <p>{t('invitation.known')}</p>
      <div className={classes.buttons}><button type="button" className={pages.main} autoFocus onClick={onSignIn}>{t('toSignIn')}</button></div>
    </>
  );
}

function SomebodyElse({ email }: { readonly email: string }) {
  const t = useWords('entry');
  const signOut = useSignOut();
  return (
    <>
      <p>{t('invitation.other', { email })}</p>
      <div className={classes.buttons}><button type="button" className={pages.main} aria-busy={signOut.isPending} onClick={() => { signOut.mutate(); }}>{t('signOut')}</button></div>
    </>
  );
}

function Accept({ token, name, onDone }: { readonly token: string; readonly name: string; readonly onDone: () => void }) {
  const t = useWords('entry');
  const accept = useAcceptInvitation(token);
  return (
    <>
      <p>{t('invitation.signedIn', { name })}</p>
      {accept.isError && <LinkTrouble error={accept.error} />}
      <div className={classes.buttons}><button type="button" className={pages.main} autoFocus disabled={accept.isPending} onClick={() => { accept.mutate(undefined, { onSuccess: onDone }); }}>{t('invitation.accept')}</button></div>
    </>
  );
}

function NewAccount({ token, email, onDone }: { readonly token: string; readonly email: string; readonly onDone: () => void }) {
  const t = useWords('entry');
  const open = useOpenAccount(token, onDone);
  const [values, setValues] = useState({ name: '', password: '' });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!open.isPending) open.mutate({ name: values.name.trim(), password: values.password });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {/* For keepers of passwords: what the new one belongs to. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <TextField label={t('name')} hint={t('nameHint')} autoComplete="name" autoFocus required maxLength={200} value={values.name} wrong={wrongIn(open.error, '/name')} onChange={(name) => { setValues({ ...values, name }); }} />
      <TextField label={t('password.own')} hint={t('passwordHint', { count: SHORTEST_PASSWORD })} type="password" autoComplete="new-password" required minLength={SHORTEST_PASSWORD} maxLength={200} value={values.password} wrong={wrongIn(open.error, '/password')} onChange={(password) => { setValues({ ...values, password }); }} />
      {open.isError && <LinkTrouble error={open.error} />}
      <div className={classes.buttons}><button type="submit" className={pages.main} aria-busy={open.isPending}>{t('invitation.join')}</button></div>
    </form>
  );
}
