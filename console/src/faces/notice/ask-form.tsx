import { type SubmitEvent, useState } from 'react';
import { useAskNotice } from '../../api/notice';
import pages from '../../styles/page.module.css';
import { useWords } from '../../words/words';
import entry from '../entry/entry.module.css';
import { Frame } from '../entry/frame';
import { TextField, wrongIn } from '../../shell/form';
import { NoticeTrouble } from './notice-trouble';

/** With the reference of a notice: what was decided, and how to object. */
export function AskForm({ site }: { readonly site: string }) {
  const t = useWords('notice');
  const ask = useAskNotice(site);
  const [reference, setReference] = useState('');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate(reference.trim());
  };
  return (
    <Frame title={t('ask.title')}>
      <form className={entry.form} onSubmit={submit}>
        <TextField label={t('ask.reference')} hint={t('ask.hint')} autoComplete="off" autoFocus required maxLength={100} value={reference} wrong={wrongIn(ask.error, '/reference')} onChange={(next) => { ask.reset(); setReference(next); }} />
        <NoticeTrouble error={ask.error} />
        <div className={entry.buttons}><button type="submit" className={pages.main} aria-busy={ask.isPending}>{t('ask.go')}</button></div>
      </form>
      {ask.data !== undefined && <p role="status">{ask.data.text}</p>}
    </Frame>
  );
}
