import type { CompiledRule, CounterPlan, DuplicatePlan } from '../decide/compiled-rule-set';
import type { Needs } from '../decide/needs';

/** What must be gathered for the rules that can run. A rule that refers to another asks what that one asks (see `asks`). */
export function needsOf(rules: readonly CompiledRule[], counters: readonly CounterPlan[], duplicates: readonly DuplicatePlan[]): Needs {
  const running = rules.filter(({ mode }) => mode === 'active' || mode === 'shadow');
  const asked = new Set(running.flatMap(({ asks }) => asks));
  const beginning = (prefix: string): string[] => [...asked].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)).sort();
  const used = counters.filter(({ id }) => asked.has(id));
  const counted = (value: string): boolean => used.some(({ by, distinct }) => by.includes(value) || distinct === value);
  return {
    signals: beginning('signal.'),
    language: beginning('lang.').length > 0,
    labels: asked.has('author.labels'),
    authorReputation: asked.has('author.reputation'),
    domainReputation: asked.has('links.reputation_min') || asked.has('links.new_domains'),
    addressLists: asked.has('request.ip_lists'),
    reports: beginning('reports.').length > 0,
    surge: asked.has('site.surge'),
    commentCount: asked.has('article.comment_count'),
    nearDuplicates: duplicates.filter(({ id }) => asked.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    nearDuplicateCluster: counted('near_dup'),
    outcomes: used.filter(({ of }) => of !== 'submitted'),
    countedValues: { domains: counted('domain'), contacts: counted('contact') },
    events: new Set(running.flatMap(({ events }) => [...events])),
    dailyMaximums: new Map(running.flatMap(({ id, maxActionsPerDay }) => (maxActionsPerDay === null ? [] : [[id, maxActionsPerDay] as const]))),
  };
}
