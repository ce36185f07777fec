import { useState } from 'react';
import { ApiError } from '../../api/client';
import type { Rule, RuleMode, RuleStats } from '../../api/rule-types';
import { type ModeSwitch, useSetMode } from '../../api/rules';
import { ago, exactTime } from '../../words/times';
import { ModeMark } from './mode-mark';
import classes from './rule-header.module.css';
import { Sentence } from './sentence';
import type { RulesState } from './use-rules';
import { FLAGS, HEADER, MODES, troubleWords } from './wording';

interface Props {
  readonly state: RulesState;
  readonly rule: Rule;
  readonly running: Rule | undefined;
  readonly stats: RuleStats | undefined;
  readonly removed: boolean;
}

/** The modes that one click leads to, by the mode that runs. */
const STEPS: Readonly<Record<RuleMode, readonly ModeSwitch['mode'][]>> = { active: ['shadow', 'paused'], shadow: ['active', 'paused'], paused: ['shadow', 'active'], draft: [] };

export function RuleHeader({ state, rule, running, stats, removed }: Props) {
  const mode = running?.mode ?? 'draft';
  const version = state.running.data;
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <h1 id="rule-name">{rule.name}</h1>
        <p className={classes.line}>
          <span className={classes.mode}><ModeMark mode={mode} /> {running === undefined ? HEADER.fresh : MODES[mode]}</span>
          <code>{rule.id}</code>
          {version !== undefined && running !== undefined && <span>{HEADER.version(version.version, version.publishedBy?.name ?? null)} <time dateTime={version.createdAt} title={exactTime(version.createdAt)}>{ago(version.createdAt)}</time></span>}
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
    setMode.mutate({ id: rule.id, mode, note: HEADER.note(rule.name, running?.mode ?? 'draft', mode), reason: override }, {
      onSuccess: ({ version }) => { state.say({ tone: 'done', text: HEADER.done(version, rule.name, mode) }); setReason(''); },
      onError: (error) => {
        if (error instanceof ApiError && error.status === 422) setRefused({ mode, words: troubleWords(error) });
        else state.say({ tone: 'trouble', text: HEADER.notDone(error) });
      },
    });
  };
  return (
    <>
      <div className={classes.steps}>
        {running !== undefined && STEPS[running.mode].map((mode) => <button key={mode} type="button" disabled={setMode.isPending} className={running.mode === 'shadow' && mode === 'active' ? classes.promote : undefined} title={HEADER.stepMeans} onClick={() => { go(mode, null); }}>{HEADER.step(running.mode, mode)}</button>)}
        {removed ? null : <button type="button" className={classes.quiet} onClick={() => { void state.remove(rule.id); }}>{HEADER.remove}</button>}
      </div>
      {refused !== null && (
        <form className={classes.refused} onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== '') go(refused.mode, reason.trim()); }}>
          <p role="alert"><Sentence text={refused.words} /></p>
          <label>{HEADER.reason} <input type="text" value={reason} maxLength={300} onChange={(event) => { setReason(event.currentTarget.value); }} /></label>
          <button type="submit" disabled={reason.trim() === ''}>{HEADER.allTheSame}</button>
          <button type="button" onClick={() => { setRefused(null); }}>{HEADER.leave}</button>
        </form>
      )}
    </>
  );
}
