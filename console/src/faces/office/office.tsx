import { useSession } from '../../api/session';
import type { FaceProps } from '../../faces';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { Late } from '../../shell/late';
import { Message } from '../../shell/message';
import { showCurrent } from '../../shell/show-current';
import { usePageTitle } from '../../shell/page-title';
import { loadWords, useWords } from '../../words/words';
import { CalmPage } from './calm-page';
import { ConnectionPage } from './connections/connection-page';
import { ConnectionsPage } from './connections/connections-page';
import { NewConnection } from './connections/new-connection';
import classes from './office.module.css';
import { PoliciesPage } from './policies-page';
import { PolicyPage } from './policy-page';
import { QueuePage } from './queue-page';
import { QueuesPage } from './queues-page';
import { TemplatePage } from './template-page';
import { TemplatesPage } from './templates-page';

const PAGES = ['queues', 'policies', 'templates', 'calm'] as const;

/** Pages that not everybody at the office is shown the way to. */
const NEEDS = { people: 'people.manage', settings: 'settings.read', toxicity: 'settings.read', keys: 'keys.manage', webhooks: 'webhooks.manage', connections: 'keys.manage', law: 'audit.read', imports: 'history.manage' } as const satisfies Record<string, FaceProps['site']['permissions'][number]>;
const GUARDED = Object.keys(NEEDS) as (keyof typeof NEEDS)[];

function isGuarded(page: string): page is keyof typeof NEEDS {
  return page in NEEDS;
}

function isOwnPage(page: string): page is (typeof PAGES)[number] {
  return PAGES.some((each) => each === page);
}

/** How the desk is set up: what waits where, why comments may be rejected, and what their authors are written. */
export function Office({ site, path }: FaceProps) {
  const t = useWords('office');
  const [page = 'queues', id] = path;
  const isOwner = useSession().data?.person.isOwner === true;
  usePageTitle(isOwnPage(page) ? t(`${page}.title`) : isGuarded(page) || page === 'sites' ? t(page) : t('tab'), site);
  return (
    <div className={classes.office}>
      <nav className={classes.pages} aria-label={t('pages')} ref={showCurrent}>
        {PAGES.map((each) => <Link key={each} href={hrefOf(site.slug, 'office', each)} aria-current={each === page ? 'page' : undefined}>{t(`${each}.title`)}</Link>)}
        {GUARDED.filter((each) => site.permissions.includes(NEEDS[each])).map((each) => <Link key={each} href={hrefOf(site.slug, 'office', each)} aria-current={each === page ? 'page' : undefined}>{t(each)}</Link>)}
        {isOwner && <Link href={hrefOf(site.slug, 'office', 'sites')} aria-current={page === 'sites' ? 'page' : undefined}>{t('sites')}</Link>}
      </nav>
      <div className={classes.work} key={`${page}/${id ?? ''}`}><Page site={site} page={page} id={id ?? null} /></div>
    </div>
  );
}

/** Pages that few open come when they are opened, with their words. */
const imports = async () => (await Promise.all([import('./imports/imports'), loadWords('imports')]))[0].Imports;

const people = async () => (await Promise.all([import('./people/people'), loadWords('people')]))[0].People;

const law = async () => (await Promise.all([import('./law/law'), loadWords('law')]))[0].Law;
const keys = async () => (await Promise.all([import('./keys/keys-page'), loadWords('keys')]))[0].KeysPage;
const webhooks = async () => (await Promise.all([import('./webhooks/webhooks'), loadWords('webhooks')]))[0].Webhooks;
const settings = async () => (await Promise.all([import('./settings/settings-page'), loadWords('settings')]))[0].SettingsPage;
const toxicity = async () => (await Promise.all([import('./toxicity/toxicity-page'), loadWords('toxicity')]))[0].ToxicityPage;
const sites = async () => (await Promise.all([import('./sites/sites-page'), loadWords('settings')]))[0].SitesPage;

/** The id of what does not exist yet. */
export const FRESH = '~new';

function Page({ site, page, id }: { readonly site: FaceProps['site']; readonly page: string; readonly id: string | null }) {
  const t = useWords('office');
  switch (page) {
    case 'queues': return id === null ? <QueuesPage site={site} /> : <QueuePage site={site} id={id === FRESH ? null : id} />;
    case 'policies': return id === null ? <PoliciesPage site={site} /> : <PolicyPage site={site} id={id === FRESH ? null : id} />;
    case 'templates': return id === null ? <TemplatesPage site={site} /> : <TemplatePage site={site} id={id === FRESH ? null : id} />;
    case 'calm': return <CalmPage site={site} />;
    case 'people': return <Late name="office-people" load={people} given={{ site, id }} />;
    case 'settings': return <Late name="office-settings" load={settings} given={{ site }} />;
    case 'toxicity': return <Late name="office-toxicity" load={toxicity} given={{ site }} />;
    case 'keys': return <Late name="office-keys" load={keys} given={{ site }} />;
    case 'webhooks': return <Late name="office-webhooks" load={webhooks} given={{ site, id }} />;
    case 'sites': return <Late name="office-sites" load={sites} given={{}} />;
    case 'connections': return id === null ? <ConnectionsPage site={site} /> : id === FRESH ? <NewConnection site={site} /> : <ConnectionPage site={site} id={id} />;
    case 'law': return <Late name="office-law" load={law} given={{ site }} />;
    case 'imports': return <Late name="office-imports" load={imports} given={{ site, id }} />;
    default: return <Message title={t('noPage.title')} text={t('noPage.text')} />;
  }
}
