import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import forms from '../form.module.css';

/** The button, and beside it that it is done. */
export function Save({ isBusy, isDone }: { readonly isBusy: boolean; readonly isDone: boolean }) {
  const t = useWords('toxicity');
  return (
    <div className={forms.actions}>
      <button type="submit" className={pages.main} disabled={isBusy}>{t('save')}</button>
      {isDone && <span className={pages.soft} role="status">{t('saved')}</span>}
    </div>
  );
}
