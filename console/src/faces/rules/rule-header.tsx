import { useState } from 'react';
import { ApiError } from '../../api/client';
import type { Rule, RuleMode, RuleStats } from '../../api/rule-types';
import { type ModeSwitch, useSetMode } from '../../api/rules';
import { ago, exactTime } from '../desk/wording';
import { ModeMark } from './mode-mark';
import classes from './rule-header.module.css';
import type { RulesState } from './use-rules';
import { FLAGS, MODES, troubleWords } from './wording';

interface Props {
  readonly state: RulesState;
  readonly rule: Rule;
  readonly running: Rule | undefined;
  readonly stats: RuleStats | undefined;
  readonly removed: boolean;
}

/** The modes that one click leads to, by the mode that runs. */
const STEPS: Readonly<Record<RuleMode, readonly (readonly [mode: ModeSwitch['mode'], label: string])[]>> = {
  active: [['shadow', 'Back to shadow'], ['paused', 'Pause']],
  shadow: [['active', 'Promote'], ['paused', 'Pause']],
  paused: [['shadow', 'Run in shadow'], ['active', 'Run']],
  draft: [],
};

export function RuleHeader({ state, rule, running, stats, removed }: Props) {
  const mode = running?.mode ?? 'draft';
  const version = state.running.data;
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1 id="rule-name">{rule.name}</h1>
        <p className={classes.line}>
          <span className={classes.mode}><ModeMark mode={mode} /> {running === undefined ? 'new, not published' : MODES[mode]}</span>
          <code>{rule.id}</code>
          {version !== undefined && running !== undefined && <span>version {version.version}{version.publishedBy === null ? '' : ` by ${version.publishedBy.name}`}, <time dateTime={version.createdAt} title={exactTime(version.createdAt)}>{ago(version.createdAt)}</time></span>}
          {(stats?.flags ?? []).map((flag) => <span key={flag} className={flag === 'young' ? classes.young : classes.flag} title={FLAGS[flag].means}>{FLAGS[flag].word}</span>)}
        </p>
      </div>
      {state.mayEdit && <Steps state={state} rule={rule} running={running} removed={removed} />}
    </header>
  );
}

function Steps({ state, rule, running, removed }: Pick<Props, 'state' | 'rule' | 'running' | 'removed'>) {
  const setMode = useSetMode(state.site);
  const [refused, setRefused] = useState<{ readonly mode: ModeSwitch['mode']; readonly words: string } | null>(null);
  const [reason, setReason] = useState('');
  const go = (mode: ModeSwitch['mode'], override: string | null): void => {
    setRefused(null);
    setMode.mutate({ id: rule.id, mode, note: `${rule.name}: ${MODES[running?.mode ?? 'draft']} → ${MODES[mode]}`, reason: override }, {
      onSuccess: ({ version }) => { state.say({ tone: 'done', text: `Version ${String(version)} runs: “${rule.name}” is now ${MODES[mode]}.` }); setReason(''); },
      onError: (error) => {
        if (error instanceof ApiError && error.status === 422) setRefused({ mode, words: troubleWords(error) });
        else state.say({ tone: 'trouble', text: `Not changed: ${troubleWords(error)}` });
      },
    });
  };
  return (
    <>
      <div className={classes.steps}>
        {running !== undefined && STEPS[running.mode].map(([mode, label]) => <button key={mode} type="button" disabled={setMode.isPending} className={label === 'Promote' ? classes.promote : undefined} title="Publishes a version in which only the mode of this rule is another" onClick={() => { go(mode, null); }}>{label}</button>)}
        {removed ? null : <button type="button" className={classes.quiet} onClick={() => { void state.remove(rule.id); }}>Remove from draft</button>}
      </div>
      {refused !== null && (
        <form className={classes.refused} onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== '') go(refused.mode, reason.trim()); }}>
          <p role="alert">{refused.words}</p>
          <label>Reason to do it all the same <input type="text" value={reason} maxLength={300} onChange={(event) => { setReason(event.currentTarget.value); }} /></label>
          <button type="submit" disabled={reason.trim() === ''}>Do it all the same</button>
          <button type="button" onClick={() => { setRefused(null); }}>Leave it</button>
        </form>
      )}
    </>
  );
}
