import { useState } from 'react';
import { ApiError } from '../../api/client';
import type { RuleMode, RuleSetDiff } from '../../api/rule-types';
import { resetDraft, useDiff, usePublish } from '../../api/rules';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { CheckPanel } from './check-panel';
import { lineDiff } from './line-diff';
import pages from '../../styles/page.module.css';
import classes from './publish-page.module.css';
import { ruleText } from './rule-text';
import { TextDiff } from './text-diff';
import type { RulesState } from './use-rules';
import { CHECK, DRAFT, MODES, PUBLISH, troubleWords } from './wording';

/** The last look before it counts: what changes, whether it holds, in which mode it goes out, and why. */
export function PublishPage({ state }: { state: RulesState }) {
  const { draft, check, running, site } = state;
  const version = running.data?.version;
  const diff = useDiff(site, version, 'draft', String(draft.saved?.version ?? ''));
  const publish = usePublish(site);
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const refused = publish.error instanceof ApiError && publish.error.status === 422;
  const ok = check.data?.ok === true && draft.edit === null && !check.isPlaceholderData;
  const needsReason = refused && ok;
  const changed = diff.data?.rules.filter(({ change }) => change !== 'removed') ?? [];
  const nothing = diff.data !== undefined && diff.data.rules.length + diff.data.lists.length === 0 && draft.edit === null;
  const over = version !== undefined && draft.saved !== undefined && draft.saved.isChanged && draft.saved.basedOn !== version ? version : null;
  const send = (): void => {
    const seen = draft.saved;
    if (seen === undefined) return;
    publish.mutate({ note: note.trim(), reason: needsReason ? reason.trim() : null, replaces: over, seen }, {
      onSuccess: ({ version: made }) => {
        state.say({ tone: 'done', text: PUBLISH.done(made) });
        navigate(hrefOf(site, 'rules', changed[0]?.id ?? '~versions'));
      },
    });
  };
  const forget = async (): Promise<void> => {
    try {
      if (draft.saved !== undefined) draft.keep(await resetDraft(site, draft.saved));
      state.say({ tone: 'done', text: PUBLISH.forgotten(version) });
    } catch (error) {
      state.say({ tone: 'trouble', text: PUBLISH.notForgotten(error) });
    }
  };
  return (
    <article className={pages.page} aria-labelledby="publish">
      <div className={pages.head}>
        <h1 id="publish">{DRAFT.publish}</h1>
        {draft.saved?.isChanged === true && state.mayEdit && <button type="button" className={pages.button} onClick={() => void forget()}>{PUBLISH.forget}</button>}
      </div>
      {nothing ? <p className={pages.lead}>{PUBLISH.nothing(version)}</p> : (
        <>
          {over !== null && draft.saved !== undefined && <p className={pages.trouble} role="status">{PUBLISH.over(over, draft.saved.basedOn)}</p>}
          <Changes state={state} diff={diff.data} />
          <section aria-labelledby="checks">
            <h2 id="checks">{PUBLISH.checks}</h2>
            <CheckPanel check={check.data} pending={check.isFetching || draft.edit !== null} rule={null} onShow={({ rule }) => { if (rule !== undefined) navigate(hrefOf(site, 'rules', rule)); }} />
            {check.data !== undefined && <p className={pages.soft}>{PUBLISH.examples(check.data.examples)}</p>}
          </section>
          {diff.data !== undefined && diff.data.text !== '' && <details><summary className={classes.summary}>{PUBLISH.file}</summary><TextDiff text={diff.data.text} label={PUBLISH.fileLabel} /></details>}
          {state.mayEdit && (
            <form className={classes.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
              <label className={pages.field}>{PUBLISH.note} <span className={pages.hint}>{PUBLISH.noteHint}</span><input type="text" required maxLength={300} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} /></label>
              {publish.isError && <p className={pages.trouble} role="alert">{conflictWords(publish.error)}</p>}
              {needsReason && <label className={pages.field}>{PUBLISH.reason} <span className={pages.hint}>{PUBLISH.reasonHint}</span><input type="text" value={reason} maxLength={300} onChange={(event) => { setReason(event.currentTarget.value); }} /></label>}
              <div className={pages.buttons}>
                <button type="submit" className={pages.main} disabled={!ok || publish.isPending || note.trim() === '' || (needsReason && reason.trim() === '')}>{needsReason ? PUBLISH.allTheSame : over !== null ? PUBLISH.publishOver(over) : PUBLISH.publish}</button>
                {!ok && <span className={pages.soft}>{draft.edit !== null || check.isFetching ? CHECK.checking : PUBLISH.mend}</span>}
                {ok && note.trim() === '' && <span className={pages.soft}>{PUBLISH.say}</span>}
              </div>
            </form>
          )}
        </>
      )}
    </article>
  );
}

function conflictWords(error: unknown): string {
  return error instanceof ApiError && error.status === 412 ? PUBLISH.moved : troubleWords(error);
}

function Changes({ state, diff }: { state: RulesState; diff: RuleSetDiff | undefined }) {
  const { draft, site } = state;
  if (diff === undefined) return <div className={classes.skeleton} />;
  const setMode = (id: string, mode: RuleMode): void => {
    const rule = draft.document?.rules.find((each) => each.id === id);
    if (rule !== undefined) draft.change({ kind: 'rule', rule: { ...rule, mode } });
  };
  return (
    <section aria-label={PUBLISH.changes} className={classes.changes}>
      {diff.rules.map(({ id, change, before, after, fields }) => {
        const now = draft.document?.rules.find((each) => each.id === id);
        return (
          <div key={id} className={classes.change}>
            <div className={pages.head}>
              <h2><Link className={pages.link} href={hrefOf(site, 'rules', id)}>{nameOf(after) ?? nameOf(before) ?? id}</Link> <span className={pages.soft}>{PUBLISH.change(change, fields)}</span></h2>
              {change !== 'removed' && now !== undefined && (
                <label className={classes.mode}>{PUBLISH.mode} <select disabled={!state.mayEdit} value={now.mode} onChange={(event) => { setMode(id, event.currentTarget.value as RuleMode); }}>{(['shadow', 'active', 'paused', 'draft'] as const).map((mode) => <option key={mode} value={mode}>{MODES[mode]}</option>)}</select></label>
              )}
            </div>
            {change === 'changed' && <TextDiff text={lineDiff(ruleText(before), ruleText(after))} label={PUBLISH.ruleLabel(id)} />}
          </div>
        );
      })}
      {diff.lists.map(({ id, change, added, removed }) => <p key={id}>{PUBLISH.list} <Link className={pages.link} href={hrefOf(site, 'rules', '~lists', id)}>{id}</Link> <span className={pages.soft}>{PUBLISH.listChange(change, added, removed)}</span></p>)}
    </section>
  );
}

function nameOf(rule: Readonly<Record<string, unknown>> | null | undefined): string | null {
  const name = rule?.['name'];
  return typeof name === 'string' ? name : null;
}
