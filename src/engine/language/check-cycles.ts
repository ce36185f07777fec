import type { RuleDocument } from './document';
import { referencedRules } from './references';
import { type Report } from './report';

/** Reports every rule that reaches itself through `rule:` references; true if there is one. Linear in rules and references. */
export function reportCycles(rules: readonly RuleDocument[], report: Report): boolean {
  const references = new Map(rules.map((rule) => [rule.id, referencedRules(rule)]));
  const places = new Map(rules.map((rule, i) => [rule.id, i]));
  const finished = new Set<string>();
  let found = false;
  for (const { id } of rules) {
    const cycle = cycleFrom(id, references, finished);
    if (!cycle) continue;
    found = true;
    report.problem(['rules', places.get(cycle[0] ?? id) ?? 0, 'when'], `Rules refer to each other in a circle: ${cycle.join(' → ')}.`);
  }
  return found;
}

/** Depth first with its own stack: a chain of thousands of rules must not overflow the call stack. */
function cycleFrom(start: string, references: ReadonlyMap<string, readonly string[]>, finished: Set<string>): readonly string[] | undefined {
  const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
  const onPath = new Set([start]);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const id = finished.has(top.id) ? undefined : references.get(top.id)?.[top.next++];
    if (id === undefined) {
      finished.add(top.id);
      onPath.delete(top.id);
      path.pop();
    } else if (onPath.has(id)) {
      const ids = path.map((step) => step.id);
      for (const each of ids) finished.add(each);
      return [...ids.slice(ids.indexOf(id)), id];
    } else {
      path.push({ id, next: 0 });
      onPath.add(id);
    }
  }
  return undefined;
}
