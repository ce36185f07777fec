import { useId } from 'react';
import pages from '../../../styles/page.module.css';

interface Props<Value extends string> {
  readonly label: string;
  /** What no choice is called. */
  readonly all: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | null;
  readonly onPick: (value: Value | null) => void;
}

/** One of these, or all. */
export function Pick<Value extends string>({ label, all, options, value, onPick }: Props<Value>) {
  const id = useId();
  return (
    <span className={pages.pick}>
      <label htmlFor={id}>{label}</label>{' '}
      <select id={id} value={value ?? ''} onChange={(event) => { onPick(options.find((each) => each.value === event.currentTarget.value)?.value ?? null); }}>
        <option value="">{all}</option>
        {options.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}
      </select>
    </span>
  );
}
