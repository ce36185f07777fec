import { DeskStream } from './desk-stream';
import { type Counts, QueueCounts } from './queue-counts';

const NONE = { open: 0, unclaimed: 0, overdue: 0 };

describe('counts', () => {
  let counts: Counts;
  let counted: number;
  let streams: DeskStream[];
  let told: { stream: DeskStream; text: string }[];
  let queueCounts: QueueCounts;

  beforeEach(() => {
    [counts, counted, told] = [{ spam: { ...NONE, open: 3 }, hate: { ...NONE, open: 2 } }, 0, []];
    streams = [new DeskStream(0), new DeskStream(0)];
    const count = (): Promise<Counts> => {
      counted++;
      return Promise.resolve(counts);
    };
    queueCounts = new QueueCounts(count, (textFor) => {
      for (const stream of streams) {
        const text = textFor(stream);
        if (text !== null) told.push({ stream, text });
      }
    });
  });

  it('are told to everybody once, and again when they have changed', async () => {
    await queueCounts.round(10_000);
    await queueCounts.round(12_000);
    expect(told).toHaveLength(2);
    counts = { spam: NONE, hate: NONE };
    queueCounts.outdated();
    await queueCounts.round(14_000);
    expect(told.slice(2).map(({ text }) => text)).toEqual([1, 2].map(() => `event: counts\ndata: ${JSON.stringify({ total: 0, queues: counts })}\n\n`));
  });

  it('are counted once a second at most, and every quarter of a minute when nothing happens', async () => {
    for (let now = 10_000; now < 20_000; now += 200) {
      queueCounts.outdated();
      await queueCounts.round(now);
    }
    expect(counted).toBe(10);
    for (let now = 20_000; now < 60_000; now += 200) await queueCounts.round(now);
    expect(counted).toBe(13);
  });

  it('take a twentieth of the time at most, however long counting takes', async () => {
    let clock = 0;
    const slow = new QueueCounts(() => {
      counted++;
      clock += 500;
      return Promise.resolve(counts);
    }, () => undefined, () => clock);
    for (let now = 10_000; now < 40_000; now += 200) {
      slow.outdated();
      await slow.round(now);
    }
    expect(counted).toBe(3);
  });

  it('are told at once to who comes later, without counting', async () => {
    await queueCounts.round(10_000);
    streams.push(new DeskStream(0));
    await queueCounts.round(10_200);
    expect([counted, told.length]).toEqual([1, 3]);
  });

  it('leave out queues that are closed to a client', async () => {
    for (const stream of streams.slice(1)) stream.hidden = new Set(['hate']);
    await queueCounts.round(10_000);
    expect(told.map(({ text }) => /"total":(\d+)/.exec(text)?.[1])).toEqual(['5', '3']);
    expect(told[1]?.text).not.toContain('hate');
  });

  it('are counted again after a failure', async () => {
    let isAway = true;
    const failing = new QueueCounts(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(counts)), (textFor) => void told.push({ stream: streams[0] as DeskStream, text: textFor(streams[0] as DeskStream) ?? '' }));
    await expect(failing.round(10_000)).rejects.toThrow('away');
    isAway = false;
    await failing.round(11_000);
    expect(told.at(-1)?.text).toContain('"total":5');
  });
});
