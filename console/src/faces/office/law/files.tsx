import { useState } from 'react';
import { batchesFile, type ReportFile, yearlyFile } from '../../../api/law';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import classes from './law.module.css';

const FIRST_YEAR = 2025;
const FILES: readonly ReportFile[] = ['1_report_identification', '2_categories_names', '3_member_states_orders', '4_notices', '5_own_initiative_illegal', '6_own_initiative_TC', '7_appeals_and_recidivism', '8_automated_means', '9_human_resources', '10_AMAR', '11_qualitative'];

/** What leaves the house: the statements for the Transparency Database, and the yearly report. */
export function Files({ slug }: { readonly slug: string }) {
  const t = useWords('law');
  const now = new Date().getUTCFullYear();
  const [year, setYear] = useState(now);
  return (
    <section className={classes.part} aria-labelledby="law-files">
      <h2 id="law-files">{t('files.title')}</h2>
      <p className={pages.lead}>{t('files.database')}</p>
      <div className={pages.buttons}><a className={pages.button} href={batchesFile(slug)} download>{t('files.batches')}</a></div>
      <p className={pages.lead}>{t('files.report')}</p>
      <label className={pages.pick}>
        {t('files.year')}{' '}
        <select value={year} onChange={(event) => { setYear(Number(event.currentTarget.value)); }}>
          {Array.from({ length: Math.max(1, now - FIRST_YEAR + 1) }, (_, back) => now - back).map((each) => <option key={each} value={each}>{each}</option>)}
        </select>
      </label>
      <ul className={classes.files}>{FILES.map((file) => <li key={file}><a href={yearlyFile(slug, year, file)} download={`${file}.csv`}>{file}.csv</a></li>)}</ul>
    </section>
  );
}
