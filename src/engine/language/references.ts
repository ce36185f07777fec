import { many, type AtLeastOperand, type ConditionDocument, type OneOrMany, type RuleDocument } from './document';

/** The rules that a rule's conditions name, each once, in the order they stand. */
export function referencedRules(rule: RuleDocument): readonly string[] {
  const found = new Set<string>();
  walk(rule.when, found);
  if (rule.unless) walk(rule.unless, found);
  return [...found];
}

function walk(condition: ConditionDocument, found: Set<string>): void {
  for (const [key, operand] of Object.entries(condition)) {
    if (key === 'rule') for (const id of many(operand as OneOrMany)) found.add(id);
    if (key === 'all' || key === 'any' || key === 'none') for (const part of operand as readonly ConditionDocument[]) walk(part, found);
    if (key === 'at_least') for (const part of (operand as AtLeastOperand).of) walk(part, found);
  }
}
