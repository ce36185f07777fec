import { type SubmitEvent, useState } from 'react';
import { type Member, useOfferPasswordReset, useSignOutMember, useTakeSecondFactor } from '../../../api/people';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { TextField, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { LinkShown } from './link-shown';

interface Props {
  readonly slug: string;
  readonly member: Member;
  readonly isOwner: boolean;
}

/** For a colleague who cannot sign in, or should not be signed in where they are. */
export function Rescue({ slug, member, isOwner }: Props) {
  const t = useWords('people');
  const offer = useOfferPasswordReset(slug, member.id);
  const take = useTakeSecondFactor(slug, member.id);
  const signOut = useSignOutMember(slug, member.id);
  const [asked, setAsked] = useState<'link' | 'factor' | null>(null);
  const ask = (what: typeof asked): void => {
    offer.reset();
    take.reset();
    signOut.reset();
    setAsked(what);
  };
  return (
    <Part title={t('rescue.title')} lead={t('rescue.lead')}>
      {offer.data !== undefined && <LinkShown words={t('rescue.once', { name: member.name })} link={offer.data.link} until={offer.data.expiresAt} />}
      {take.isSuccess && <p role="status">{t('rescue.taken')}</p>}
      {signOut.isSuccess && <p role="status">{t('rescue.signedOut')}</p>}
      <Trouble error={signOut.error} />
      {asked === null && (
        <div className={pages.buttons}>
          <button type="button" className={pages.button} onClick={() => { ask('link'); }}>{t('rescue.link')}</button>
          {isOwner && member.hasSecondFactor && <button type="button" className={pages.button} onClick={() => { ask('factor'); }}>{t('rescue.factor')}</button>}
          <button type="button" className={pages.button} disabled={signOut.isPending} onClick={() => { ask(null); signOut.mutate(); }}>{t('rescue.signOut')}</button>
        </div>
      )}
      {asked === 'link' && <WithPassword label={t('rescue.link')} lead={t('rescue.linkLead', { name: member.name })} go={t('rescue.linkNow')} error={offer.error} isBusy={offer.isPending} onGo={(password) => { offer.mutate(password, { onSuccess: () => { setAsked(null); } }); }} onCancel={() => { ask(null); }} />}
      {asked === 'factor' && <WithPassword label={t('rescue.factor')} lead={t('rescue.factorLead', { name: member.name })} go={t('rescue.factorNow')} error={take.error} isBusy={take.isPending} onGo={(password) => { take.mutate(password, { onSuccess: () => { setAsked(null); } }); }} onCancel={() => { ask(null); }} />}
    </Part>
  );
}

interface WithPasswordProps {
  readonly label: string;
  readonly lead: string;
  readonly go: string;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onGo: (password: string) => void;
  readonly onCancel: () => void;
}

/** One's own password again: an open browser alone lets nobody into a colleague's account. */
function WithPassword({ label, lead, go, error, isBusy, onGo, onCancel }: WithPasswordProps) {
  const t = useWords('people');
  const [password, setPassword] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onGo(password);
  };
  const wrong = wrongIn(error, '/password');
  return (
    <form className={forms.form} aria-label={label} onSubmit={submit}>
      <p>{lead}</p>
      <TextField label={t('rescue.password')} type="password" autoComplete="current-password" autoFocus required maxLength={200} value={password} wrong={wrong === null ? null : t('rescue.passwordWrong')} onChange={setPassword} />
      {wrong === null && <Trouble error={error} />}
      <div className={forms.actions}>
        <button type="submit" className={pages.main} disabled={isBusy}>{go}</button>
        <button type="button" className={pages.button} onClick={onCancel}>{t('cancel')}</button>
      </div>
    </form>
  );
}
