import { type ReactNode, useId } from 'react';
import pages from '../styles/page.module.css';
import classes from './part.module.css';

/** A part of a page, with its heading. */
export function Part({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p className={`${pages.soft ?? ''} ${pages.lead ?? ''}`}>{lead}</p>}
      {children}
    </section>
  );
}

interface OnceProps {
  readonly words: string;
  readonly secret: string;
  /** The secret for a camera. */
  readonly picture?: ReactNode;
  /** What else is to be said of it, or done with it. */
  readonly children?: ReactNode;
}

/** A secret that was made just now. It stands nowhere else. */
export function ShownOnce({ words, secret, picture, children }: OnceProps) {
  return (
    <div className={classes.once} role="status">
      <strong>{words}</strong>
      {picture}
      <code>{secret}</code>
      {children}
    </div>
  );
}
