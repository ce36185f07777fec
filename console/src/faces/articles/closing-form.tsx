import { type SubmitEvent, useState } from 'react';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import classes from './articles.module.css';

interface Props {
  readonly name: string;
  readonly closesAt: string | null;
  readonly busy: boolean;
  readonly onSave: (closesAt: string | null) => void;
  readonly onCancel: () => void;
}

const DAY_MS = 86_400_000;

/** When an article closes by itself, by the reader's own clock. */
export function ClosingForm({ name, closesAt, busy, onSave, onCancel }: Props) {
  const t = useWords('articles');
  const [at, setAt] = useState(() => local(closesAt === null ? Date.now() + DAY_MS : Date.parse(closesAt)));
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    onSave(new Date(at).toISOString());
  };
  return (
    <form className={classes.closing} aria-label={t('closingOf', { title: name })} onSubmit={save}>
      <label className={pages.field}>{t('closeAt')}<input type="datetime-local" required autoFocus value={at} min={local(Date.now())} onChange={(event) => { setAt(event.currentTarget.value); }} /></label>
      <button type="submit" className={pages.button} disabled={busy || at === ''}>{t('keep')}</button>
      {closesAt !== null && <button type="button" className={pages.button} disabled={busy} onClick={() => { onSave(null); }}>{t('forget')}</button>}
      <button type="button" className={pages.button} onClick={onCancel}>{t('cancel')}</button>
    </form>
  );
}

/** As a field for date and time takes it: 2026-11-24T15:30. */
function local(time: number): string {
  return new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
