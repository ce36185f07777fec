import { useState } from 'react';
import { hrefOf, navigate } from '../../router';
import { ago } from '../../words/times';
import { startBacktest } from '../../api/evidence';
import classes from './draft-bar.module.css';
import { TextDiff } from './text-diff';
import { lineDiff } from './line-diff';
import { ruleText } from './rule-text';
import type { RulesState } from './use-rules';
import { BACKTEST, DRAFT } from './wording';

/** Where the draft stands, and the two ways on: try it on the past, or publish it. Always there, so that nothing moves. */
export function DraftBar({ state }: { state: RulesState }) {
  const { draft, check, site, mayEdit, notice, changes } = state;
  const [starting, setStarting] = useState(false);
  const failed = (check.data?.examples.failed.length ?? 0) + (check.data?.errors.length ?? 0);
  const backtest = async (): Promise<void> => {
    setStarting(true);
    try {
      await draft.flush();
      const { id } = await startBacktest(site, { against: 'draft' });
      navigate(hrefOf(site, 'rules', '~backtests', id));
    } catch (error) {
      state.say({ tone: 'trouble', text: BACKTEST.notStarted(error) });
    } finally {
      setStarting(false);
    }
  };
  if (draft.state.is === 'conflict') return <Conflict state={state} />;
  return (
    <footer className={classes.bar} data-tone={notice?.tone ?? (draft.state.is === 'failed' || draft.state.is === 'unreadable' ? 'trouble' : 'none')}>
      <p className={classes.words} role="status">{notice?.text ?? draftWords(state)}</p>
      {mayEdit && (
        <div className={classes.ways}>
          {draft.state.is === 'failed' && <button type="button" onClick={() => void draft.flush()}>{DRAFT.again}</button>}
          <button type="button" disabled={starting || draft.saved === undefined} aria-keyshortcuts="B" onClick={() => void backtest()}>{DRAFT.backtest}</button>
          <button type="button" className={classes.main} disabled={changes === 0 && draft.saved?.isChanged !== true} onClick={() => { void draft.flush(); navigate(hrefOf(site, 'rules', '~publish')); }}>{DRAFT.publish}{failed > 0 ? ' …' : ''}</button>
        </div>
      )}
    </footer>
  );
}

function draftWords({ draft, changes, mayEdit }: RulesState): string {
  if (!mayEdit) return DRAFT.readOnly;
  switch (draft.state.is) {
    case 'waiting':
    case 'saving': return DRAFT.saving;
    case 'unreadable': return DRAFT.notSaved(draft.state.check.errors[0]?.message ?? DRAFT.unreadable);
    case 'failed': return DRAFT.notSaved(draft.state.words);
    case 'conflict':
    case 'saved': break;
  }
  const { saved } = draft;
  if (saved === undefined) return '';
  if (changes === 0 && !saved.isChanged) return DRAFT.same(saved.basedOn);
  return DRAFT.changed(changes, saved, ago);
}

/** Somebody else saved in between: nothing is overwritten before a person has said so. */
function Conflict({ state: { draft } }: { state: RulesState }) {
  const [comparing, setComparing] = useState(false);
  if (draft.state.is !== 'conflict') return null;
  const { theirs } = draft.state;
  const who = theirs.updatedBy?.name ?? null;
  const mine = draft.edit?.kind === 'yaml' ? draft.edit.yaml : ruleText(draft.edit?.rule);
  const other = draft.edit?.kind === 'yaml' ? theirs.yaml : ruleText(theirs.document.rules.find(({ id }) => draft.edit?.kind === 'rule' && id === draft.edit.rule.id) ?? null);
  return (
    <footer className={`${classes.bar} ${classes.conflict}`} data-tone="trouble">
      <p className={classes.words} role="alert">{DRAFT.conflict(who)}</p>
      <div className={classes.ways}>
        <button type="button" aria-expanded={comparing} onClick={() => { setComparing(!comparing); }}>{DRAFT.compare}</button>
        <button type="button" onClick={() => { draft.settle('theirs'); }}>{DRAFT.theirs(who)}</button>
        <button type="button" className={classes.main} onClick={() => { draft.settle('mine'); }}>{DRAFT.mine}</button>
      </div>
      {comparing && <div className={classes.compare}><TextDiff text={lineDiff(other, mine)} label={DRAFT.between(who)} /></div>}
    </footer>
  );
}
