import { Logger } from '@nestjs/common';
import { Loop } from './loop';

const LONG = 3_600;

interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('Loop', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('goes on after a failed round', async () => {
    let rounds = 0;
    const third = gate();
    const loop = new Loop({
      name: 'test',
      seconds: 0,
      run: () => {
        if (++rounds === 3) third.open();
        return rounds < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
      },
    });
    loop.start();
    await third.opened;
    await loop.stop();
    expect(rounds).toBeGreaterThanOrEqual(3);
  });

  it('never runs two rounds at once', async () => {
    let running = 0;
    let most = 0;
    const run = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    const loop = new Loop({ name: 'test', seconds: 0, run });
    loop.start();
    await Promise.all(Array.from({ length: 10 }, () => loop.runOnce()));
    await loop.stop();
    expect(most).toBe(1);
  });

  it('ends its pause when it is woken', async () => {
    const rounds = [gate(), gate()];
    let round = 0;
    const loop = new Loop({
      name: 'test',
      seconds: LONG,
      run: () => {
        rounds[round++]?.open();
        return Promise.resolve();
      },
    });
    loop.start();
    await rounds[0]?.opened;
    loop.wake();
    await rounds[1]?.opened;
    await loop.stop();
    expect(round).toBe(2);
  });

  it('hands the error of a round by hand to who asked for it', async () => {
    const loop = new Loop({ name: 'test', seconds: LONG, run: () => Promise.reject(new Error('no')) });
    await expect(loop.runOnce()).rejects.toThrow('no');
    await loop.stop();
  });

  it('tells the round under way that it is time, waits for it, and starts no other', async () => {
    let rounds = 0;
    const begun = gate();
    const loop = new Loop({
      name: 'test',
      seconds: 0,
      run: async (signal) => {
        rounds++;
        begun.open();
        await new Promise((resolve) => { signal.addEventListener('abort', resolve); });
      },
    });
    loop.start();
    await begun.opened;
    await loop.stop();
    loop.wake();
    expect(rounds).toBe(1);
  });
});
