import { percentWords } from '../../../charts/formats';
import type { Toxicity } from '../../../api/toxicity';
import { Part } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { languageNow, useWords } from '../../../words/words';
import classes from './toxicity.module.css';

/** From this on the bar is full: a score that is off by so much says hardly anything. */
const FULL = 0.3;

/** What the site's decisions made of the scores: how far off they were, and are. */
export function CurveTable({ known }: { readonly known: Toxicity['calibration'] }) {
  const t = useWords('toxicity');
  const number = (value: number): string => value.toLocaleString(languageNow());
  return (
    <Part title={t('curves.title')} lead={t('curves.lead')}>
      {known === null || known.curves.length === 0 ? <p className={pages.soft} role="status">{t('curves.none')}</p> : (
        <div className={pages.scroll} role="group" aria-label={t('curves.title')} tabIndex={0}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{t('curves.label')}</th><th scope="col" className={pages.number}>{t('curves.rejected')}</th><th scope="col" className={pages.number}>{t('curves.approved')}</th><th scope="col">{t('curves.before')}</th><th scope="col">{t('curves.after')}</th></tr></thead>
            <tbody>
              {known.curves.map(({ label, positives, negatives, errorBefore, errorAfter }) => (
                <tr key={label}>
                  <th scope="row">{t(`labels.${label}`)}</th>
                  <td className={pages.number}>{number(positives)}</td>
                  <td className={pages.number}>{number(negatives)}</td>
                  <td><Error value={errorBefore} /></td>
                  <td><Error value={errorAfter} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Part>
  );
}

function Error({ value }: { readonly value: number }) {
  return <span className={classes.error}><span className={classes.bar} aria-hidden="true"><span style={{ width: `${String(Math.min(1, value / FULL) * 100)}%` }} /></span>{percentWords(value)}</span>;
}
