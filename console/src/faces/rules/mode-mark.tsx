import type { RuleMode } from '../../api/rule-types';
import classes from './mode-mark.module.css';

/** The mode as a shape, beside its word: full, half, open, barred. */
export function ModeMark({ mode }: { mode: RuleMode }) {
  return <span className={classes.mark} data-mode={mode} aria-hidden />;
}
