import type { ItemDetail, Signal } from '../../api/types';
import classes from './feedback.module.css';
import { reasonWords } from './reports-aside';
import type { DeskWords } from './trouble';
import { type Feedback, judgedSignals } from './use-feedback';
import { excerpt } from './wording';

/** Where the key takes the focus. */
export const FEEDBACK = 'feedback';
const VERDICTS = ['right', 'wrong'] as const;

interface Props {
  readonly t: DeskWords;
  readonly item: ItemDetail;
  readonly keyName: string;
  readonly feedback: Feedback;
}

/** Was what brought the comment here right? Nobody has to say; what is said goes along with the decision. */
export function FeedbackAside({ t, item, keyName, feedback }: Props) {
  const signals = judgedSignals(item);
  if (signals.length === 0) return null;
  return (
    <section className={classes.feedback} id={FEEDBACK} aria-labelledby="was-right">
      <h2 id="was-right">{t('feedback.title')} <kbd aria-hidden>{keyName}</kbd></h2>
      <div className={classes.lines}>
        {signals.map((signal) => (
          <div key={signal.id} role="group" className={classes.line} aria-label={signalWords(t, item, signal)}>
            <span>{signalWords(t, item, signal)}</span>
            <span className={classes.verdicts}>
              {VERDICTS.map((verdict) => <button key={verdict} type="button" data-verdict={verdict} aria-pressed={feedback.of(signal.id) === verdict} onClick={() => { feedback.say(signal.id, verdict); }}>{t(`feedback.${verdict}`)}</button>)}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** A signal by what it says. */
export function signalWords(t: DeskWords, { rule, reason, verdict }: ItemDetail, { kind, report }: Signal): string {
  if (kind === 'report') return `${t('feedback.report', { reason: reasonWords(t, report?.reason) })}${report?.note ? `: “${excerpt(report.note, 80)}”` : ''}`;
  // The item is named after what opened it, which may be a report: the rules are named by the rule that decided.
  const hit = verdict?.hits.find((each) => each.mode === 'active');
  return rule === null ? hit?.reason ?? reason : reason;
}
