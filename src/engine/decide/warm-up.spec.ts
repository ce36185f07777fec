import type { Facts } from '../facts';
import { compileRuleSet } from '../language/compile';
import type { RuleSetDocument } from '../language/document';
import { decide } from './decide';
import { warmUp } from './warm-up';

const DOCUMENT: RuleSetDocument = {
  version: 1,
  rules: [{ id: 'links', name: 'A link', mode: 'active', when: { 'links.count': { gte: 1 } }, then: { action: 'hold' } }],
};
const FACTS: Facts = { event: 'create', receivedAt: '2026-02-22T12:00:00.000Z', base: 'publish', fields: {}, failed: [], rates: {}, sampleBuckets: {} };

describe('warming up', () => {
  it('leaves no trace in what is judged afterwards', () => {
    const text = { body: 'see https://example.org/ please', format: 'text' } as const;
    const [cold, warm] = [compileRuleSet(DOCUMENT), compileRuleSet(DOCUMENT)];
    warmUp(warm);
    expect(decide(warm, FACTS, text)).toEqual(decide(cold, FACTS, text));
  });

  it('does not keep a set that cannot judge from being loaded', () => {
    const broken = { ...compileRuleSet(DOCUMENT), matcher: { ...compileRuleSet(DOCUMENT).matcher, read: () => { throw new Error('broken'); } } };
    expect(() => { warmUp(broken); }).not.toThrow();
    expect(() => decide(broken, FACTS, { body: '', format: 'text' })).toThrow('broken');
  });
});
