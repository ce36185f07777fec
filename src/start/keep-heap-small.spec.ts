import { dropWhatStartingLeft } from './keep-heap-small';

describe('what starting left', () => {
  it('is gone before the first request', () => {
    let left: object[] | null = Array.from({ length: 400_000 }, (_, i) => ({ left: String(i) }));
    const before = process.memoryUsage().heapUsed;
    expect(left).toHaveLength(400_000);
    left = null;
    dropWhatStartingLeft();
    expect(before - process.memoryUsage().heapUsed).toBeGreaterThan(10_000_000);
  });
});
