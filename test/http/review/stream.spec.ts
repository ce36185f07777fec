import { PositionEvents } from '../../../src/review/position-events';
import type { Client } from '../../support/client';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';
import { StreamClient, type StreamEvent } from './stream-client';

let desk: Desk;
let base: string;
let ana: PersonInWorld;
let ben: PersonInWorld;
let open: StreamClient[] = [];

beforeAll(async () => {
  desk = await Desk.open();
  base = await desk.on.listen();
  [ana, ben] = [await desk.person('moderator', 'Ana'), await desk.person('moderator', 'Ben')];
});

afterEach(() => {
  for (const stream of open) stream.cut();
  open = [];
});

afterAll(() => desk.close());

/** As the worker does all the time. */
async function place(): Promise<void> {
  while ((await desk.on.app.get(PositionEvents).runOnce()) > 0);
}

async function listen(client: Client, query = '', headers: Record<string, string> = {}, path = desk.review('stream')): Promise<StreamClient> {
  const stream = await StreamClient.open(`${base}${path}${query}`, { ...client.headers, ...headers });
  open.push(stream);
  if (stream.status === 200) await stream.until(() => stream.events.length > 0, 'a greeting');
  return stream;
}

const told = ({ type, data }: StreamEvent): object => ({ type, ...(data as object) });

describe('the live stream', () => {
  it('begins with where it stands and what waits, and tells what happens, by whom, and to which item', async () => {
    await place();
    const stream = await listen(ana.client);
    expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    await stream.until(() => stream.events.some(({ type }) => type === 'counts'), 'counts');
    expect(stream.events[0]).toMatchObject({ type: 'ready', id: expect.any(Number) });
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ben.client);
    await ben.client.post(desk.review(`items/${item.id}/claim`));
    const { body: decision } = await desk.decide(ben.client, item, { action: 'reject', reasonCode: 'abuse' });
    await place();
    await stream.until(() => stream.lines.length >= 3, 'three lines');
    const by = { id: ben.id, name: 'Ben' };
    expect(stream.lines.map(told)).toMatchObject([
      { type: 'item.opened', cause: 'comment.submitted', itemId: item.id, commentId: id, queueId: expect.any(String), by: null, status: 'held' },
      { type: 'item.claimed', itemId: item.id, commentId: id, by, expiresAt: expect.any(String) },
      { type: 'decision.made', itemId: item.id, commentId: id, by, decisionId: decision.id, action: 'reject', reasonCode: 'abuse', status: 'rejected', state: 'resolved' },
    ]);
    expect(JSON.stringify(stream.events)).not.toMatch(/claimId|weather/);
  });
});
