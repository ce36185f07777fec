import { useState } from 'react';
import type { RuleDetail, RuleStats } from '../../api/rule-types';
import { useRuleDetail } from '../../api/evidence';
import { ago, exactTime, number } from '../../words/times';
import { decisionsOn, ENOUGH_DECISIONS, ENOUGH_PRECISION, isReady } from './promotion';
import classes from './rule-evidence.module.css';
import { DayChart } from './sparkline';
import { percent, precisionWords } from './figures';
import { EVIDENCE, FLAGS, hitCount, HITS_7, precisionTitle } from './wording';

/** What the rule did in the last seven days, and what people made of it. */
export function RuleEvidence({ site, stats }: { site: string; stats: RuleStats }) {
  const [open, setOpen] = useState(false);
  const detail = useRuleDetail(site, stats.rule, open);
  const noisy = stats.flags.includes('noisy');
  return (
    <section className={classes.evidence} aria-label={EVIDENCE.label}>
      <dl className={classes.numbers}>
        <div><dt>{HITS_7}</dt><dd>{number(stats.hits)}{stats.hitRate === 0 ? '' : <span className={classes.soft}> {percent(stats.hitRate)}</span>}</dd></div>
        <div><dt>{EVIDENCE.precision}</dt><dd className={noisy ? classes.noisy : undefined} title={precisionTitle(stats)}>{precisionWords(stats)}{noisy ? ` ${FLAGS.noisy.word}` : ''}</dd></div>
        <div><dt>{EVIDENCE.decided}</dt><dd>{number(stats.confirmed)} <span className={classes.soft}>{EVIDENCE.right}</span> {number(stats.overturned)} <span className={classes.soft}>{EVIDENCE.wrong}</span>{stats.pending > 0 && <> {number(stats.pending)} <span className={classes.soft}>{EVIDENCE.waiting}</span></>}</dd></div>
        <div><dt>{EVIDENCE.alone}</dt><dd title={EVIDENCE.aloneMeans}>{number(stats.onlyHits)}</dd></div>
        <div><dt>{EVIDENCE.last}</dt><dd>{stats.lastHit === null ? '–' : <time dateTime={stats.lastHit} title={exactTime(stats.lastHit)}>{ago(stats.lastHit)}</time>}</dd></div>
        {stats.errors > 0 && <div><dt>{EVIDENCE.failures}</dt><dd className={classes.noisy}>{number(stats.errors)}</dd></div>}
      </dl>
      {stats.mode === 'shadow' && <p className={isReady(stats) ? classes.ready : classes.watching}>{isReady(stats) ? EVIDENCE.ready : EVIDENCE.watching(decisionsOn(stats), ENOUGH_DECISIONS, ENOUGH_PRECISION)}</p>}
      <details onToggle={(event) => { setOpen(event.currentTarget.open); }}>
        <summary>{EVIDENCE.more}</summary>
        <div className={classes.detail}>
          <DayChart days={stats.perDay} label={EVIDENCE.perDay(stats.rule)} />
          <Entries entries={detail.data?.entries} loading={detail.isPending} />
        </div>
      </details>
    </section>
  );
}

function Entries({ entries, loading }: { entries: RuleDetail['entries'] | undefined; loading: boolean }) {
  if (entries === undefined) return <p className={classes.soft}>{loading ? '' : EVIDENCE.notLoaded}</p>;
  if (entries.length === 0) return <p className={classes.soft}>{EVIDENCE.noEntries}</p>;
  return (
    <table className={classes.table}>
      <caption>{EVIDENCE.entries}</caption>
      <thead><tr>{EVIDENCE.columns.map((words) => <th key={words} scope="col">{words}</th>)}</tr></thead>
      <tbody>{entries.slice(0, 20).map(({ entry, hits, confirmed, overturned }) => <tr key={entry} data-noisy={overturned > confirmed ? '' : undefined}><th scope="row" title={hitCount(hits)}>{entry}</th><td>{number(hits)}</td><td>{confirmed}</td><td>{overturned}</td></tr>)}</tbody>
    </table>
  );
}
