import { filledReason, quote } from './explain';

const span = (start: number, end: number, field: 'body' | 'title' = 'body') => ({ field, start, end, entry: 'x', via: [] });

describe('quote', () => {
  it('cuts the passage from the text of its field', () => {
    expect(quote({ body: 'one two three', title: 'A title' }, span(4, 7))).toBe('two');
    expect(quote({ body: 'one', title: 'A title' }, span(2, 7, 'title'))).toBe('title');
  });

  it('has nothing to say once the text is erased or another', () => {
    expect(quote({}, span(0, 3))).toBeNull();
    expect(quote({ body: 'on' }, span(0, 3))).toBeNull();
  });
});

describe('filledReason', () => {
  it('puts the first passage in the place of {match}', () => {
    expect(filledReason('Says “{match}”', { spans: [span(4, 7), span(0, 3)] }, { body: 'one two' })).toBe('Says “two”');
    expect(filledReason('Says “{match}”', { spans: [span(0, 2)] }, { body: '$&' })).toBe('Says “$&”');
  });

  it('does not need a passage', () => {
    expect(filledReason('Says “{match}”', undefined, {})).toBe('Says “…”');
    expect(filledReason('Plain', undefined, {})).toBe('Plain');
  });
});
