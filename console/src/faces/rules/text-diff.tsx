import classes from './text-diff.module.css';

const KINDS: Readonly<Record<string, string | undefined>> = { '+': classes.added, '-': classes.removed, '@': classes.hunk };

/** A unified difference: what goes, what comes; signs say it as well as colours. */
export function TextDiff({ text, label }: { text: string; label: string }) {
  const lines = text.split('\n').filter((line) => !line.startsWith('---') && !line.startsWith('+++') && !line.startsWith('\\'));
  if (lines.at(-1) === '') lines.pop();
  return (
    <pre className={classes.diff} aria-label={label} tabIndex={0} role="region">
      {lines.map((line, index) => <span key={index} className={KINDS[line.charAt(0)]}>{line.startsWith('@') ? '⋯' : line}{'\n'}</span>)}
    </pre>
  );
}
