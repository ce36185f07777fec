import { useState } from 'react';
import { ShownOnce } from '../../../shell/part';
import pages from '../../../styles/page.module.css';
import { exactTime } from '../../../words/times';
import { useWords } from '../../../words/words';

/** A link that was made just now, to be handed on. It stands nowhere else. */
export function LinkShown({ words, link, until }: { readonly words: string; readonly link: string; readonly until: string }) {
  const t = useWords('people');
  const [copied, setCopied] = useState<string | null>(null);
  const copy = (): void => { void navigator.clipboard.writeText(link).then(() => { setCopied(link); }, () => undefined); };
  return (
    <ShownOnce words={words} secret={link}>
      <p className={pages.soft}>{t('linkUntil', { when: exactTime(until) })}</p>
      {/* Where a page is not served by https, browsers lend no clipboard. */}
      {'clipboard' in navigator && <div className={pages.buttons}><button type="button" className={pages.button} onClick={copy}>{t('copy')}</button>{copied === link && <span className={pages.soft}>{t('copied')}</span>}</div>}
    </ShownOnce>
  );
}
