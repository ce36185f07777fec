import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQueues } from '../api/review';
import { useSignOut } from '../api/session';
import type { PersonSite, Session } from '../api/types';
import { FACES } from '../faces';
import { hrefOf, navigate } from '../router';
import { type Language, LANGUAGES } from '../words/languages';
import { languageNow, speak, useWords } from '../words/words';
import { Link } from './link';
import classes from './shell.module.css';

interface Props {
  readonly session: Session;
  readonly site: PersonSite | null;
  readonly face: string;
  readonly children: ReactNode;
}

/** The frame of every page: where am I, what waits, who am I. */
export function Shell({ session, site, face, children }: Props) {
  const t = useWords('shell');
  return (
    <div className={classes.shell}>
      <header className={classes.header}>
        <Link className={classes.brand} href={site === null ? '/console/' : hrefOf(site.slug, 'desk')}>Weir</Link>
        <SiteSwitch sites={session.person.sites} site={site} />
        {site !== null && (
          <nav className={classes.faces} aria-label={t('pages')}>
            {FACES.filter(({ needs }) => site.permissions.includes(needs)).map(({ path }) => <Link key={path} href={hrefOf(site.slug, path)} aria-current={face === path ? 'page' : undefined}>{t(path)}</Link>)}
          </nav>
        )}
        <div className={classes.right}>
          {site !== null && <Waiting site={site.slug} />}
          <PersonMenu session={session} />
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
    <Menu position="bottom-start" shadow="sm">
      <Menu.Target><UnstyledButton className={classes.pick}>{site?.name ?? t('chooseSite')} <span aria-hidden>▾</span></UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        {sites.map(({ slug, name }) => <Menu.Item key={slug} onClick={() => { navigate(hrefOf(slug, 'desk')); }}>{name}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

function Waiting({ site }: { site: string }) {
  const t = useWords('shell');
  const { data: queues, isError } = useQueues(site);
  const total = queues?.reduce((sum, { open }) => sum + open, 0);
  return (
    <span className={isError ? classes.lost : classes.waiting} role={isError ? 'alert' : undefined}>
      {isError ? t('lost') : total === undefined ? '' : t('waiting', { count: total })}
    </span>
  );
}

const SCHEMES = [['auto', 'asSystem'], ['light', 'light'], ['dark', 'dark']] as const;

function PersonMenu({ session: { person } }: { session: Session }) {
  const t = useWords('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" shadow="sm" width={220}>
      <Menu.Target><UnstyledButton className={classes.pick}>{person.name} <span aria-hidden>▾</span></UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        {SCHEMES.map(([scheme, word]) => <Choice key={scheme} label={t(word)} chosen={colorScheme === scheme} onChoose={() => { setColorScheme(scheme); }} />)}
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => <Choice key={language} label={LANGUAGES[language]} lang={language} chosen={languageNow() === language} onChoose={() => void speak(language)} />)}
        <Menu.Divider />
        <Menu.Item onClick={() => { signOut.mutate(); }}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Choice({ label, chosen, onChoose, lang }: { label: string; chosen: boolean; onChoose: () => void; lang?: Language }) {
  return <Menu.Item role="menuitemradio" lang={lang} aria-checked={chosen} rightSection={chosen ? <span aria-hidden>✓</span> : null} onClick={onChoose}>{label}</Menu.Item>;
}
