import { canonicalJson } from '../../engine/language/canonical';
import type { RuleDocument, RuleSetDocument } from '../../engine/language/document';
import { referencedRules } from '../../engine/language/references';

export interface RuleSetDifference {
  /** Rules that are new, gone, or not the same in both; also those that name such a rule or a list that is not the same. */
  readonly touched: ReadonlySet<string>;
  /** Whether judging the touched rules first is cheaper than judging all. */
  readonly isSmall: boolean;
  /** The touched rules of the later set with what they name. `full`: the later set with its lists written out. */
  subset(full: RuleSetDocument): RuleSetDocument;
}

/** Beyond this part of the rules, judging some first would only add to judging all. */
const SMALL = 0.5;

/** What could make the later set say something else of a comment. */
export function ruleSetDifference(before: RuleSetDocument, after: RuleSetDocument): RuleSetDifference {
  const changedLists = new Set(changed(before.lists ?? [], after.lists ?? []));
  const touched = new Set(changed(before.rules, after.rules));
  const rules = [...before.rules, ...after.rules];
  for (const rule of rules) if (namesIn(rule).some((name) => changedLists.has(name))) touched.add(rule.id);
  // A rule that names a touched rule is touched; chains are short, so it is asked until nothing is added.
  for (let size = -1; size !== touched.size; ) {
    size = touched.size;
    for (const rule of rules) if (referencedRules(rule).some((id) => touched.has(id))) touched.add(rule.id);
  }
  return {
    touched,
    isSmall: touched.size <= after.rules.length * SMALL,
    subset: (full) => subsetOf(full, touched),
  };
}

function changed<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): string[] {
  const then = new Map(before.map((item) => [item.id, canonicalJson(item)]));
  const now = new Map(after.map((item) => [item.id, canonicalJson(item)]));
  return [...new Set([...then.keys(), ...now.keys()])].filter((id) => then.get(id) !== now.get(id));
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

function subsetOf(full: RuleSetDocument, touched: ReadonlySet<string>): RuleSetDocument {
  const byId = new Map(full.rules.map((rule) => [rule.id, rule]));
  const wanted = new Set<string>();
  const want = (id: string): void => {
    const rule = byId.get(id);
    if (!rule || wanted.has(id)) return;
    wanted.add(id);
    referencedRules(rule).forEach(want);
  };
  touched.forEach(want);
  return { ...full, rules: full.rules.filter(({ id }) => wanted.has(id)) };
}
