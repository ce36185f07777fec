import classes from './message.module.css';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** A whole page's state in two sentences: what is the case, and what now. */
export function Message({ title, text, action }: Props) {
  return (
    <div className={classes.message} role="status">
      <h1>{title}</h1>
      <p>{text}</p>
      {action && <button type="button" className={classes.action} onClick={action.run}>{action.label}</button>}
    </div>
  );
}
