import { type ReactNode, useId, useState } from 'react';
import { Link } from '../shell/link';
import { useWords } from '../words/words';
import classes from './figure.module.css';

export interface Cell {
  readonly text: string;
  /** Where what was counted can be read. */
  readonly href?: string | null;
}

export interface Table {
  /** The first one heads the rows. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly head: Cell; readonly cells: readonly Cell[] }[];
}

interface Props {
  readonly title: string;
  /** What the figure says, in a sentence. */
  readonly lead?: ReactNode;
  readonly table: Table;
  /** Nothing was counted: the words that say so stand in the picture's place. */
  readonly nothing?: string | null;
  readonly children: ReactNode;
}

/** A picture of numbers with its name, what it says in words, and the same as a table for those who read. */
export function Figure({ title, lead, table, nothing = null, children }: Props) {
  const id = useId();
  return (
    <section className={classes.figure} aria-labelledby={id}>
      <div className={classes.head}><h2 id={id}>{title}</h2></div>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      {nothing === null ? children : <p className={classes.nothing}>{nothing}</p>}
      {nothing === null && <AsTable title={title} table={table} />}
    </section>
  );
}

function AsTable({ title, table: { columns, rows } }: { title: string; table: Table }) {
  const t = useWords('charts');
  // Hundreds of rows are made only for those who ask for them.
  const [opened, setOpened] = useState(false);
  return (
    <details className={classes.table} onToggle={(event) => { setOpened(event.currentTarget.open); }}>
      <summary>{t('asTable')}</summary>
      {opened && (
        <div className={classes.rows} role="region" aria-label={t('table', { title })} tabIndex={0}>
          <table>
            <caption>{title}</caption>
            <thead><tr>{columns.map((words) => <th key={words} scope="col">{words}</th>)}</tr></thead>
            <tbody>
              {rows.map(({ key, head, cells }) => (
                <tr key={key}>
                  <th scope="row"><Words cell={head} /></th>
                  {cells.map((cell, index) => <td key={columns[index + 1] ?? index}><Words cell={cell} /></td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function Words({ cell: { text, href } }: { cell: Cell }) {
  return href === undefined || href === null ? text : <Link href={href}>{text}</Link>;
}
