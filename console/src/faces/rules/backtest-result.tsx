import { useState } from 'react';
import { useBacktestChanges } from '../../api/evidence';
import type { BacktestChange, BacktestResult, ChangeKind, Outcome } from '../../api/rule-types';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { MarkedText } from '../desk/marked-text';
import classes from './backtests-page.module.css';
import pages from '../../styles/page.module.css';
import { number } from '../../words/times';
import { percent } from './figures';
import { AS_TABLE, BACK, BACKTEST, CHANGE_KINDS, MORE, OUTCOMES, troubleWords } from './wording';

const KINDS: readonly ChangeKind[] = ['newly_caught', 'no_longer_caught', 'changed'];

/** What would have been otherwise: numbers, a chart with its table, and every comment behind them. */
export function BacktestResultView({ site, id, result }: { site: string; id: string; result: BacktestResult }) {
  const counts: Readonly<Record<ChangeKind, number>> = { newly_caught: result.newlyCaught, no_longer_caught: result.noLongerCaught, changed: result.changed };
  return (
    <div className={classes.result}>
      <dl className={classes.figures}>
        <div><dt>{CHANGE_KINDS.newly_caught}</dt><dd>{number(result.newlyCaught)}</dd></div>
        <div><dt>{CHANGE_KINDS.no_longer_caught}</dt><dd>{number(result.noLongerCaught)}</dd></div>
        <div><dt>{CHANGE_KINDS.changed}</dt><dd>{number(result.changed)}</dd></div>
        <div><dt>{BACKTEST.unchanged}</dt><dd>{number(result.unchanged)}</dd></div>
        <div><dt>{BACKTEST.precision}</dt><dd>{precision(result.precision.after)} <small>{BACKTEST.was(precision(result.precision.before))}</small></dd></div>
      </dl>
      <p className={pages.soft}>{BACKTEST.size(result)}</p>
      <Outcomes verdicts={result.verdicts} />
      <RuleTable site={site} rules={result.rules} />
      <Changes site={site} id={id} counts={counts} />
    </div>
  );
}

function precision(count: BacktestResult['precision']['after']): string {
  return count === null ? '–' : percent(count.value);
}

function Outcomes({ verdicts }: Pick<BacktestResult, 'verdicts'>) {
  const outcomes = Object.keys(OUTCOMES) as Outcome[];
  const most = Math.max(1, ...outcomes.flatMap((outcome) => [verdicts[outcome].before, verdicts[outcome].after]));
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{BACKTEST.outcomes}</h2>
      <div className={classes.chart} aria-hidden>
        {outcomes.flatMap((outcome) => [
          <p key={`${outcome} word`}>{OUTCOMES[outcome]}</p>,
          ...(['before', 'after'] as const).flatMap((when) => [
            <div key={`${outcome} ${when}`} data-outcome={outcome}><div className={classes.bar} data-when={when} style={{ width: `${String((verdicts[outcome][when] / most) * 100)}%` }} /></div>,
            <span key={`${outcome} ${when} count`} className={classes.count}>{BACKTEST[when]} {number(verdicts[outcome][when])}</span>,
          ]),
        ])}
      </div>
      <details>
        <summary className={pages.soft}>{AS_TABLE}</summary>
        <table className={pages.table}>
          <thead><tr><th scope="col">{BACKTEST.outcome}</th><th scope="col" className={pages.number}>{BACKTEST.before}</th><th scope="col" className={pages.number}>{BACKTEST.after}</th></tr></thead>
          <tbody>{outcomes.map((outcome) => <tr key={outcome}><th scope="row">{OUTCOMES[outcome]}</th><td className={pages.number}>{number(verdicts[outcome].before)}</td><td className={pages.number}>{number(verdicts[outcome].after)}</td></tr>)}</tbody>
        </table>
      </details>
    </section>
  );
}

