import fc from 'fast-check';
import type { StreamRow } from '../../store/stream.store';
import { BUFFER_BYTES, DeskStream } from './desk-stream';
import { SiteFeed } from './site-feed';

const aLine = (position: number): StreamRow => ({
  position: String(position), type: 'item.claimed', actor: 'person:p', actor_name: 'Ana', comment_id: 'c', item_id: 'i', decision_id: null,
  payload: { reason: 'x'.repeat(position % 7 === 0 ? 3_000 : 10) }, created_at: new Date(0), queue_id: 'spam', version: 1, state: 'open',
});

/** A log that grows; reading it takes a moment. */
class Log {
  length = 0;
  readonly read = async (after: number, limit: number): Promise<StreamRow[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return Array.from({ length: Math.max(0, Math.min(limit, this.length - after)) }, (_, n) => aLine(after + n + 1));
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What a client has got: the ids in its text. */
function positionsOf(text: string): number[] {
  return [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
}

describe('a feed', () => {
  it('gives each client every line behind its position, once and in order, whoever is slow, comes late or resumes', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('grow' as const), by: fc.integer({ min: 1, max: 300 }) }),
      fc.record({ kind: fc.constant('advance' as const), by: fc.constant(0) }),
      fc.record({ kind: fc.constant('join' as const), by: fc.nat(400) }),
      fc.record({ kind: fc.constant('read' as const), by: fc.nat(5) }),
      fc.record({ kind: fc.constant('turn' as const), by: fc.constant(0) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const log = new Log();
      const feed = new SiteFeed(log.read, 0);
      const clients: { stream: DeskStream; from: number; text: string }[] = [];
      const take = (client: (typeof clients)[number]): void => {
        const chunk = client.stream.read() as Buffer | null;
        client.text += chunk?.toString() ?? '';
      };
      for (const { kind, by } of steps) {
        if (kind === 'grow') log.length += by;
        if (kind === 'advance') await feed.advance();
        if (kind === 'turn') await turn();
        if (kind === 'read' && clients.length > 0) take(clients[by % clients.length] as (typeof clients)[number]);
        if (kind === 'join') {
          const from = Math.max(0, feed.head - by);
          const stream = new DeskStream(from);
          clients.push({ stream, from, text: '' });
          feed.follow(stream);
        }
      }
      while ((await feed.advance()).length > 0);
      for (let quiet = 0; quiet < 20; quiet++) {
        const before = clients.map(({ text }) => text.length).join();
        for (const client of clients) take(client);
        await turn();
        if (clients.map(({ text }) => text.length).join() !== before) quiet = 0;
      }
      for (const { text, from } of clients) expect(positionsOf(text)).toEqual(Array.from({ length: feed.head - from }, (_, n) => from + n + 1));
      expect(feed.head).toBe(log.length);
    }), { numRuns: 60 });
  });

  it('keeps no more than a portion beside the buffer for a client that takes nothing, and cuts it off', async () => {
    const log = new Log();
    const feed = new SiteFeed(log.read, 0);
    const stream = new DeskStream(0, 20);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    feed.follow(stream);
    await turn();
    let most = 0;
    for (let round = 0; round < 50; round++) {
      log.length += 200;
      await feed.advance();
      most = Math.max(most, stream.readableLength);
    }
    await closed;
    expect(most).toBeGreaterThan(BUFFER_BYTES / 2);
    expect(most).toBeLessThan(BUFFER_BYTES + 400_000);
    expect(feed.streams.size).toBe(0);
  });

  it('cuts a client off whose lines cannot be read', async () => {
    const feed = new SiteFeed(() => Promise.reject(new Error('away')), 5);
    const stream = new DeskStream(2);
    const closed = new Promise((resolve) => stream.once('close', resolve));
    feed.follow(stream);
    await closed;
    expect(stream.destroyed).toBe(true);
  });
});
