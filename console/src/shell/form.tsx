import { useState } from 'react';
import { ApiError } from '../api/client';
import { Field } from './field';
import pages from '../styles/page.module.css';
import { useWords } from '../words/words';
import classes from './form.module.css';

/** What the service said of one field; null: nothing. `pointer` as the service names it: `/slaMinutes`. */
export function wrongIn(error: unknown, pointer: string): string | null {
  if (!(error instanceof ApiError)) return null;
  return error.problem?.errors?.find((each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`))?.detail ?? null;
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly wrong?: string | null;
  readonly type?: 'text' | 'number' | 'email' | 'password';
  /** What the browser, or a keeper of passwords, may fill in. */
  readonly autoComplete?: string;
  readonly readOnly?: boolean;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly short?: boolean;
  readonly lang?: string;
}

export function TextField({ label, value, onChange, hint, wrong = null, type = 'text', short = false, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong} short={short}>
      {(id, described) => <input {...rest} id={id} type={type} value={value} aria-describedby={described} aria-invalid={wrong !== null || undefined} {...(type === 'number' ? { min: 0, step: 'any' } : {})} onChange={(event) => { onChange(event.currentTarget.value); }} />}
    </Field>
  );
}

/** Words divided by commas: sections, languages, ids. */
export function ListField({ value, onChange, ...rest }: Omit<TextProps, 'value' | 'onChange'> & { readonly value: readonly string[]; readonly onChange: (value: readonly string[]) => void }) {
  const [text, setText] = useState(value.join(', '));
  return <TextField {...rest} value={text} onChange={(next) => { setText(next); onChange(next.split(',').map((each) => each.trim()).filter((each) => each !== '')); }} />;
}

/** More than these stand in columns. */
const MANY = 12;

interface ChoicesProps {
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly readOnly?: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Any number of these; what was chosen and is not offered any more can still be taken away. */
export function Choices({ label, hint, wrong = null, options, chosen, readOnly = false, onChange }: ChoicesProps) {
  const gone = chosen.filter((value) => options.every((each) => each.value !== value)).map((value) => ({ value, label: value }));
  return (
    <fieldset className={classes.group} disabled={readOnly}>
      <legend>{label}</legend>
      {hint !== undefined && <p className={pages.soft}>{hint}</p>}
      <div className={classes.choices} data-many={options.length > MANY ? '' : undefined}>
        {[...options, ...gone].map(({ value, label: words }) => (
          <label key={value} className={classes.choice}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={(event) => { onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value)); }} />
            {words}
          </label>
        ))}
      </div>
      {wrong !== null && <p className={classes.wrong} role="alert">{wrong}</p>}
    </fieldset>
  );
}

export function Check({ label, checked, onChange, readOnly = false }: { readonly label: string; readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly readOnly?: boolean }) {
  return <label className={classes.choice}><input type="checkbox" disabled={readOnly} checked={checked} onChange={(event) => { onChange(event.currentTarget.checked); }} />{label}</label>;
}

/** What went wrong with the whole, in the service's own words; fields say what is wrong with them. */
export function Trouble({ error }: { readonly error: unknown }) {
  const t = useWords('shell');
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiError ? error.problem : null;
  return <p className={pages.trouble} role="alert">{problem === null ? t('form.unreachable') : problem.detail ?? problem.title}</p>;
}

/** Until the list is there, or why it is not. */
export function Missing({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useWords('shell');
  if (error === null) return null;
  return <p className={pages.trouble} role="alert">{error instanceof ApiError && error.status === 403 ? t('form.forbidden') : t('form.failed')} <button type="button" className={pages.button} onClick={onRetry}>{t('form.again')}</button></p>;
}

/** The button of a form, and beside it that it is done. */
export function Save({ saved, isBusy, isDone }: { readonly saved: string; readonly isBusy: boolean; readonly isDone: boolean }) {
  const t = useWords('shell');
  return (
    <div className={classes.actions}>
      <button type="submit" className={pages.main} disabled={isBusy}>{t('form.save')}</button>
      {isDone && <span className={pages.soft} role="status">{saved}</span>}
    </div>
  );
}
