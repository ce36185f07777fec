import { useState } from 'react';
import { cancelBacktest, startBacktest, useBacktest, useBacktests } from '../../api/evidence';
import type { Backtest } from '../../api/rule-types';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { ago } from '../desk/wording';
import { BacktestResultView } from './backtest-result';
import classes from './backtests-page.module.css';
import pages from './page.module.css';
import type { RulesState } from './use-rules';
import { plural, troubleWords } from './wording';

const STATUS: Readonly<Record<Backtest['status'], string>> = { waiting: 'waits for its turn', running: 'is running', done: 'done', cancelled: 'cancelled', failed: 'failed' };
const DAYS = [['1', 'the last day'], ['7', 'the last 7 days'], ['30', 'the last 30 days'], ['', 'everything there is']] as const;
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
      state.say({ tone: 'trouble', text: `The backtest did not start: ${troubleWords(error)}` });
    }
  };
  return (
    <article className={pages.page} aria-labelledby="backtests">
      <h1 id="backtests">Backtests</h1>
      <p className={pages.lead}>A backtest judges stored comments again with the draft and says what would have been otherwise. Nothing happens to the comments.</p>
      {mayEdit && (
        <form className={pages.buttons} onSubmit={(event) => { event.preventDefault(); void start(); }}>
          <label className={pages.pick}>The draft on <select value={days} onChange={(event) => { setDays(event.currentTarget.value); }}>{DAYS.map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>
          <button type="submit" className={pages.main}>Start a backtest</button>
        </form>
      )}
      {runs.isError && <p className={pages.trouble} role="alert">{troubleWords(runs.error)}</p>}
      {runs.data?.items.length === 0 && <p className={pages.soft}>There has been none yet.</p>}
      {runs.data !== undefined && runs.data.items.length > 0 && (
        <div className={pages.scroll}>
          <table className={pages.table}>
            <thead><tr><th scope="col">What</th><th scope="col">State</th><th scope="col" className={pages.number}>Comments</th><th scope="col" className={pages.number}>Newly caught</th><th scope="col" className={pages.number}>No longer</th></tr></thead>
            <tbody>
              {runs.data.items.map((run) => (
                <tr key={run.id}>
                  <th scope="row"><Link className={pages.link} href={hrefOf(site, 'rules', '~backtests', run.id)}>{title(run)}</Link>{` ${ago(run.createdAt)}`}</th>
                  <td>{STATUS[run.status]}</td>
                  <td className={pages.number}>{run.progress.judged.toLocaleString()}</td>
                  <td className={pages.number}>{run.result?.newlyCaught.toLocaleString() ?? ''}</td>
                  <td className={pages.number}>{run.result?.noLongerCaught.toLocaleString() ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </article>
  );
}

function title({ against, basedOn }: Backtest): string {
  return `${against === 'draft' ? 'Draft' : `Version ${String(against)}`} against version ${String(basedOn)}`;
}

function Run({ state, id }: { state: RulesState; id: string }) {
  const { site } = state;
  const run = useBacktest(site, id);
  const cancel = async (): Promise<void> => {
    try {
      await cancelBacktest(site, id);
      await run.refetch();
    } catch (error) {
      state.say({ tone: 'trouble', text: `Not cancelled: ${troubleWords(error)}` });
    }
  };
  const { data } = run;
  const under = data?.status === 'running' || data?.status === 'waiting';
  return (
    <article className={pages.page} aria-labelledby="backtest">
      <div className={pages.head}>
        <h1 id="backtest">Backtest{data === undefined ? '' : `: ${title(data).toLowerCase()}`}</h1>
        <Link className={`${pages.link} ${pages.soft}`} href={hrefOf(site, 'rules', '~backtests')}>All backtests</Link>
      </div>
      {run.isError && <p className={pages.trouble} role="alert">{troubleWords(run.error)}</p>}
      {data !== undefined && under && (
        <div className={classes.progress}>
          <label htmlFor="progress">{data.status === 'waiting' ? 'Waits for its turn' : data.progress.total !== null ? `${data.progress.judged.toLocaleString()} of ${plural(data.progress.total, 'comment')}` : 'Begins'}</label>
          <progress id="progress" max={Math.max(1, data.progress.total ?? 1)} value={data.progress.total === null ? undefined : data.progress.judged} />
          {state.mayEdit && <button type="button" className={pages.button} onClick={() => void cancel()}>Cancel</button>}
        </div>
      )}
      {data?.status === 'cancelled' && <p className={pages.trouble}>It was cancelled after {plural(data.progress.judged, 'comment')}.</p>}
      {data?.status === 'failed' && <p className={pages.trouble} role="alert">It failed. {data.failure ?? 'Check the draft for errors, then start it again.'}</p>}
      <div role="status" aria-live="polite">{data?.status === 'done' && data.result != null ? <BacktestResultView site={site} id={id} result={data.result} /> : null}</div>
    </article>
  );
}
