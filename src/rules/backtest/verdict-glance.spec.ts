import fc from 'fast-check';
import type { Verdict } from '../../engine/verdict';
import { glanceAt } from './verdict-glance';

const text = fc.oneof(fc.string(), fc.constantFrom('{"rule":"x"', '"hits":[', '],"errors":[', '"primaryRule":"engine_error"', 'a\\"b'));
const id = fc.constantFrom('gull', 'crab-2', 'eel');
const hit = fc.record({ rule: id, mode: fc.constant('active'), action: fc.constant('hold'), hard: fc.boolean(), reason: text, policy: text, score: fc.integer(), spans: fc.array(fc.record({ field: fc.constant('body'), start: fc.nat(), end: fc.nat(), entry: text, via: fc.array(text) })), facts: fc.array(fc.record({ field: text, value: text, op: text })) });
const error = fc.record({ rule: id, applied: fc.constant('hold'), detail: text });
const verdict = fc.record({ action: fc.constant('hold'), primaryRule: fc.option(fc.oneof(id, fc.constant('engine_error'))), reason: text, score: fc.record({ total: fc.integer(), groups: fc.dictionary(fc.constantFrom('rule', 'hits', 'errors', 'x'), fc.integer()) }), tags: fc.array(text), authorMessage: text, hits: fc.array(hit), errors: fc.array(error), evaluated: fc.nat() });

describe('a glance at a stored verdict', () => {
  it('finds the rules that parsing finds, whatever texts stand in it, and however it was written', () => {
    fc.assert(
      fc.property(verdict, fc.constantFrom(undefined, 1), (stored, indent) => {
        const { hits, errors, primaryRule } = stored as unknown as Verdict;
        expect(glanceAt(JSON.stringify(stored, null, indent))).toEqual({ fired: hits.map(({ rule }) => rule), doubted: errors.map(({ rule }) => rule), isEngineError: hits.length === 0 && primaryRule === 'engine_error' });
      }),
    );
  });

  it('of none is a plain one', () => {
    expect(glanceAt(null)).toEqual({ fired: [], doubted: [], isEngineError: false });
  });
});
