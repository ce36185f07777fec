import type { PersonSite, Session } from '../../api/types';
import { usePageTitle } from '../../shell/page-title';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import classes from './account.module.css';
import { EventsPanel } from './events-panel';
import { NameForm } from './name-form';
import { PasswordForm } from './password-form';
import { SecondFactorPanel } from './second-factor-panel';
import { SessionsPanel } from './sessions-panel';
import { TokensPanel } from './tokens-panel';

/** What belongs to a person, whatever sites they work on: name, ways to sign in, where they are signed in. */
export function Account({ person, site }: { readonly person: Session['person']; readonly site: PersonSite | null }) {
  const t = useWords('account');
  usePageTitle(t('title'), site);
  return (
    <article className={`${pages.page ?? ''} ${classes.account ?? ''}`} aria-labelledby="account">
      <div className={pages.head}><h1 id="account">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead', { email: person.email })}</p>
      <NameForm name={person.name} />
      <PasswordForm email={person.email} />
      <SecondFactorPanel />
      <SessionsPanel />
      <TokensPanel />
      <EventsPanel />
    </article>
  );
}
