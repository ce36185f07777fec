import type { RuleMode, RuleStats } from '../../api/rule-types';
import { Scatter } from '../../charts/scatter';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { ModeMark } from './mode-mark';
import classes from './overview.module.css';
import pages from '../../styles/page.module.css';
import { number } from '../../words/times';
import { isReady } from './promotion';
import { Report, StarterNews } from './report-sections';
import type { RulesState } from './use-rules';
import { precisionWords } from './figures';
import { AS_TABLE, BACKTEST, FLAGS, OVERVIEW, precisionTitle } from './wording';

/** What deserves a look today: rules that people contradict, that never hit, that are ready to act. */
export function Overview({ state }: { state: RulesState }) {
  const { site, stats, rules, running } = state;
  const items = (stats.data?.items ?? []).flatMap((each) => (each.mode === 'gone' ? [] : [{ ...each, mode: each.mode }]));
  const trouble = items.filter(({ flags }) => flags.some((flag) => flag !== 'young'));
  const ready = items.filter(isReady);
  return (
    <article className={pages.page} aria-labelledby="overview">
      <h1 id="overview">{OVERVIEW.title}</h1>
      <p className={pages.lead}>{rules === undefined ? '' : OVERVIEW.rules(rules.filter(({ mode }) => mode === 'active').length, rules.filter(({ mode }) => mode === 'shadow').length)} {stats.data === undefined ? '' : OVERVIEW.judged(stats.data.evaluated, running.data?.version ?? 0)}</p>
      <section aria-labelledby="attention">
        <h2 id="attention">{OVERVIEW.attention}</h2>
        {stats.data !== undefined && trouble.length === 0 && <p className={pages.soft}>{OVERVIEW.quiet}</p>}
        <ul className={classes.list}>{trouble.map((each) => <Item key={each.rule} site={site} stats={each} words={each.flags.filter((flag) => flag !== 'young').map((flag) => FLAGS[flag].means).join(' ')} />)}</ul>
      </section>
      {ready.length > 0 && (
        <section aria-labelledby="ready">
          <h2 id="ready">{OVERVIEW.ready}</h2>
          <ul className={classes.list}>{ready.map((each) => <Item key={each.rule} site={site} stats={each} words={OVERVIEW.watched(each)} />)}</ul>
        </section>
      )}
      <StarterNews state={state} />
      <Report state={state} />
      {items.length > 0 && <RulesScatter site={site} items={items} />}
    </article>
  );
}

function Item({ site, stats, words }: { site: string; stats: RuleStats & { mode: RuleMode }; words: string }) {
  return (
    <li>
      <Link className={classes.item} href={hrefOf(site, 'rules', stats.rule)}>
        <ModeMark mode={stats.mode} /> <b>{stats.name}</b> <span className={pages.soft}>{words} {stats.confirmed + stats.overturned > 0 ? OVERVIEW.otherwise(stats) : ''}</span>
      </Link>
    </li>
  );
}

/** Precision over hits: noisy rules stand out at the lower right. The list beside is its table. */
function RulesScatter({ site, items }: { site: string; items: readonly RuleStats[] }) {
  const seen = items.flatMap((each) => (each.precision === null || each.hits === 0 ? [] : [{ ...each, precision: each.precision }]));
  if (seen.length < 2) return null;
  const points = seen.map((each) => ({
    key: each.rule,
    label: each.rule,
    words: `${OVERVIEW.point(each.name, each.hits, each.precision.value)}. ${precisionTitle(each)}`,
    count: each.hits,
    share: each.precision.value,
    low: each.precision.low,
    high: each.precision.high,
    marked: each.flags.includes('noisy'),
    href: hrefOf(site, 'rules', each.rule),
  }));
  return (
    <section aria-labelledby="scatter">
      <h2 id="scatter">{OVERVIEW.scatter}</h2>
      <Scatter label={OVERVIEW.scatter} points={points} across={OVERVIEW.axis} up={OVERVIEW.up} />
      <details>
        <summary className={pages.soft}>{AS_TABLE}</summary>
        <table className={pages.table}>
          <thead><tr><th scope="col">{BACKTEST.rule}</th>{OVERVIEW.columns.map((words) => <th key={words} scope="col" className={pages.number}>{words}</th>)}</tr></thead>
          <tbody>{seen.map((each) => <tr key={each.rule}><th scope="row"><Link className={pages.link} href={hrefOf(site, 'rules', each.rule)}>{each.rule}</Link></th><td className={pages.number}>{number(each.hits)}</td><td className={pages.number}>{each.confirmed}</td><td className={pages.number}>{each.overturned}</td><td className={pages.number}>{precisionWords(each)}</td></tr>)}</tbody>
        </table>
      </details>
    </section>
  );
}
