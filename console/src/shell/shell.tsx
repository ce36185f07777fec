import type { ReactNode } from 'react';
import { useLiveStream } from '../api/live';
import { useQueues } from '../api/review';
import { useSignOut } from '../api/session';
import { useStandingError } from '../api/standing-error';
import type { PersonSite, Session } from '../api/types';
import { FACES } from '../faces';
import { hrefOf, navigate } from '../router';
import { type Language, LANGUAGES } from '../words/languages';
import { languageNow, speak, useWords } from '../words/words';
import { setScheme, useScheme } from './colour-scheme';
import { Link } from './link';
import { Menu, MenuGroup, MenuItem } from './menu';
import classes from './shell.module.css';
import { showCurrent } from './show-current';

interface Props {
  readonly session: Session;
  readonly site: PersonSite | null;
  readonly face: string;
  readonly children: ReactNode;
}

/** The frame of every page: where am I, what waits, who am I. */
export function Shell({ session, site, face, children }: Props) {
  const t = useWords('shell');
  useLiveStream(site?.permissions.includes('review.read') === true ? site.slug : null);
  return (
    <div className={classes.shell}>
      <header className={classes.header}>
        <Link className={classes.brand} href={site === null ? '/console/' : hrefOf(site.slug, 'desk')}>Weir</Link>
        <SiteSwitch sites={session.person.sites} site={site} />
        {site !== null && (
          <nav className={classes.faces} aria-label={t('pages')} ref={showCurrent}>
            {FACES.filter(({ needs }) => site.permissions.includes(needs)).map(({ path }) => <Link key={path} href={hrefOf(site.slug, path)} aria-current={face === path ? 'page' : undefined}>{t(path)}</Link>)}
          </nav>
        )}
        <div className={classes.right}>
          {site !== null && <Waiting site={site.slug} />}
          <PersonMenu session={session} site={site} />
        </div>
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  );
}

function SiteSwitch({ sites, site }: { sites: readonly PersonSite[]; site: PersonSite | null }) {
  const t = useWords('shell');
  if (sites.length < 2 && site !== null) return <span className={classes.site}>{site.name}</span>;
  if (sites.length === 0) return null;
  return (
    <Menu label={site?.name ?? t('chooseSite')}>
      {sites.map(({ slug, name }) => <MenuItem key={slug} label={name} onChoose={() => { navigate(hrefOf(slug, 'desk')); }} />)}
    </Menu>
  );
}

function Waiting({ site }: { site: string }) {
  const t = useWords('shell');
  const queues = useQueues(site);
  const isLost = useStandingError(queues, site) !== null;
  const total = queues.data?.reduce((sum, { open }) => sum + open, 0);
  return (
    <span className={isLost ? classes.lost : classes.waiting} role={isLost ? 'alert' : undefined}>
      {isLost ? t('lost') : total === undefined ? '' : t('waiting', { count: total })}
    </span>
  );
}

/** In the place of a site's name, where there is none. */
const NO_SITE = '~';

const SCHEMES = [['auto', 'asSystem'], ['light', 'light'], ['dark', 'dark']] as const;

function PersonMenu({ session: { person }, site }: Pick<Props, 'session' | 'site'>) {
  const t = useWords('shell');
  const scheme = useScheme();
  const signOut = useSignOut();
  return (
    <Menu label={person.name} side="right">
      <MenuGroup label={person.email}>
        <MenuItem label={t('account')} onChoose={() => { navigate(hrefOf(site?.slug ?? NO_SITE, 'account')); }} />
        <MenuItem label={t('signOut')} onChoose={() => { signOut.mutate(); }} />
      </MenuGroup>
      <MenuGroup label={t('colours')}>
        {SCHEMES.map(([each, word]) => <MenuItem key={each} label={t(word)} chosen={scheme === each} onChoose={() => { setScheme(each); }} />)}
      </MenuGroup>
      <MenuGroup label={t('language')}>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => <MenuItem key={language} label={LANGUAGES[language]} lang={language} chosen={languageNow() === language} onChoose={() => void speak(language)} />)}
      </MenuGroup>
    </Menu>
  );
}
