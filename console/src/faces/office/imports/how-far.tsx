import { type ImportRun, isOpen } from '../../../api/imports';
import pages from '../../../styles/page.module.css';
import { number } from '../../../words/times';
import { languageNow, useWords } from '../../../words/words';
import classes from './imports.module.css';

/** The state of an import in a word; while it is on its way, how much of the file has been read. */
export function HowFar({ run }: { readonly run: ImportRun }) {
  const t = useWords('imports');
  const { status, progress: { bytes, bytesRead, rows } } = run;
  const tone = status === 'done' ? pages.good : status === 'failed' ? pages.bad : pages.soft;
  return (
    <span className={classes.far}>
      <span className={tone}>{t(`status.${status}`)}</span>
      {isOpen(run) && status !== 'receiving' && <Progress label={t('progress')} value={bytesRead} max={bytes} words={`${portion(bytesRead, bytes)} · ${t('rows', { count: rows })}`} />}
    </span>
  );
}

export function Progress({ label, value, max, words }: { readonly label: string; readonly value: number; readonly max: number; readonly words: string }) {
  return <span className={classes.progress}><progress aria-label={label} value={value} max={Math.max(1, max)} /> <span className={pages.soft}>{words}</span></span>;
}

/** “12.5 / 40 MB”. */
export function portion(bytes: number, of: number): string {
  const mega = (value: number): string => number(Math.round(value / 100_000) / 10);
  return `${mega(bytes)} / ${new Intl.NumberFormat(languageNow(), { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(of / 1_000_000)}`;
}
