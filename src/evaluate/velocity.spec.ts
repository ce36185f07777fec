import fc from 'fast-check';
import { aJudgedAuthor, aJudgedComment } from '../../test/support/judged';
import type { CounterPlan } from '../engine/decide/compiled-rule-set';
import { Secrets } from '../platform/crypto/secrets';
import type { JudgedComment } from './judged-comment';
import { bucketSeconds, movesOf, ratesInOrder, type Tally, talliesOf, valuesOf } from './velocity';

const WEEKS = 604_800;
const secrets = new Secrets('a secret of this test, long enough');

const plan = (more: Partial<CounterPlan> = {}): CounterPlan => ({ id: 'by-ip', by: ['ip'], windowSeconds: 600, of: 'submitted', ...more });
const from = (ip: string | null, more: Partial<JudgedComment> = {}): JudgedComment => {
  const comment = aJudgedComment(more);
  return { ...comment, request: { ...comment.request, ip: ip === null ? null : Buffer.from(ip) } };
};
const tally = (of: CounterPlan, comment: JudgedComment): Tally | undefined => talliesOf([of], comment, secrets)[0];

describe('buckets', () => {
  it.each([[1, 10], [600, 10], [601, 60], [3_600, 60], [3_601, 600], [36_000, 600], [36_001, 3_600], [216_000, 3_600], [216_001, 43_200], [4 * WEEKS, 43_200]])('of a window of %i s are %i s long', (window, length) => {
    expect(bucketSeconds(window)).toBe(length);
  });

  it('count all that is younger than the window less one bucket, and nothing older than the window and one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * WEEKS }), fc.integer({ min: 0, max: 5 * WEEKS }), fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), (windowSeconds, age, now) => {
        const length = bucketSeconds(windowSeconds);
        const at = (seconds: number): Tally | undefined => tally(plan({ windowSeconds }), from('x', { receivedAt: new Date(seconds * 1_000) }));
        const [then, later] = [at(now - age), at(now)];
        const counts = (then?.bucket ?? 0) >= (later?.since ?? 0);
        expect([age > windowSeconds - length, counts]).not.toEqual([false, false]);
        expect([age >= windowSeconds + length, counts]).not.toEqual([true, true]);
        // A row that still counts has not expired.
        expect([counts, (then?.expiresAt.getTime() ?? 0) > now * 1_000]).not.toEqual([true, false]);
      }),
    );
  });
});

