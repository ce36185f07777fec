import { type SubmitEvent, useState } from 'react';
import { type Author, type StandingKind, STANDINGS, useAuthorChanges } from '../../api/authors';
import { Field } from '../../shell/field';
import pages from '../../styles/page.module.css';
import { ago, exactTime } from '../../words/times';
import { useWords } from '../../words/words';
import classes from './authors.module.css';
import { inDays, SPANS } from './until';

/** What becomes of everything this author writes from now on. */
export function StandingForm({ site, author: { id, standing }, mayDecide }: { readonly site: string; readonly author: Author; readonly mayDecide: boolean }) {
  const t = useWords('authors');
  const { stand, lift } = useAuthorChanges(site, id);
  const error = stand.error ?? lift.error;
  const now = STANDINGS.find((each) => each === standing?.kind) ?? null;
  const [kind, setKind] = useState<StandingKind | null>(now);
  const [days, setDays] = useState<number>(7);
  const [note, setNote] = useState('');
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (kind === null) lift.mutate();
    else stand.mutate({ kind, until: kind === 'suspend' ? inDays(days) : null, note: note.trim() === '' ? null : note.trim() }, { onSuccess: () => { setNote(''); } });
  };
  return (
    <section className={classes.sheet} aria-labelledby="standing">
      <h2 id="standing">{t('standing')}</h2>
      {standing !== null && <p>{t('set', { kind: t(`kind.${standing.kind as 'ban'}`), name: standing.by.name ?? '' })} <time dateTime={standing.at} title={exactTime(standing.at)}>{ago(standing.at)}</time>{standing.note === null ? '' : `: “${standing.note}”`}</p>}
      {standing === null && <p className={pages.soft}>{t('like')}</p>}
      {mayDecide && (
        <form className={classes.form} onSubmit={save}>
          <fieldset className={classes.kinds}>
            <legend>{t('fromNow')}</legend>
            {[null, ...STANDINGS].map((each) => (
              <label key={each ?? ''} className={classes.kind}>
                <input type="radio" name="standing" checked={kind === each} onChange={() => { setKind(each); }} />
                <span>{t(`kind.${each ?? 'none'}`)}</span>
                <small>{t(`means.${each ?? 'none'}`)}</small>
              </label>
            ))}
          </fieldset>
          {kind === 'suspend' && <Field label={t('forHowLong')}>{(field) => <select id={field} value={days} onChange={(event) => { setDays(Number(event.currentTarget.value)); }}>{SPANS.map((each) => <option key={each} value={each}>{t('days', { count: each })}</option>)}</select>}</Field>}
          {kind !== null && <label className={pages.field}>{t('why')}<input type="text" maxLength={2_000} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} /></label>}
          {error !== null && <p className={pages.trouble} role="alert">{error.message}</p>}
          <div><button type="submit" className={pages.button} disabled={stand.isPending || lift.isPending || (kind === now && kind !== 'suspend' && note.trim() === '')}>{t('apply')}</button></div>
        </form>
      )}
    </section>
  );
}
