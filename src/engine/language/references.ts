import { many, type AtLeastOperand, type ConditionDocument, type OneOrMany, type RuleDocument } from './document';
import { type Path } from './report';

/** The rules that a rule's conditions name, each once, in the order they stand. */
export function referencedRules(rule: RuleDocument): readonly string[] {
  const parts = [...conditionsOf(rule.when, []), ...(rule.unless ? conditionsOf(rule.unless, []) : [])];
  return [...new Set(parts.flatMap(({ condition }) => many(condition['rule'] as OneOrMany | undefined)))];
}

/** A condition and all conditions in it, each with its place. */
export function conditionsOf(condition: ConditionDocument, path: Path): { readonly condition: ConditionDocument; readonly path: Path }[] {
  const inner = Object.entries(condition).flatMap(([key, operand]) => {
    if (key === 'all' || key === 'any' || key === 'none') return (operand as readonly ConditionDocument[]).flatMap((part, i) => conditionsOf(part, [...path, key, i]));
    if (key === 'at_least') return (operand as AtLeastOperand).of.flatMap((part, i) => conditionsOf(part, [...path, key, 'of', i]));
    return [];
  });
  return [{ condition, path }, ...inner];
}
