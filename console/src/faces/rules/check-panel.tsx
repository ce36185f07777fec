import type { CheckResult, RuleProblem } from '../../api/rule-types';
import classes from './check-panel.module.css';
import { Sentence } from './sentence';
import { CHECK } from './wording';

interface Props {
  readonly check: CheckResult | undefined;
  readonly pending: boolean;
  /** Only what concerns this rule, or no rule at all; null: everything. */
  readonly rule: string | null;
  /** Leads to the place of a problem. */
  readonly onShow: (problem: RuleProblem) => void;
  /** Examples are told elsewhere on the page. */
  readonly withoutExamples?: boolean;
}

/** What the service says of the draft: what keeps it from being published, what to think about, and how many examples pass. */
export function CheckPanel({ check, pending, rule, onShow, withoutExamples = false }: Props) {
  if (check === undefined) return <p className={classes.quiet} role="status">{pending ? CHECK.checking : ''}</p>;
  const here = (problem: { readonly rule?: string }): boolean => rule === null || problem.rule === rule || problem.rule === undefined;
  const errors = check.errors.filter(here);
  const warnings = check.warnings.filter(here);
  const failed = check.examples.failed.filter((each) => rule === null || each.rule === rule);
  // On a rule's own page the editor is below; elsewhere the way leads to the rule.
  const place = (problem: RuleProblem): string => (rule === null ? (problem.rule ?? '') : problem.line > 0 ? CHECK.show : '');
  const elsewhere = check.errors.length - errors.length;
  return (
    <div className={classes.panel} aria-busy={pending}>
      <p className={errors.length > 0 ? classes.bad : classes.good} role="status">
        {errors.length > 0 ? CHECK.errors(errors.length) : failed.length > 0 ? '' : CHECK.clean}
        {elsewhere > 0 && <span className={classes.quiet}> {CHECK.elsewhere(elsewhere)}</span>}
      </p>
      <Problems problems={errors} sign="✗" kind={classes.error} place={place} onShow={onShow} />
      {!withoutExamples && failed.length > 0 && (
        <ul className={classes.problems}>
          {failed.map((each) => <li key={`${each.rule} ${each.kind} ${String(each.index)}`} className={classes.error}><span aria-hidden>✗</span> <span><b>{each.rule}</b>: “{each.text}” – <Sentence text={each.message} /></span></li>)}
        </ul>
      )}
      <Problems problems={warnings} sign="!" kind={classes.warning} place={place} onShow={onShow} />
    </div>
  );
}

function Problems({ problems, sign, kind, place, onShow }: { problems: readonly RuleProblem[]; sign: string; kind: string | undefined; place: (problem: RuleProblem) => string; onShow: (problem: RuleProblem) => void }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map((problem, index) => (
        <li key={index} className={kind}>
          <span aria-hidden>{sign}</span>
          <span><Sentence text={problem.message} /> {place(problem) !== '' && <button type="button" className={classes.place} onClick={() => { onShow(problem); }}>{place(problem)}</button>}</span>
        </li>
      ))}
    </ul>
  );
}
