import { setCondition, type AskedField, type Member } from '../decide/field-conditions';
import type { Condition } from '../decide/condition';
import { listNamed, type Compiling } from './compiling';
import { entryOf, many, type OneOrMany, type SetOperand } from './document';

/** Conditions on a set of values; for domains an entry also covers every name below it. */
export function compileSet(field: AskedField & { readonly domains: boolean }, operand: SetOperand, compiling: Compiling): Condition {
  const member = (values: OneOrMany | undefined, lists: OneOrMany | undefined): Member | undefined => {
    if (values === undefined && lists === undefined) return undefined;
    return memberOf(entriesOf(values, lists, compiling), field.domains);
  };
  return setCondition(field, {
    any: member(operand.any_in, operand.any_in_lists),
    all: member(operand.all_in, operand.all_in_lists),
    none: member(operand.none_in, operand.none_in_lists),
    empty: operand.empty,
    op: describe(operand),
  });
}

interface Entry {
  readonly label: string;
  readonly until: number;
}

function entriesOf(values: OneOrMany | undefined, lists: OneOrMany | undefined, compiling: Compiling): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (term: string, entry: Entry): void => {
    const key = term.toLowerCase().replace(/^(?:\*\.|\.)/, '');
    const known = entries.get(key);
    if (!known || known.until < entry.until) entries.set(key, entry);
  };
  for (const value of many(values)) add(value, { label: value, until: Infinity });
  for (const id of many(lists)) {
    for (const { term, expires_at } of listNamed(compiling, id).entries.map(entryOf)) {
      add(term, { label: `${id}:${term}`, until: expires_at === undefined ? Infinity : Date.parse(expires_at) });
    }
  }
  return entries;
}

function memberOf(entries: ReadonlyMap<string, Entry>, domains: boolean): Member {
  const covered = (name: string, now: number): string | undefined => {
    const entry = entries.get(name);
    return entry && now < entry.until ? entry.label : undefined;
  };
  if (!domains) return covered;
  return (host, now) => {
    for (let at = 0; at >= 0; at = host.indexOf('.', at) + 1 || -1) {
      const label = covered(host.slice(at), now);
      if (label !== undefined) return label;
    }
    return undefined;
  };
}

function describe(operand: SetOperand): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(operand) as [string, unknown][]) {
    if (key === 'missing') continue;
    parts.push(`${key} ${Array.isArray(value) ? value.slice(0, 10).join(', ') : String(value)}`);
  }
  return parts.sort().join(' and ');
}
