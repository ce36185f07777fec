import { useWords } from '../words/words';
import classes from './key-sheet.module.css';
import { Sheet } from './sheet';

interface Props {
  readonly keys: readonly (readonly [key: string, what: string])[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every key of a face with what it does. */
export function KeySheet({ keys, opened, onClose }: Props) {
  const t = useWords('shell');
  if (!opened) return null;
  return (
    <Sheet title={t('keys')} onClose={onClose}>
      <KeyList keys={keys} />
      <p className={classes.note}>{t('keysWhileTyping')}</p>
    </Sheet>
  );
}

export function KeyList({ keys }: Pick<Props, 'keys'>) {
  return <dl className={classes.keys}>{keys.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>;
}