describe('what a comment moves', () => {
  it('is what its rule set counts and what it has: an anonymous comment has no author', () => {
    const plans = [plan({ id: 'a', by: ['author'] }), plan({ id: 'b', by: ['ip'] }), plan({ id: 'c', by: ['ip', 'section'] }), plan({ id: 'd', by: ['site'] }), plan({ id: 'e', by: ['nothing-known'] })];
    expect(talliesOf(plans, from('x'), secrets).map((one) => one.plan.id)).toEqual(['b', 'd']);
    const known = from('x', { author: aJudgedAuthor(), article: { ...aJudgedComment().article, section: 'world' } });
    expect(talliesOf(plans, known, secrets).map((one) => one.plan.id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it.each(['author', 'ip', 'ip_range', 'device', 'article', 'section', 'text_hash'])('differs by %s', (by) => {
    const make = (mark: string): JudgedComment =>
      aJudgedComment({
        author: aJudgedAuthor({ id: mark as never }),
        article: { ...aJudgedComment().article, id: mark, section: mark },
        textHash: Buffer.from(mark),
        request: { ...aJudgedComment().request, ip: Buffer.from(mark), ipRange: Buffer.from(mark), device: Buffer.from(mark) },
      });
    const key = (mark: string): string | undefined => tally(plan({ by: [by] }), make(mark))?.key.toString('hex');
    expect(key('one')).toMatch(/^[0-9a-f]{32}$/);
    expect(key('one')).toBe(key('one'));
    expect(key('one')).not.toBe(key('two'));
  });

  it('by account age is the same within a day, a week, a month, a year, and after it', () => {
    const key = (days: number): string | undefined => {
      const comment = aJudgedComment();
      return tally(plan({ by: ['account_age_bucket'] }), { ...comment, author: aJudgedAuthor({ registeredAt: new Date(comment.receivedAt.getTime() - days * 86_400_000) }) })?.key.toString('hex');
    };
    const ages = [[0, 0.9], [1, 6.9], [7, 29], [30, 364], [365, 5_000]];
    const keys = ages.map((of) => of.map(key));
    expect(keys.filter(([youngest, oldest]) => youngest === oldest)).toHaveLength(5);
    expect(new Set(keys.flat()).size).toBe(5);
    expect(tally(plan({ by: ['account_age_bucket'] }), aJudgedComment({ author: aJudgedAuthor() }))).toBeUndefined();
  });

  it('holds nothing that can be read: keys and values are keyed hashes', () => {
    const [one] = talliesOf([plan({ by: ['site'], distinct: 'ip' })], from('192.0.2.7'), secrets);
    const [other] = talliesOf([plan({ by: ['site'], distinct: 'ip' })], from('192.0.2.7'), new Secrets('another secret of this test'));
    expect(one?.key).not.toEqual(other?.key);
    expect(one?.value).not.toEqual(other?.value);
    expect(one?.value?.toString('latin1')).not.toContain('192.0.2.7');
  });
});

describe('what a batch moves', () => {
  const at = (second: number, ip = 'x'): Tally[] => talliesOf([plan()], from(ip, { receivedAt: new Date(Date.UTC(2026, 1, 22, 10, 0, second)) }), secrets);

  it('is one row per counter, also when its comments stand on both sides of a bucket\'s edge', () => {
    for (const order of [[8, 9, 11], [11, 9, 8], [9, 11, 8]]) {
      const moves = movesOf(order.flatMap((second) => at(second)));
      const [newest] = at(11);
      expect(moves).toEqual([{ key: newest?.key, bucket: newest?.bucket, since: newest?.since, by: 3, expiresAt: expect.any(Date) }]);
    }
    expect(movesOf([...at(1, 'x'), ...at(2, 'y'), ...at(3, 'x')]).map(({ by }) => by)).toEqual([2, 1]);
  });

  it('has each different value once per bucket, and none for comments without one', () => {
    const counted = [from('x'), from('x'), from('y'), from(null)].flatMap((comment) => talliesOf([plan({ by: ['site'], distinct: 'ip' })], comment, secrets));
    expect(counted).toHaveLength(4);
    expect(valuesOf(counted)).toHaveLength(2);
  });
});

describe('counters by what stands in the text', () => {
  const values = { domains: ['a.example', 'b.example'], contacts: ['phone:1'] };
  const plans = [plan({ id: 'domain', by: ['domain'] }), plan({ id: 'both', by: ['contact', 'domain'] }), plan({ id: 'different', by: ['ip'], distinct: 'domain' })];
  const tallies = talliesOf(plans, from('x'), secrets, values);

  it('move one counter for each domain and contact', () => {
    expect(tallies.map((one) => one.plan.id)).toEqual(['domain', 'domain', 'both', 'both', 'different', 'different']);
    expect(new Set(tallies.map(({ key }) => key.toString('base64'))).size).toBe(5);
    expect(new Set(valuesOf(tallies).map(({ value }) => value.toString('base64'))).size).toBe(2);
  });

  it('tell the largest of their counts', () => {
    const [first, second] = tallies;
    const sums = new Map([[first?.key.toString('base64') ?? '', 3], [second?.key.toString('base64') ?? '', 7]]);
    expect(ratesInOrder([tallies], sums, new Map())).toEqual([{ domain: 7, both: 0, different: 2 }]);
  });

  it('say nothing of a comment without any', () => {
    expect(talliesOf(plans, from('x'), secrets).map((one) => one.plan.id)).toEqual(['different']);
  });

  it('leave what became of comments to those who see it', () => {
    expect(talliesOf([plan({ of: 'held' }), plan({ of: 'rejected' }), plan({ of: 'reported' })], from('x'), secrets)).toEqual([]);
  });
});

describe('the counts that the comments of a batch see', () => {
  const plans = [plan(), plan({ id: 'everything', by: ['site'] }), plan({ id: 'addresses', by: ['site'], distinct: 'ip' }), plan({ id: 'addresses-of-author', by: ['author'], distinct: 'ip' })];
  const comment = fc.record({ ip: fc.constantFrom('x', 'y', 'z', null), author: fc.constantFrom('ana', 'leo', null) }).map(({ ip, author }) => from(ip, author === null ? {} : { author: aJudgedAuthor({ id: author as never }) }));

  const sumsAfter = (before: readonly JudgedComment[]): { sums: Map<string, number>; seen: Map<string, Set<string>> } => {
    const [sums, seen] = [new Map<string, number>(), new Map<string, Set<string>>()];
    for (const { key, value } of before.flatMap((one) => talliesOf(plans, one, secrets))) {
      const name = key.toString('base64');
      sums.set(name, (sums.get(name) ?? 0) + 1);
      if (value !== null) seen.set(name, (seen.get(name) ?? new Set()).add(value.toString('base64')));
    }
    return { sums, seen };
  };

  it('are those they would see one by one', () => {
    fc.assert(
      fc.property(fc.array(comment, { maxLength: 8 }), fc.array(comment, { minLength: 1, maxLength: 8 }), (before, batch) => {
        const tallies = (of: readonly JudgedComment[]): Tally[][] => of.map((one) => talliesOf(plans, one, secrets));
        const oneByOne = batch.map((one, index) => ratesInOrder(tallies([one]), sumsAfter([...before, ...batch.slice(0, index + 1)]).sums, sumsAfter([...before, ...batch.slice(0, index)]).seen)[0]);
        expect(ratesInOrder(tallies(batch), sumsAfter([...before, ...batch]).sums, sumsAfter(before).seen)).toEqual(oneByOne);
      }),
    );
  });

  it('include the comment itself, and say nothing of what it does not have', () => {
    const [rates] = ratesInOrder([talliesOf(plans, from('x'), secrets)], sumsAfter([from('x')]).sums, new Map());
    expect(rates).toEqual({ 'by-ip': 1, everything: 1, addresses: 1 });
  });
});
