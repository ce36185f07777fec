import { lazy, Suspense, useState } from 'react';
import { usePolicies } from '../../api/review';
import type { Rule, RuleProblem, RuleStats } from '../../api/rule-types';
import { useSchema } from '../../api/rules';
import { BrakeNotice } from './brake-notice';
import { CheckPanel } from './check-panel';
import { ExamplesEditor } from './examples-editor';
import { RuleEvidence } from './rule-evidence';
import { RuleForm } from './rule-form';
import { RuleHeader } from './rule-header';
import classes from './rule-page.module.css';
import type { RulesState } from './use-rules';
import { EDITING } from './wording';

const YamlTab = lazy(() => import('./yaml-tab'));

interface Props {
  readonly state: RulesState;
  readonly rule: Rule;
  /** As it runs now; undefined: it is new. */
  readonly running: Rule | undefined;
  readonly stats: RuleStats | undefined;
}

/** One rule: what it does, what it did, and how to change it. */
export function RulePage({ state, rule, running, stats }: Props) {
  const { draft, check, mayEdit } = state;
  const [tab, setTab] = useState<'form' | 'yaml'>(state.lastTab.current);
  const [shown, setShown] = useState<RuleProblem | null>(null);
  const schema = useSchema();
  const policies = usePolicies(state.site);
  const lists = draft.document?.lists?.map(({ id }) => id) ?? [];
  const removed = draft.document?.rules.every(({ id }) => id !== rule.id) === true;
  const unreadable = draft.state.is === 'unreadable' ? draft.state.check : null;
  const readOnly = !mayEdit || removed;
  const open = (next: 'form' | 'yaml'): void => {
    state.lastTab.current = next;
    void draft.flush().then(() => { setTab(next); });
  };
  const show = (problem: RuleProblem): void => {
    setTab('yaml');
    setShown({ ...problem });
  };
  const change = (next: Rule): void => { draft.change({ kind: 'rule', rule: next }); };
  return (
    <article className={classes.rule} aria-labelledby="rule-name">
      <RuleHeader state={state} rule={rule} running={running} stats={stats} removed={removed} />
      {stats !== undefined && <BrakeNotice state={state} stats={stats} />}
      {stats !== undefined && running !== undefined && <RuleEvidence site={state.site} stats={stats} />}
      <div className={classes.tabs} role="tablist" aria-label={EDITING.label}>
        {(['form', 'yaml'] as const).map((each) => (
          <button key={each} type="button" role="tab" id={`tab-${each}`} aria-selected={tab === each} aria-controls="editing" tabIndex={tab === each ? 0 : -1} onClick={() => { open(each); }} onKeyDown={(event) => { if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') { const other = each === 'form' ? 'yaml' : 'form'; document.getElementById(`tab-${other}`)?.focus(); open(other); } }}>{EDITING[each]}</button>
        ))}
      </div>
      <div id="editing" role="tabpanel" aria-labelledby={`tab-${tab}`} className={classes.panel}>
        {tab === 'yaml'
          ? <Suspense fallback={<div className={classes.skeleton} />}><YamlTab ruleId={rule.id} yaml={draft.yaml ?? ''} schema={schema.data} lists={lists} rules={draft.document?.rules.map(({ id }) => id) ?? []} check={unreadable ?? check.data} readOnly={readOnly} shown={shown} onChange={(yaml) => { draft.change({ kind: 'yaml', yaml }); }} /></Suspense>
          : unreadable !== null ? <p className={classes.note}>{EDITING.unreadable}</p>
            : <RuleForm isNew={running === undefined} onRename={(id) => { void state.rename(rule, id); }} rule={rule} schema={schema.data} lists={lists} policies={policies.data ?? []} readOnly={readOnly} onChange={change} />}
      </div>
      {!removed && <CheckPanel check={unreadable ?? check.data} pending={check.isFetching || draft.edit !== null} rule={rule.id} onShow={show} withoutExamples />}
      {!removed && (
        <ExamplesEditor rule={rule} failed={check.data?.errors.length === 0 ? check.data.examples.failed.filter((each) => each.rule === rule.id) : undefined} stale={draft.edit !== null || check.isFetching} readOnly={readOnly || unreadable !== null || draft.edit?.kind === 'yaml'} onChange={(examples) => { change({ ...rule, examples }); }} />
      )}
    </article>
  );
}
