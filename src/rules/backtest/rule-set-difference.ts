import { canonicalJson } from '../../engine/language/canonical';
import type { RuleDocument, RuleSetDocument } from '../../engine/language/document';
import { referencedRules } from '../../engine/language/references';

/** Why the later of two rule sets could say something else of a comment. */
export interface RuleSetDifference {
  /** Rules that are new, gone, or not the same in both: where one of them fired or was in doubt, all must be judged again. */
  readonly touched: ReadonlySet<string>;
  /** Those among them that may fire where they did not: what they ask has changed, or a list or a rule that they name. */
  readonly mayFire: ReadonlySet<string>;
}

export function ruleSetDifference(before: RuleSetDocument, after: RuleSetDocument): RuleSetDifference {
  const rules = [...before.rules, ...after.rules];
  const lists = changed(before.lists ?? [], after.lists ?? [], (list) => list);
  const mayFire = changed(before.rules, after.rules, question);
  for (const rule of rules) if (namesIn(rule).some((name) => lists.has(name))) mayFire.add(rule.id);
  // A rule that names one that may fire may fire; chains are short, so it is asked until nothing is added.
  for (let size = -1; size !== mayFire.size; ) {
    size = mayFire.size;
    for (const rule of rules) if (referencedRules(rule).some((id) => mayFire.has(id))) mayFire.add(rule.id);
  }
  return { touched: new Set([...changed(before.rules, after.rules, (rule) => rule), ...mayFire]), mayFire };
}

/** The rules of that name with all that they name, as a rule set of their own. */
export function ruleSubset(document: RuleSetDocument, ids: ReadonlySet<string>): RuleSetDocument {
  const byId = new Map(document.rules.map((rule) => [rule.id, rule]));
  const wanted = new Set<string>();
  const want = (id: string): void => {
    const rule = byId.get(id);
    if (!rule || wanted.has(id)) return;
    wanted.add(id);
    referencedRules(rule).forEach(want);
  };
  ids.forEach(want);
  return { ...document, rules: document.rules.filter(({ id }) => wanted.has(id)) };
}

/** All of a rule on which it depends whether it fires; the rest is what then happens. */
function question({ id, when, unless, on, exempt, sites, sample, expires_at, mode }: RuleDocument): object {
  return { id, when, unless, on, exempt, sites, sample, expires_at, runs: mode === 'active' || mode === 'shadow' };
}

function changed<T extends { readonly id: string }>(before: readonly T[], after: readonly T[], part: (item: T) => object): Set<string> {
  const then = new Map(before.map((item) => [item.id, canonicalJson(part(item))]));
  const now = new Map(after.map((item) => [item.id, canonicalJson(part(item))]));
  return new Set([...then.keys(), ...now.keys()].filter((id) => then.get(id) !== now.get(id)));
}

/** Every word of a rule: wherever a list can be named, its id is among them. */
function namesIn(rule: RuleDocument): string[] {
  const names: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') names.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk([rule.when, rule.unless]);
  return names;
}
