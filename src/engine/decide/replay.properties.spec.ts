import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { anyText, factsFor, wholeLanguage } from '../../../test/support/whole-language';
import { compileRuleSet } from '../language/compile';
import { RULE_SET_SCHEMA } from '../language/schema';
import { schemaProblems } from '../language/schema-problems';
import { decide } from './decide';

const set = wholeLanguage();
const compiled = compileRuleSet(set);
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly oneOf?: readonly Node[];
}

/** The keys of a definition, those of its map where it has several forms. */
function keysOf(name: string): string[] {
  const node = (RULE_SET_SCHEMA['$defs'] as Readonly<Record<string, Node>>)[name];
  return [node, ...(node?.oneOf ?? [])].flatMap((form) => Object.keys(form?.properties ?? {}));
}

const writtenKeys = (value: unknown): string[] => (typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, within]) => [key, ...writtenKeys(within)]));

describe('E0: a verdict that is replayed from what was stored', () => {
  it('is asked of a rule set that uses every field, operator, modifier and effect', () => {
    const used = new Set(writtenKeys(set.rules));
    const known = ['condition', 'effect', 'text', 'number', 'durations', 'boolean', 'enum', 'set', 'rate', 'duplicate'].flatMap(keysOf);
    expect(known.filter((key) => !used.has(key))).toEqual([]);
    expect(new Set(set.rules.map(({ then }) => then.action ?? 'none'))).toEqual(new Set(['none', 'flag', 'hold', 'reject', 'allow']));
    expect(schemaProblems({ ...set, rules: set.rules.map((rule) => ({ ...rule, examples: { match: [], no_match: [] } })) })).toEqual([]);
  });

  it('is the first one, byte for byte, and is plain JSON itself', () => {
    const fired = new Set<string>();
    fc.assert(fc.property(factsFor(compiled), anyText, (facts, text) => {
      const first = decide(compiled, facts, text);
      const bytes = JSON.stringify(first);
      for (const { rule } of first.hits) fired.add(rule);
      expect(JSON.stringify(decide(compiled, stored(facts), stored(text)))).toBe(bytes);
      expect(isDeepStrictEqual(stored(first), first)).toBe(true);
    }), { numRuns: 2_000 });
    // Not one that says nothing: most rules have fired on something.
    expect(fired.size).toBeGreaterThan(compiled.rules.length / 2);
  }, 120_000);
});
