import { useState } from 'react';
import type { RuleDetail, RuleStats } from '../../api/rule-types';
import { useRuleDetail } from '../../api/evidence';
import { ago, exactTime } from '../desk/wording';
import classes from './rule-evidence.module.css';
import { DayChart } from './sparkline';
import { percent, plural, precisionTitle, precisionWords } from './wording';

/** What the rule did in the last seven days, and what people made of it. */
export function RuleEvidence({ site, stats }: { site: string; stats: RuleStats }) {
  const [open, setOpen] = useState(false);
  const detail = useRuleDetail(site, stats.rule, open);
  const noisy = stats.flags.includes('noisy');
  return (
    <section className={classes.evidence} aria-label="Evidence, last seven days">
      <dl className={classes.numbers}>
        <div><dt>Hits, 7 days</dt><dd>{stats.hits.toLocaleString()}{stats.hitRate === 0 ? '' : <span className={classes.soft}> {percent(stats.hitRate)}</span>}</dd></div>
        <div><dt>Precision</dt><dd className={noisy ? classes.noisy : undefined} title={precisionTitle(stats)}>{precisionWords(stats)}{noisy ? ' noisy' : ''}</dd></div>
        <div><dt>Decided by people</dt><dd>{stats.confirmed.toLocaleString()} <span className={classes.soft}>right</span> {stats.overturned.toLocaleString()} <span className={classes.soft}>wrong</span>{stats.pending > 0 && <> {stats.pending.toLocaleString()} <span className={classes.soft}>waiting</span></>}</dd></div>
        <div><dt>Alone</dt><dd title="Hits of this rule on comments that no other rule matched">{stats.onlyHits.toLocaleString()}</dd></div>
        <div><dt>Last hit</dt><dd>{stats.lastHit === null ? '–' : <time dateTime={stats.lastHit} title={exactTime(stats.lastHit)}>{ago(stats.lastHit)}</time>}</dd></div>
        {stats.errors > 0 && <div><dt>Failures</dt><dd className={classes.noisy}>{stats.errors.toLocaleString()}</dd></div>}
      </dl>
      <details onToggle={(event) => { setOpen(event.currentTarget.open); }}>
        <summary>Day by day, and by what matched</summary>
        <div className={classes.detail}>
          <DayChart days={stats.perDay} label={`Hits of ${stats.rule} per day`} />
          <Entries entries={detail.data?.entries} loading={detail.isPending} />
        </div>
      </details>
    </section>
  );
}

function Entries({ entries, loading }: { entries: RuleDetail['entries'] | undefined; loading: boolean }) {
  if (entries === undefined) return <p className={classes.soft}>{loading ? '' : 'What matched could not be loaded.'}</p>;
  if (entries.length === 0) return <p className={classes.soft}>No word or pattern has matched in these days.</p>;
  return (
    <table className={classes.table}>
      <caption>What matched, most frequent first</caption>
      <thead><tr><th scope="col">Entry</th><th scope="col">Hits</th><th scope="col">Right</th><th scope="col">Wrong</th></tr></thead>
      <tbody>{entries.slice(0, 20).map(({ entry, hits, confirmed, overturned }) => <tr key={entry} data-noisy={overturned > confirmed ? '' : undefined}><th scope="row" title={plural(hits, 'hit')}>{entry}</th><td>{hits.toLocaleString()}</td><td>{confirmed}</td><td>{overturned}</td></tr>)}</tbody>
    </table>
  );
}
