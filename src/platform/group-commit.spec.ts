import fc from 'fast-check';
import { GroupCommit } from './group-commit';

const settled = <T>(results: readonly PromiseSettledResult<T>[]): unknown[] => results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message));

/** One turn of the event loop, in which a batch begins. */
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(() => { setImmediate(resolve); }); });

/** A batch that ends when the test says so. */
function heldBack(largest = 64, lanes = 1): { line: GroupCommit<string, string>; batches: string[][]; finish: (error?: Error) => Promise<void> } {
  const batches: string[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  let begun: (() => void) | null = null;
  const line = new GroupCommit<string, string>((jobs) => {
    batches.push([...jobs]);
    begun?.();
    return new Promise((resolve, reject) => { ends.push((error) => { if (error) reject(error); else resolve(jobs.map((job) => `${job}!`)); }); });
  }, largest, lanes);
  const finish = async (error?: Error): Promise<void> => {
    if (ends.length === 0) await new Promise<void>((resolve) => { begun = resolve; });
    begun = null;
    ends.shift()?.(error);
  };
  return { line, batches, finish };
}

describe('a group commit', () => {
  it('takes what arrived together as one batch, and what arrives meanwhile as the next', async () => {
    const { line, batches, finish } = heldBack();
    expect(line.idle).toBe(true);
    const first = [line.add('a'), line.add('b')];
    expect(line.idle).toBe(false);
    const done = Promise.all(first);
    const ended = finish();
    await ended;
    const second = [line.add('c'), line.add('d')];
    expect(await done).toEqual(['a!', 'b!']);
    await finish();
    expect(await Promise.all(second)).toEqual(['c!', 'd!']);
    expect(batches).toEqual([['a', 'b'], ['c', 'd']]);
    expect(line.idle).toBe(true);
  });

  it('gives every job to one batch, whatever its lane', async () => {
    const { line, batches, finish } = heldBack(1, 2);
    const jobs = ['a', 'b', 'c'].map((job) => line.add(job));
    await finish();
    await finish();
    await finish();
    expect(await Promise.all(jobs)).toEqual(['a!', 'b!', 'c!']);
    expect(batches).toEqual([['a'], ['b'], ['c']]);
    expect(line.idle).toBe(true);
  });

  it('never has more batches under way than it has lanes', async () => {
    let [now, most] = [0, 0];
    const line = new GroupCommit<number, number>(async (jobs) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => { setImmediate(resolve); });
      now--;
      return jobs;
    }, 3, 2);
    const rounds = await Promise.all(Array.from({ length: 40 }, async (_, n) => {
      for (let turn = 0; turn < n % 5; turn++) await new Promise((resolve) => { setImmediate(resolve); });
      return line.add(n);
    }));
    expect(rounds).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(most).toBe(2);
  });

  it('lets a batch that is stuck hold up nobody while there is another lane', async () => {
    const { line, batches, finish } = heldBack(64, 2);
    const stuck = line.add('a');
    await turn();
    const next = line.add('b');
    await turn();
    expect(batches).toEqual([['a'], ['b']]);
    await finish();
    await finish();
    expect(await Promise.all([stuck, next])).toEqual(['a!', 'b!']);
    expect(line.idle).toBe(true);
  });

  it('takes at most so many at once, in the order they came', async () => {
    const batches: number[][] = [];
    const line = new GroupCommit<number, number>((jobs) => { batches.push([...jobs]); return Promise.resolve(jobs); }, 3);
    await Promise.all(Array.from({ length: 8 }, (_, n) => line.add(n)));
    expect(batches).toEqual([[0, 1, 2], [3, 4, 5], [6, 7]]);
  });

  it('fails the jobs of a failed batch and no others', async () => {
    const { line, finish } = heldBack(2);
    const jobs = ['a', 'b', 'c', 'd'].map((job) => line.add(job));
    const results = Promise.allSettled(jobs);
    await finish(new Error('no'));
    await finish();
    expect(settled(await results)).toEqual(['no', 'no', 'c!', 'd!']);
  });

  it('fails, instead of leaving it waiting, a job for which the batch says nothing', async () => {
    const line = new GroupCommit<string, string>((jobs) => Promise.resolve(jobs.slice(1)));
    expect(settled(await Promise.allSettled([line.add('a'), line.add('b')]))).toEqual(['b', 'A batch returned fewer outcomes than it had jobs']);
  });

  it('fails when the work throws before its first await, and goes on', async () => {
    let fails = true;
    const line = new GroupCommit<string, string>((jobs) => { if (fails) throw new Error('at once'); return Promise.resolve(jobs); });
    await expect(line.add('a')).rejects.toThrow('at once');
    fails = false;
    expect(await line.add('b')).toBe('b');
  });
});

describe('however requests and commits interleave', () => {
  it('every job gets its own outcome once, in batches one after another, in the order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), async (scheduler, count, largest, fails) => {
        const arrived: number[] = [];
        const batches: (readonly number[])[] = [];
        const failed = new Set<number>();
        let underWay = 0;
        let most = 0;
        const line = new GroupCommit<number, number>(async (jobs) => {
          most = Math.max(most, ++underWay);
          if (fails[batches.push(jobs)] === true) for (const job of jobs) failed.add(job);
          await scheduler.schedule(Promise.resolve(), `commit ${jobs.join()}`);
          underWay--;
          if (jobs.some((job) => failed.has(job))) throw new Error(`failed with ${String(jobs[0])}`);
          return jobs.map((job) => job * 10);
        }, largest);
        const requests = Array.from({ length: count }, async (_, job) => {
          await scheduler.schedule(Promise.resolve(), `request ${String(job)}`);
          arrived.push(job);
          return line.add(job);
        });
        const results = await scheduler.waitFor(Promise.allSettled(requests));
        expect(batches.flat()).toEqual(arrived);
        expect(most).toBe(1);
        expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(largest);
        expect(results.map(({ status }, job) => status === (failed.has(job) ? 'rejected' : 'fulfilled'))).toEqual(results.map(() => true));
        expect(results.flatMap((result, job) => (result.status === 'fulfilled' ? [[job, result.value]] : []))).toEqual(Array.from({ length: count }, (_, job) => [job, job * 10]).filter(([job = 0]) => !failed.has(job)));
      }),
      { numRuns: 100 },
    );
  });
});
