import { type SubmitEvent, useState } from 'react';
import { type Member, useChangeMember, useMembers, useRemoveMember } from '../../../api/people';
import { useSession } from '../../../api/session';
import type { PersonSite } from '../../../api/types';
import { hrefOf, navigate } from '../../../router';
import { Link } from '../../../shell/link';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { ListField, Missing, Save, Trouble, wrongIn } from '../../../shell/form';
import forms from '../../../shell/form.module.css';
import { Rescue } from './rescue';
import { RoleField } from './role-field';

/** One colleague: what they may do and look after, help for who cannot sign in, and the way off the site. */
export function MemberPage({ site: { slug }, id }: { readonly site: PersonSite; readonly id: string }) {
  const t = useWords('people');
  const members = useMembers(slug);
  const me = useSession().data?.person;
  const member = members.data?.find((each) => each.id === id);
  return (
    <article className={pages.page} aria-labelledby="member">
      <div className={pages.head}>
        <h1 id="member">{member?.name ?? t('title')}</h1>
        <Link className={`${pages.link ?? ''} ${pages.soft ?? ''}`} href={hrefOf(slug, 'office', 'people')}>{t('all')}</Link>
      </div>
      {members.data === undefined && <Missing error={members.error} onRetry={() => void members.refetch()} />}
      {members.data !== undefined && member === undefined && <p className={pages.lead}>{t('gone')}</p>}
      {member !== undefined && (
        <>
          <p className={pages.lead}>{member.email}</p>
          <MemberForm slug={slug} member={member} />
          {me !== undefined && me.id !== member.id && <Rescue slug={slug} member={member} isOwner={me.isOwner} />}
          {me?.id === member.id && <p><Link className={pages.link} href={hrefOf(slug, 'account')}>{t('ownAccount')}</Link></p>}
          <Removal slug={slug} member={member} />
        </>
      )}
    </article>
  );
}

function MemberForm({ slug, member }: { readonly slug: string; readonly member: Member }) {
  const t = useWords('people');
  const change = useChangeMember(slug, member.id);
  const [values, setValues] = useState<{ readonly role: Member['role']; readonly sections: readonly string[] }>({ role: member.role, sections: member.sections });
  const set = (more: Partial<typeof values>): void => {
    change.reset();
    setValues((now) => ({ ...now, ...more }));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    change.mutate({ role: values.role, sections: [...values.sections] });
  };
  const wrong = wrongIn(change.error, '/sections');
  return (
    <form className={forms.form} onSubmit={submit}>
      <RoleField role={values.role} onChange={(role) => { set({ role }); }} />
      <ListField label={t('sections')} hint={t('sectionsHint')} value={values.sections} wrong={wrong} onChange={(sections) => { set({ sections }); }} />
      {wrong === null && <Trouble error={change.error} />}
      <Save saved={t('saved')} isBusy={change.isPending} isDone={change.isSuccess} />
    </form>
  );
}

function Removal({ slug, member: { id, name } }: { readonly slug: string; readonly member: Member }) {
  const t = useWords('people');
  const remove = useRemoveMember(slug, id, () => { navigate(hrefOf(slug, 'office', 'people')); });
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <div><button type="button" className={`${pages.button ?? ''} ${forms.danger ?? ''}`} onClick={() => { setAsked(true); }}>{t('remove.ask')}</button></div>;
  return (
    <div className={forms.removal}>
      <p>{t('remove.sure', { name })}</p>
      <Trouble error={remove.error} />
      <button type="button" className={pages.main} autoFocus disabled={remove.isPending} onClick={() => { remove.mutate(undefined); }}>{t('remove.now')}</button>
      <button type="button" className={pages.button} onClick={() => { setAsked(false); }}>{t('cancel')}</button>
    </div>
  );
}
