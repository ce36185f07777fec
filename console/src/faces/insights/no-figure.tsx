import { useWords } from '../../words/words';
import figure from '../../charts/figure.module.css';
import pages from '../../styles/page.module.css';

/** Holds the place of a figure until its numbers are there, or says that they do not come. */
export function NoFigure({ title, failed, onRetry }: { readonly title: string; readonly failed: boolean; readonly onRetry: () => void }) {
  const t = useWords('insights');
  return (
    <section className={figure.figure} aria-label={title} aria-busy={!failed} style={{ minHeight: '20rem' }}>
      <h2 className={figure.waiting}>{title}</h2>
      {failed && <p className={pages.trouble} role="alert">{t('failed')} <button type="button" className={pages.button} onClick={onRetry}>{t('again')}</button></p>}
    </section>
  );
}
