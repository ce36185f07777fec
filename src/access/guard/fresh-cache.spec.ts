import { FreshCache } from './fresh-cache';

describe('FreshCache', () => {
  let now: number;
  let loads: string[];
  const load = (value: string) => (): Promise<string> => {
    loads.push(value);
    return Promise.resolve(value);
  };

  beforeEach(() => {
    now = 0;
    loads = [];
  });

  it('remembers until the time is over, and not a moment longer', async () => {
    const cache = new FreshCache<string>(10, 100, () => now);
    expect(await cache.get('a', load('first'))).toBe('first');
    now = 99;
    expect(await cache.get('a', load('second'))).toBe('first');
    now = 100;
    expect(await cache.get('a', load('third'))).toBe('third');
  });

  it('lets the least recently used leave, and never grows', async () => {
    const cache = new FreshCache<string>(2, 100, () => now);
    await cache.get('a', load('a'));
    await cache.get('b', load('b'));
    await cache.get('a', load('a again'));
    await cache.get('c', load('c'));
    await cache.get('a', load('a again'));
    await cache.get('b', load('b again'));
    expect(loads).toEqual(['a', 'b', 'c', 'b again']);
  });

  it('shares one load among those who ask at the same moment', async () => {
    const cache = new FreshCache<string>(2, 100, () => now);
    expect(await Promise.all([cache.get('a', load('one')), cache.get('a', load('two'))])).toEqual(['one', 'one']);
  });

  it('does not keep a failure', async () => {
    const cache = new FreshCache<string>(2, 100, () => now);
    await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get('a', load('back'))).toBe('back');
  });

  it('forgets a load that was under way when something changed', async () => {
    const cache = new FreshCache<string>(2, 100, () => now);
    let finish: (value: string) => void = () => undefined;
    const early = cache.get('a', () => new Promise((resolve) => { finish = resolve; }));
    cache.clear();
    finish('before the change');
    await early;
    expect(await cache.get('a', load('after the change'))).toBe('after the change');
  });
});
