import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../words/words';
import classes from './sheet.module.css';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A page over the page, for what is looked up and left again; the browser keeps the focus inside, Escape closes. */
export function Sheet({ title, onClose, children }: Props) {
  const t = useWords('shell');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => { shown?.close(); };
  }, []);
  return (
    <dialog ref={dialog} className={classes.sheet} aria-label={title} onCancel={(event) => { event.preventDefault(); onClose(); }} onClick={(event) => { if (event.target === dialog.current) onClose(); }}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <h2>{title}</h2>
          <button type="button" className={classes.close} aria-label={t('close')} onClick={onClose}>×</button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
