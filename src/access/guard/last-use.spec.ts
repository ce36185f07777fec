import { LastUse } from './last-use';

const MINUTE = 60_000;

describe('LastUse', () => {
  it('writes the first use, and then once a minute for each credential', async () => {
    const lastUse = new LastUse();
    const written: string[] = [];
    const use = (id: string, now: number): void => {
      lastUse.note(id, (at) => Promise.resolve(written.push(`${id}@${String(at.getTime())}`)).then(() => undefined), now);
    };
    for (const now of [MINUTE, MINUTE + 1, 2 * MINUTE - 1, 2 * MINUTE]) use('a', now);
    use('b', MINUTE + 1);
    await lastUse.settled();
    expect(written).toEqual([`a@${String(MINUTE)}`, `a@${String(2 * MINUTE)}`, `b@${String(MINUTE + 1)}`]);
  });

  it('never fails because a write does', async () => {
    const lastUse = new LastUse();
    lastUse.note('a', () => Promise.reject(new Error('away')));
    await expect(lastUse.settled()).resolves.toBeUndefined();
  });
});
