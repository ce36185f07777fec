import type { Policy } from '../../api/types';
import classes from './action-bar.module.css';
import type { Notice } from './use-decisions';

interface Props {
  readonly policies: readonly Policy[];
  readonly can: { readonly approve: boolean; readonly reject: boolean; readonly skip: boolean };
  /** R was pressed: the next digit is the reason. */
  readonly choosing: boolean;
  readonly onApprove: () => void;
  readonly onChoose: () => void;
  readonly onReject: (policy: Policy) => void;
  readonly onSkip: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onHelp: () => void;
}

/** One decision, one key, no dialog: every button shows its key. */
export function ActionBar({ policies, can, choosing, onApprove, onChoose, onReject, onSkip, onStep, onHelp }: Props) {
  return (
    <div className={classes.bar} role="toolbar" aria-label="Decision">
      <div className={classes.main}>
        <button type="button" className={classes.approve} disabled={!can.approve} aria-keyshortcuts="A" onClick={onApprove}><kbd>A</kbd> Approve</button>
        <button type="button" className={classes.reject} disabled={!can.reject} aria-keyshortcuts="R" aria-expanded={choosing} aria-controls="reasons" onClick={onChoose}><kbd>R</kbd> Reject</button>
        <button type="button" className={classes.plain} disabled={!can.skip} aria-keyshortcuts="S" onClick={onSkip}><kbd>S</kbd> Skip</button>
        <span className={classes.steps}>
          <button type="button" className={classes.plain} aria-keyshortcuts="K" aria-label="Previous" onClick={() => { onStep(-1); }}><kbd>K</kbd><span aria-hidden> ‹</span></button>
          <button type="button" className={classes.plain} aria-keyshortcuts="J" aria-label="Next" onClick={() => { onStep(1); }}><kbd>J</kbd><span aria-hidden> ›</span></button>
          <button type="button" className={classes.plain} aria-label="Keys" onClick={onHelp}><kbd>?</kbd></button>
        </span>
      </div>
      <div id="reasons" className={choosing ? `${classes.reasons} ${classes.choosing}` : classes.reasons} role="group" aria-label="Reject as">
        <span className={classes.label}>{choosing ? 'Reject as' : 'Reasons'}</span>
        <div className={classes.choices}>
          {policies.slice(0, 9).map((policy, index) => (
            <button key={policy.id} type="button" className={classes.reason} disabled={!can.reject} onClick={() => { onReject(policy); }}><kbd>{index + 1}</kbd> {policy.title}</button>
          ))}
        </div>
      </div>
    </div>
  );
}

/** What just happened, and the way back; its line is always there, so that nothing moves when it speaks. */
export function StatusLine({ notice, onUndo }: { notice: Notice | null; onUndo: () => void }) {
  return (
    <div className={classes.status} data-tone={notice?.tone ?? 'none'}>
      <p role="status" aria-live="polite">{notice?.text ?? ''}</p>
      {notice?.undoable === true && <button type="button" className={classes.undo} aria-keyshortcuts="Z" onClick={onUndo}>Undo <kbd>Z</kbd></button>}
    </div>
  );
}
