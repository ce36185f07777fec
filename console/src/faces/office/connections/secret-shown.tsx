import { useWords } from '../../../words/words';
import pages from '../../../styles/page.module.css';
import classes from './connections.module.css';

/** A secret that was made just now; null: the other side makes it. It stands nowhere else. */
export function SecretShown({ secret }: { readonly secret: string | null }) {
  const t = useWords('connections');
  if (secret === null) return <p className={pages.trouble} role="status">{t('coralFirst')}</p>;
  return (
    <div className={classes.secret} role="status">
      <strong>{t('secretOnce')}</strong>
      <code>{secret}</code>
    </div>
  );
}
