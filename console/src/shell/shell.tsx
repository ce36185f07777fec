import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQueues } from '../api/review';
import { useSignOut } from '../api/session';
import type { PersonSite, Session } from '../api/types';
import { hrefOf, navigate } from '../router';
import { Link } from './link';
import classes from './shell.module.css';

interface Props {
  readonly session: Session;
  readonly site: PersonSite | null;
  readonly face: string;
  readonly children: ReactNode;
}

const FACES = [
  { path: 'desk', label: 'Desk', needs: 'review.read' },
  { path: 'rules', label: 'Rules', needs: 'rules.read' },
  { path: 'history', label: 'History', needs: 'audit.read' },
] as const;

/** The frame of every page: where am I, what waits, who am I. */
export function Shell({ session, site, face, children }: Props) {
  return (
    <div className={classes.shell}>
      <header className={classes.header}>
        <Link className={classes.brand} href={site === null ? '/console/' : hrefOf(site.slug, 'desk')}>Weir</Link>
        <SiteSwitch sites={session.person.sites} site={site} />
        {site !== null && (
          <nav className={classes.faces} aria-label="Pages">
            {FACES.filter(({ needs }) => site.permissions.includes(needs)).map(({ path, label }) => <Link key={path} href={hrefOf(site.slug, path)} aria-current={face === path ? 'page' : undefined}>{label}</Link>)}
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
  if (sites.length < 2 && site !== null) return <span className={classes.site}>{site.name}</span>;
  if (sites.length === 0) return null;
  return (
    <Menu position="bottom-start" shadow="sm">
      <Menu.Target><UnstyledButton className={classes.pick}>{site?.name ?? 'Choose a site'} <span aria-hidden>▾</span></UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        {sites.map(({ slug, name }) => <Menu.Item key={slug} onClick={() => { navigate(hrefOf(slug, 'desk')); }}>{name}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

function Waiting({ site }: { site: string }) {
  const { data: queues, isError } = useQueues(site);
  const total = queues?.reduce((sum, { open }) => sum + open, 0);
  return (
    <span className={isError ? classes.lost : classes.waiting} role={isError ? 'alert' : undefined}>
      {isError ? 'No connection – trying again' : total === undefined ? '' : `${total.toLocaleString()} waiting`}
    </span>
  );
}

function PersonMenu({ session: { person } }: { session: Session }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const schemes = [['auto', 'As the system'], ['light', 'Light'], ['dark', 'Dark']] as const;
  return (
    <Menu position="bottom-end" shadow="sm" width={220}>
      <Menu.Target><UnstyledButton className={classes.pick}>{person.name} <span aria-hidden>▾</span></UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        {schemes.map(([scheme, label]) => (
          <Menu.Item key={scheme} role="menuitemradio" aria-checked={colorScheme === scheme} rightSection={colorScheme === scheme ? <span aria-hidden>✓</span> : null} onClick={() => { setColorScheme(scheme); }}>{label}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => { signOut.mutate(); }}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
