import { randomUUID } from 'node:crypto';
import { holdingRule, SignalsWorld } from './signals-world';

let world: SignalsWorld;

beforeAll(async () => { world = await SignalsWorld.open(); });
afterAll(() => world.close());

const newcomer = (): { id: string; name: string } => ({ id: `u-${randomUUID()}`, name: 'Ana' });
const outcome = (of: string, count: object, by = 'author'): object => ({ rate: { by: [by], window: '1h', of, count } });

describe('counts of what became of comments', () => {
  it('rejected: by people, and less when they take it back', async () => {
    await world.desk.publish([holdingRule('often-rejected', outcome('rejected', { gte: 2 }))]);
    const author = newcomer();
    const comments = [];
    for (const word of ['first', 'second', 'third']) comments.push(await world.send(`A ${word} remark.`, { author }));
    await world.decide(comments[0] ?? { id: '' }, 'reject', 'abuse');
    const second = await world.decide(comments[1] ?? { id: '' }, 'reject', 'abuse');
    expect((await world.send('Before the worker came.', { author })).status).toBe('published');
    await world.work();
    expect((await world.send('After it came.', { author })).status).toBe('held');
    await world.desk.undo(second);
    await world.work();
    expect((await world.send('After it was taken back.', { author })).status).toBe('published');
    expect((await world.send('Somebody else.', { author: newcomer() })).status).toBe('published');
  });

  it('held: also by the addresses behind them, of which only hashes are kept', async () => {
    await world.desk.publish([holdingRule('zorble', { body: { words: 'zorble' } }), holdingRule('neighbours', outcome('held', { gte: 2 }, 'ip_range'))]);
    const from = (n: number): Record<string, unknown> => ({ request: { ip: `198.51.100.${String(n)}` } });
    await world.send('A zorble.', from(1));
    await world.send('A zorble too.', from(2));
    await world.work();
    expect((await world.send('A calm remark of a neighbour.', from(3))).status).toBe('held');
    expect((await world.send('A calm remark of somebody far away.', { request: { ip: '203.0.113.9' } })).status).toBe('published');
  });

  it('reported: each report once', async () => {
    await world.desk.publish([holdingRule('reported', outcome('reported', { gte: 2 }))]);
    const author = newcomer();
    const comment = await world.send('A remark some will report.', { author });
    for (const reporterId of ['r-1', 'r-2']) await world.desk.server.post(world.desk.path(`comments/${comment.id}/reports`), { reason: 'spam', reporterId });
    await world.work();
    await world.work();
    expect((await world.facts((await world.send('The next remark.', { author })).id)).rates).toEqual({ 'reported:author:3600s': 2 });
  });
});

describe('address lists', () => {
  it('name the address of a comment, of which no fact keeps anything', async () => {
    await world.desk.publish(
      [holdingRule('known-address', { 'request.ip_lists': { any_in: ['proxies'] } })],
      [{ id: 'proxies', kind: 'ips', entries: ['192.0.2.0/24', '2001:db8::/32'] }],
    );
    const held = await world.send('A remark through a proxy.', { request: { ip: '192.0.2.55' } });
    expect([held.status, (await world.facts(held.id)).fields['request.ip_lists']]).toEqual(['held', ['proxies']]);
    expect(JSON.stringify(await world.facts(held.id))).not.toContain('192.0.2.55');
    expect((await world.send('A remark from elsewhere.', { request: { ip: '198.51.100.55' } })).status).toBe('published');
    expect((await world.send('A remark from nowhere.')).status).toBe('published');
  });
});
