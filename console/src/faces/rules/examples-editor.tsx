import type { Example, FailedExample, Rule } from '../../api/rule-types';
import classes from './examples-editor.module.css';
import { asWritten } from './conditions';
import { Sentence } from './sentence';
import { EXAMPLES } from './wording';

interface Props {
  readonly rule: Rule;
  /** What the last check said; undefined: it has not answered yet. */
  readonly failed: readonly FailedExample[] | undefined;
  /** The answer is about an earlier state of the rule. */
  readonly stale: boolean;
  readonly readOnly: boolean;
  readonly onChange: (examples: NonNullable<Rule['examples']>) => void;
}

const SIDES = ['match', 'no_match'] as const;

/** Sentences that show where the rule begins and ends; they are run with every save. */
export function ExamplesEditor({ rule, failed, stale, readOnly, onChange }: Props) {
  const examples = rule.examples ?? { match: [], no_match: [] };
  const total = examples.match.length + examples.no_match.length;
  const wrong = failed?.length ?? 0;
  return (
    <section className={classes.examples} aria-labelledby="examples">
      <h2 id="examples">{EXAMPLES.title} <span className={classes.sum} role="status" data-state={total === 0 || failed === undefined || stale ? 'open' : wrong > 0 ? 'wrong' : 'right'}>{total === 0 ? EXAMPLES.none : failed === undefined && !stale ? EXAMPLES.later : failed === undefined || stale ? EXAMPLES.running : wrong === 0 ? EXAMPLES.pass(total) : EXAMPLES.fail(wrong)}</span></h2>
      <div className={classes.sides}>
        {SIDES.map((side) => (
          <div key={side}>
            <h3>{EXAMPLES[side]}</h3>
            <ul>
              {examples[side].map((example, index) => (
                <li key={index}>
                  <ExampleLine example={example} label={EXAMPLES.one(EXAMPLES[side], index + 1)} failure={stale ? undefined : failed?.find((each) => each.kind === side && each.index === index)} known={failed !== undefined && !stale} readOnly={readOnly} onChange={(next) => { onChange({ ...examples, [side]: next === null ? examples[side].filter((_, place) => place !== index) : examples[side].map((each, place) => (place === index ? next : each)) }); }} />
                </li>
              ))}
            </ul>
            {!readOnly && <button type="button" className={classes.add} onClick={() => { onChange({ ...examples, [side]: [...examples[side], EXAMPLES.fresh] }); }}>{EXAMPLES.add}</button>}
          </div>
        ))}
      </div>
    </section>
  );
}

interface LineProps {
  readonly example: Example;
  readonly label: string;
  readonly failure: FailedExample | undefined;
  readonly known: boolean;
  readonly readOnly: boolean;
  readonly onChange: (example: Example | null) => void;
}

function ExampleLine({ example, label, failure, known, readOnly, onChange }: LineProps) {
  const { body, ...facts } = typeof example === 'string' ? { body: example } : example;
  const more = Object.entries(facts);
  return (
    <div className={classes.line} data-wrong={failure === undefined ? undefined : ''}>
      <span className={classes.sign} aria-hidden>{!known ? '·' : failure === undefined ? '✓' : '✗'}</span>
      <div className={classes.words}>
        <textarea aria-label={label} aria-invalid={failure !== undefined || undefined} readOnly={readOnly} rows={Math.min(4, Math.max(1, Math.ceil(body.length / 52), body.split('\n').length))} value={body} onChange={({ currentTarget: { value } }) => { onChange(typeof example === 'string' ? value : { ...example, body: value }); }} />
        {more.length > 0 && <p className={classes.facts}>{more.map(([key, value]) => `${key}: ${asWritten(value)}`).join(' · ')}</p>}
        {failure !== undefined && <p className={classes.failure}><Sentence text={failure.message} /></p>}
      </div>
      {!readOnly && <button type="button" className={classes.remove} aria-label={EXAMPLES.remove(label)} onClick={() => { onChange(null); }}>×</button>}
    </div>
  );
}