/** Rules whose hits differ come first; those that matched nothing, then or now, wait behind a button. */
function RuleTable({ site, rules }: { site: string; rules: BacktestResult['rules'] }) {
  const [all, setAll] = useState(false);
  const sorted = [...rules].sort((a, b) => Math.abs(b.hits - b.before) - Math.abs(a.hits - a.before) || b.hits - a.hits);
  const seen = sorted.filter(({ hits, before }) => hits + before > 0);
  if (rules.length === 0) return null;
  return (
    <section className={pages.scroll} aria-labelledby="by-rule">
      <h2 id="by-rule">{BACKTEST.byRule}</h2>
      <table className={pages.table}>
        <thead><tr><th scope="col">{BACKTEST.rule}</th>{BACKTEST.columns.map((words) => <th key={words} scope="col" className={pages.number}>{words}</th>)}</tr></thead>
        <tbody>
          {(all ? sorted : seen).map(({ rule, hits, before, onlyHits, confirmed, overturned, usPerComment }) => (
            <tr key={rule}>
              <th scope="row"><Link className={pages.link} href={hrefOf(site, 'rules', rule)}>{rule}</Link></th>
              {[hits, before, onlyHits, confirmed, overturned].map((count, index) => <td key={index} className={pages.number}>{number(count)}</td>)}
              <td className={pages.number}>{usPerComment === null ? '–' : usPerComment.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {seen.length < sorted.length && !all && <p style={{ paddingTop: '0.5rem' }}><button type="button" className={pages.button} onClick={() => { setAll(true); }}>{BACKTEST.others(sorted.length - seen.length)}</button></p>}
    </section>
  );
}

function Changes({ site, id, counts }: { site: string; id: string; counts: Readonly<Record<ChangeKind, number>> }) {
  const [kind, setKind] = useState<ChangeKind>(KINDS.find((each) => counts[each] > 0) ?? 'newly_caught');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const page = useBacktestChanges(site, id, { kind, cursor: cursors.at(-1) ?? null, wanted: counts[kind] > 0 });
  const choose = (next: ChangeKind): void => { setKind(next); setCursors([]); };
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">{BACKTEST.comments}</h2>
      <div className={classes.kinds} role="tablist" aria-label={BACKTEST.kinds}>
        {KINDS.map((each, index) => (
          <button key={each} type="button" role="tab" id={`kind-${each}`} aria-selected={kind === each} aria-controls="kind-panel" tabIndex={kind === each ? 0 : -1} onClick={() => { choose(each); }} onKeyDown={(event) => {
            const next = event.key === 'ArrowRight' ? KINDS[(index + 1) % 3] : event.key === 'ArrowLeft' ? KINDS[(index + 2) % 3] : undefined;
            if (next !== undefined) { choose(next); document.getElementById(`kind-${next}`)?.focus(); }
          }}>{CHANGE_KINDS[each]} {number(counts[each])}</button>
        ))}
      </div>
      <div id="kind-panel" role="tabpanel" aria-labelledby={`kind-${kind}`} tabIndex={0}>
        {counts[kind] === 0 && <p className={pages.soft} style={{ paddingTop: '0.75rem' }}>{BACKTEST.none}</p>}
        {page.isError && <p className={pages.trouble} role="alert">{troubleWords(page.error)}</p>}
        {counts[kind] > 0 && <ul className={classes.changes}>{page.data?.items.map((change) => <Changed key={`${change.commentId} ${String(change.revision)}`} change={change} />)}</ul>}
        {page.data !== undefined && counts[kind] > 0 && (
          <div className={pages.buttons} style={{ paddingTop: '0.75rem' }}>
            {cursors.length > 0 && <button type="button" className={pages.button} onClick={() => { setCursors(cursors.slice(0, -1)); }}>{BACK}</button>}
            {page.data.nextCursor !== null && <button type="button" className={pages.button} onClick={() => { setCursors([...cursors, page.data.nextCursor ?? '']); }}>{MORE}</button>}
          </div>
        )}
      </div>
    </section>
  );
}

function Changed({ change: { body, before, after, primaryRule, hits, decided } }: { change: BacktestChange }) {
  return (
    <li>
      <header><b>{OUTCOMES[before]} → {OUTCOMES[after]}</b>{primaryRule !== null && <span>{primaryRule}</span>}{decided !== null && <span>{BACKTEST.decided[decided]}</span>}</header>
      {body === null ? <p className={pages.soft}>{BACKTEST.erased}</p> : <MarkedText text={body} hits={hits} />}
    </li>
  );
}
