import { type ReactNode, useId } from 'react';
import pages from '../styles/page.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | null;
  readonly children: (id: string, described: string | undefined) => ReactNode;
  readonly short?: boolean;
}

/** A field with its name above, a hint below it, and what is wrong with it where it is wrong. */
export function Field({ label, hint, wrong = null, children, short = false }: FieldProps) {
  const id = useId();
  const described = [hint === undefined ? [] : [`${id}-hint`], wrong === null ? [] : [`${id}-wrong`]].flat().join(' ');
  return (
    <div className={short ? `${pages.field ?? ''} ${pages.short ?? ''}` : pages.field}>
      <label htmlFor={id}>{label}</label>
      {children(id, described === '' ? undefined : described)}
      {hint !== undefined && <span id={`${id}-hint`} className={pages.hint}>{hint}</span>}
      {wrong !== null && <span id={`${id}-wrong`} className={pages.wrong} role="alert">{wrong}</span>}
    </div>
  );
}
