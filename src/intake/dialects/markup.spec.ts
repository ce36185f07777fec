import { formatOf } from './markup';

describe('formatOf', () => {
  it.each(['<b>bold</b>', 'a</p>', '<A\nHREF="x">', 'one < two <br>', '<a <b>', 'fish &amp; chips', '&#8217;', '&#X27;', '<a title="<">'])('takes %j for HTML', (text) => {
    expect(formatOf(text)).toBe('html');
  });

  it.each(['', 'calm', '1 < 2 > 0', 'a <b', 'x > y <z', '<3 <3>', '&;', '&#;', '< b >', '</>'])('takes %j for text', (text) => {
    expect(formatOf(text)).toBe('text');
  });

  /** What is not linear takes minutes here, on any machine. */
  it.each(['<a', '</a', '<', '&a', '&#1', '&#xa', '&'])('reads a million times %j at once', (piece) => {
    const text = piece.repeat(1_000_000);
    const start = process.cpuUsage();
    expect(formatOf(text)).toBe('text');
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
  });
});
