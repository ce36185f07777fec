import { useIsTold } from '../../../api/law';
import { useSiteSettings } from '../../../api/site-settings';
import type { PersonSite } from '../../../api/types';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { Missing } from '../../../shell/form';
import { Files } from './files';
import classes from './law.module.css';
import { NoticeList } from './notice-list';
import { StatementList } from './statement-list';
import { SwitchForm } from './switch-form';

/** What the law asks of the site: what is on, what is missing, what was stated and given notice of, and the files for the authorities. */
export function Law({ site }: { readonly site: PersonSite }) {
  const t = useWords('law');
  const { slug, permissions } = site;
  const settings = useSiteSettings(slug);
  const isTold = useIsTold(slug, permissions.includes('webhooks.manage'));
  const law = settings.data?.law;
  return (
    <article className={pages.page} aria-labelledby="law">
      <div className={pages.head}><h1 id="law">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead')}</p>
      {law === undefined ? <Missing error={settings.error} onRetry={() => void settings.refetch()} /> : (
        <section className={classes.part} aria-labelledby="law-on">
          <h2 id="law-on">{t('on.title')}</h2>
          <SwitchForm slug={slug} known={law} mayEdit={permissions.includes('settings.manage')} />
          <Gaps gaps={[...(law.statements ? [] : ['statements' as const]), ...(law.notices ? [] : ['notices' as const]), ...(law.contact === null ? ['contact' as const] : []), ...(isTold === false ? ['webhook' as const] : [])]} />
        </section>
      )}
      <StatementList slug={slug} />
      <NoticeList slug={slug} />
      <Files slug={slug} />
    </article>
  );
}

/** What a site that must follow the law has not set. */
function Gaps({ gaps }: { readonly gaps: readonly ('statements' | 'notices' | 'contact' | 'webhook')[] }) {
  const t = useWords('law');
  if (gaps.length === 0) return <p className={pages.good}>{t('gaps.none')}</p>;
  return (
    <div className={pages.trouble}>
      <h3>{t('gaps.title')}</h3>
      <ul className={classes.gaps}>{gaps.map((gap) => <li key={gap}>{t(`gaps.${gap}`)}</li>)}</ul>
    </div>
  );
}
