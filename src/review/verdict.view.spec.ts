import type { StoredVerdict } from '../store/review-page.store';
import { toVerdictView } from './verdict.view';

const hit: StoredVerdict['hits'][number] = {
  rule: 'spam-links',
  mode: 'active',
  action: 'hold',
  hard: false,
  reason: 'Link',
  policy: 'spam.links',
  score: 650,
  spans: [
    { field: 'body', start: 4, end: 10, entry: 'shorteners:bit.ly', via: [] },
    { field: 'request.user_agent', start: 0, end: 4, entry: 'curl', via: ['fold'] },
  ],
  facts: [{ field: 'author.approved', value: 0, op: 'lt 5' }],
};
const verdict = { action: 'hold', score: { total: 650, shadow: 0, groups: {} }, hits: [hit] } as unknown as StoredVerdict;

describe('toVerdictView', () => {
  it('cuts the quotes from the original and shows points', () => {
    const view = toVerdictView(verdict, { body: 'see bit.ly/x' });
    expect(view.score).toBe(6.5);
    expect(view.hits[0]?.spans[0]).toEqual({ field: 'body', start: 4, end: 10, quote: 'bit.ly', entry: 'shorteners:bit.ly', via: [] });
    expect(view.hits[0]?.facts).toEqual([{ field: 'author.approved', value: 0, op: 'lt 5' }]);
  });

  it('leaves the quote empty where the text is not kept', () => {
    expect(toVerdictView(verdict, {}).hits[0]?.spans.map(({ quote }) => quote)).toEqual(['', '']);
  });
});
