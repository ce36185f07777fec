import type { Connection } from '../../../api/connections';
import pages from '../../../styles/page.module.css';
import { useWords } from '../../../words/words';
import classes from './connections.module.css';
import { GUIDES } from './guide-list';

/** What to do at the other end, consumer by consumer, ready to be copied. */
export function Guides({ connection: { dialect, address }, secret }: { readonly connection: Connection; readonly secret: string | null }) {
  const t = useWords('connections');
  const values = { address, host: new URL(address).host, secret: secret ?? t('yourSecret') };
  return (
    <section className={classes.part} aria-labelledby="guides">
      <h2 id="guides">{t('guides')}</h2>
      <p>{t('enter')} <span className={classes.address}>{address}</span></p>
      <p className={pages.soft}>{t(`dialectHint.${dialect}`)}</p>
      <div className={classes.guides}>
        {GUIDES[dialect].map(({ words, consumer, code }) => (
          <details key={words}>
            <summary>{consumer}</summary>
            <div>
              <p>{t(`guide.${words}`)}</p>
              <pre className={classes.code} tabIndex={0} aria-label={consumer}>{code(values)}</pre>
            </div>
          </details>
        ))}
      </div>
    </section>
  );
}
