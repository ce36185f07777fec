import { Breath } from './breath';

/** Keeps the thread busy, as long work does. */
function work(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

/** How often others had their turn while the work ran. */
async function turnsDuring(pieces: number, msEach: number): Promise<number> {
  let turns = 0;
  const others = (): void => {
    turns++;
    next = setImmediate(others);
  };
  let next = setImmediate(others);
  const breath = new Breath();
  for (let piece = 0; piece < pieces; piece++) {
    work(msEach);
    await breath.take();
  }
  clearImmediate(next);
  return turns;
}

describe('Breath', () => {
  it('lets others go between long pieces', async () => {
    expect(await turnsDuring(10, 11)).toBeGreaterThanOrEqual(10);
  });

  it('does not stop for short ones', async () => {
    expect(await turnsDuring(1_000, 0)).toBeLessThan(100);
  });
});
