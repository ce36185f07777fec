import { useToxicity } from '../../../api/toxicity';
import type { PersonSite } from '../../../api/types';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import { Missing } from '../../../shell/form';
import { CurveTable } from './curve-table';
import { ModelForm } from './model-form';
import { NeutralWords } from './neutral-words';

/** Who scores toxicity, which words are neutral, and how well the scores fit what the site's people decide. */
export function ToxicityPage({ site: { slug, permissions } }: { readonly site: PersonSite }) {
  const t = useWords('toxicity');
  const known = useToxicity(slug);
  const mayEdit = permissions.includes('settings.manage');
  return (
    <article className={pages.page} aria-labelledby="toxicity">
      <div className={pages.head}><h1 id="toxicity">{t('title')}</h1></div>
      <p className={pages.lead}>{t('lead')}{mayEdit ? '' : ` ${t('look')}`}</p>
      {known.data === undefined ? <Missing error={known.error} onRetry={() => void known.refetch()} /> : (
        <>
          <ModelForm slug={slug} known={known.data.provider} model={known.data.model} mayEdit={mayEdit} />
          <NeutralWords slug={slug} known={known.data.identityTerms} mayEdit={mayEdit} />
          <CurveTable known={known.data.calibration} />
        </>
      )}
    </article>
  );
}
