import { useRef, useState } from 'react';
import type { Rule, RuleMode, RuleStats } from '../../api/rule-types';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { useKeys } from '../../shell/use-keys';
import { ModeMark } from './mode-mark';
import { isReady } from './promotion';
import classes from './rule-list.module.css';
import { Sparkline } from './sparkline';
import { precisionWords, short } from './figures';
import { CHANGES, FLAGS, hitCount, MODES, precisionTitle, RULE_LIST } from './wording';

/** A rule as the list shows it: how it runs now, and what the draft makes of it. */
export interface ListedRule {
  readonly id: string;
  readonly name: string;
  /** The mode it runs in; null: it does not run yet. */
  readonly mode: RuleMode | null;
  readonly change: 'added' | 'removed' | 'changed' | null;
  readonly stats: RuleStats | undefined;
}

/** Everything that runs or is drafted, in the order of the draft; what needs a look comes first. */
export function listedRules(running: readonly Rule[], draft: readonly Rule[], stats: readonly RuleStats[] | undefined): ListedRule[] {
  const runs = new Map(running.map((rule) => [rule.id, rule]));
  const counted = new Map(stats?.map((each) => [each.rule, each]));
  const drafted = new Set(draft.map(({ id }) => id));
  const listed = [...draft, ...running.filter(({ id }) => !drafted.has(id))].map((rule): ListedRule => {
    const now = runs.get(rule.id);
    const change = now === undefined ? 'added' : !drafted.has(rule.id) ? 'removed' : sameRule(now, rule) ? null : 'changed';
    return { id: rule.id, name: rule.name, mode: now?.mode ?? null, change, stats: counted.get(rule.id) };
  });
  return [...listed.filter(needsLook), ...listed.filter((rule) => !needsLook(rule))];
}

function needsLook({ stats }: ListedRule): boolean {
  return stats?.flags.some((flag) => flag !== 'young') === true;
}

function sameRule(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => key in b && sameRule(a[key as keyof typeof a], b[key as keyof typeof b]));
}

interface Props {
  readonly site: string;
  readonly rules: readonly ListedRule[];
  readonly current: string | null;
  readonly mayEdit: boolean;
  readonly onAdd: () => void;
}

export function RuleList({ site, rules, current, mayEdit, onAdd }: Props) {
  const [filter, setFilter] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => box.current?.focus() });
  const wanted = filter.trim().toLowerCase();
  const shown = rules.filter(({ id, name, mode, stats }) => [id, name, mode ?? 'draft', MODES[mode ?? 'draft'], ...(stats?.flags ?? []).flatMap((flag) => [flag, FLAGS[flag].word])].some((text) => text.toLowerCase().includes(wanted)));
  return (
    <section className={classes.list} aria-label={RULE_LIST.label}>
      <div className={classes.tools}>
        <input ref={box} type="search" className={classes.filter} placeholder={RULE_LIST.filter} aria-label={RULE_LIST.filterLabel} aria-keyshortcuts="/" value={filter} onChange={(event) => { setFilter(event.currentTarget.value); }} />
        {mayEdit && <button type="button" className={classes.add} onClick={onAdd}>{RULE_LIST.add}</button>}
      </div>
      <p className={classes.columns} aria-hidden>{RULE_LIST.columns.map((words) => <span key={words}>{words}</span>)}</p>
      {shown.length === 0 && <p className={classes.none} role="status">{rules.length === 0 ? RULE_LIST.empty : RULE_LIST.nothing(filter.trim())}</p>}
      <ul className={classes.rows} tabIndex={-1}>
        {shown.map((rule) => <li key={rule.id}><Row site={site} rule={rule} isCurrent={rule.id === current} /></li>)}
      </ul>
    </section>
  );
}

function Row({ site, rule: { id, name, mode, change, stats }, isCurrent }: { site: string; rule: ListedRule; isCurrent: boolean }) {
  const flags = (stats?.flags ?? []).filter((flag) => flag !== 'young');
  const changed = change === null ? '' : CHANGES[change];
  return (
    <Link href={hrefOf(site, 'rules', id)} className={classes.row} aria-current={isCurrent ? 'true' : undefined}>
      <span className={classes.name}>
        <ModeMark mode={mode ?? 'draft'} />
        <span className={change === 'removed' ? classes.removed : classes.words} title={`${name} (${id})`}>{name}</span>
        {changed !== '' && <span className={classes.change}>{changed}</span>}
        {stats !== undefined && isReady(stats) && <span className={classes.ready} title={RULE_LIST.readyMeans}>{RULE_LIST.ready}</span>}
        {flags.map((flag) => <span key={flag} className={classes.flag} title={FLAGS[flag].means}>{FLAGS[flag].word}</span>)}
      </span>
      <span className={classes.numbers}>
        <span className={classes.mode}>{MODES[mode ?? 'draft']}</span>
        <Sparkline days={stats?.perDay ?? []} label={RULE_LIST.hits(id)} />
        <span className={classes.hits} title={hitCount(stats?.hits ?? 0)}>{stats === undefined ? '' : short(stats.hits)}</span>
        <span className={flags.includes('noisy') ? classes.noisy : classes.precision} title={stats === undefined ? undefined : precisionTitle(stats)}>{stats === undefined ? '' : precisionWords(stats)}</span>
      </span>
    </Link>
  );
}
