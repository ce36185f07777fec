import { useState } from 'react';
import { cancelBacktest, startBacktest, useBacktest, useBacktests } from '../../api/evidence';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { ago, number } from '../../words/times';
import { BacktestResultView } from './backtest-result';
import classes from './backtests-page.module.css';
import pages from '../../styles/page.module.css';
import type { RulesState } from './use-rules';
import { BACKTEST, CHANGE_KINDS, troubleWords } from './wording';

const DAY_MS = 86_400_000;

/** What the draft would have done to comments of the past, before it touches any of the present. */
export function BacktestsPage({ state, id }: { state: RulesState; id: string | null }) {
  return id === null ? <Runs state={state} /> : <Run key={id} state={state} id={id} />;
}

function Runs({ state }: { state: RulesState }) {
  const { site, mayEdit, draft } = state;
  const runs = useBacktests(site);
  const [days, setDays] = useState('7');
  const start = async (): Promise<void> => {
    try {
      await draft.flush();
      const from = days === '' ? {} : { from: new Date(Date.now() - Number(days) * DAY_MS).toISOString() };
      const { id } = await startBacktest(site, { against: 'draft', ...from });
      navigate(hrefOf(site, 'rules', '~backtests', id));
    } catch (error) {
      state.say({ tone: 'trouble', text: BACKTEST.notStarted(error) });
    }
  };
  return (
    <article className={pages.page} aria-labelledby="backtests">
      <h1 id="backtests">{BACKTEST.title}</h1>
      <p className={pages.lead}>{BACKTEST.lead}</p>
      {mayEdit && (
        <form className={pages.buttons} onSubmit={(event) => { event.preventDefault(); void start(); }}>
          <label className={pages.pick}>{BACKTEST.over} <select value={days} onChange={(event) => { setDays(event.currentTarget.value); }}>{BACKTEST.days.map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>
          <button type="submit" className={pages.main}>{BACKTEST.start}</button>
        </form>
      )}
      {runs.isError && <p className={pages.trouble} role="alert">{troubleWords(runs.error)}</p>}
      {runs.data?.items.length === 0 && <p className={pages.soft}>{BACKTEST.empty}</p>}
      {runs.data !== undefined && runs.data.items.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">{BACKTEST.what}</th><th scope="col">{BACKTEST.state}</th><th scope="col" className={pages.number}>{BACKTEST.judged}</th><th scope="col" className={pages.number}>{CHANGE_KINDS.newly_caught}</th><th scope="col" className={pages.number}>{CHANGE_KINDS.no_longer_caught}</th></tr></thead>
            <tbody>
              {runs.data.items.map((run) => (
                <tr key={run.id}>
                  <th scope="row"><Link className={pages.link} href={hrefOf(site, 'rules', '~backtests', run.id)}>{BACKTEST.name(run)}</Link>{` ${ago(run.createdAt)}`}</th>
                  <td>{BACKTEST.status[run.status]}</td>
                  <td className={pages.number}>{number(run.progress.judged)}</td>
                  <td className={pages.number}>{run.result === undefined ? '' : number(run.result.newlyCaught)}</td>
                  <td className={pages.number}>{run.result === undefined ? '' : number(run.result.noLongerCaught)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}

function Run({ state, id }: { state: RulesState; id: string }) {
  const { site } = state;
  const run = useBacktest(site, id);
  const cancel = async (): Promise<void> => {
    try {
      await cancelBacktest(site, id);
      await run.refetch();
    } catch (error) {
      state.say({ tone: 'trouble', text: BACKTEST.notCancelled(error) });
    }
  };
  const { data } = run;
  const under = data?.status === 'running' || data?.status === 'waiting';
  return (
    <article className={pages.page} aria-labelledby="backtest">
      <div className={pages.head}>
        <h1 id="backtest">{BACKTEST.heading(data)}</h1>
        <Link className={`${pages.link} ${pages.soft}`} href={hrefOf(site, 'rules', '~backtests')}>{BACKTEST.all}</Link>
      </div>
      {run.isError && <p className={pages.trouble} role="alert">{troubleWords(run.error)}</p>}
      {data !== undefined && under && (
        <div className={classes.progress}>
          <label htmlFor="progress">{BACKTEST.progress(data)}</label>
          <progress id="progress" max={Math.max(1, data.progress.total ?? 1)} value={data.progress.total === null ? undefined : data.progress.judged} />
          {state.mayEdit && <button type="button" className={pages.button} onClick={() => void cancel()}>{BACKTEST.cancel}</button>}
        </div>
      )}
      {data?.status === 'cancelled' && <p className={pages.trouble}>{BACKTEST.cancelled(data)}</p>}
      {data?.status === 'failed' && <p className={pages.trouble} role="alert">{BACKTEST.failed(data)}</p>}
      <div role="status" aria-live="polite">{data?.status === 'done' && data.result !== undefined ? <BacktestResultView site={site} id={id} result={data.result} /> : null}</div>
    </article>
  );
}
