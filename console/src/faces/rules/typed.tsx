import { useState } from 'react';
import { onePerLine } from './wording';

interface Shared {
  readonly label: string;
  readonly value: string;
  readonly readOnly?: boolean;
  readonly className?: string | undefined;
  readonly placeholder?: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field that shows what was typed for as long as it means what is stored: "0." stays, although it is stored as 0. */
export function TypedLine({ label, value, readOnly = false, className, placeholder, onChange, describedBy, invalid = false, inputMode }: Shared & { readonly inputMode?: 'decimal' | 'text' }) {
  const [typed, setTyped] = useState(value);
  const shown = sameText(typed, value) ? typed : value;
  return <input type="text" inputMode={inputMode} className={className} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid || undefined} placeholder={placeholder} readOnly={readOnly} value={shown} onChange={({ currentTarget }) => { setTyped(currentTarget.value); onChange(currentTarget.value); }} />;
}

/** Several values, one per line; grows with them. */
export function TypedLines({ label, value, readOnly = false, className, placeholder, onChange }: Shared) {
  const [typed, setTyped] = useState(value);
  const shown = sameText(typed, value) ? typed : value;
  return <textarea className={className} rows={Math.min(8, Math.max(1, shown.split('\n').length))} aria-label={onePerLine(label)} placeholder={placeholder} readOnly={readOnly} spellCheck={false} value={shown} onChange={({ currentTarget }) => { setTyped(currentTarget.value); onChange(currentTarget.value); }} />;
}

function sameText(typed: string, stored: string): boolean {
  const meant = typed.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
  return meant === stored || (meant !== '' && stored !== '' && Number(meant) === Number(stored));
}
