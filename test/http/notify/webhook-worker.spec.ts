import { SERVICE_CALL } from '../../../src/access/call';
import { AddWebhook } from '../../../src/notify/add-webhook';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { adminUrl } from '../../support/test-server';
import { Client } from 'pg';
import { NotifyWorld } from './notify-world';
import { Receiver, verify } from './receiver';

describe('a worker process', () => {
  let world: NotifyWorld;
  let receiver: Receiver;

  beforeEach(async () => {
    receiver = await Receiver.start();
    world = await NotifyWorld.start({ roles: 'worker' });
  });
  afterEach(async () => {
    await world.stop();
    await receiver.stop();
  });

  const asAdmin = async (...statements: string[]): Promise<void> => {
    const admin = new Client({ connectionString: adminUrl() });
    await admin.connect();
    for (const statement of statements) await admin.query(statement);
    await admin.end();
  };

  it('sends a message within half a second, by itself', async () => {
    const site = await world.newSite();
    const { secret } = await world.app.get(AddWebhook).execute(SERVICE_CALL, site, { url: receiver.url });
    // The first message also makes the queue; what counts is every one after it.
    await world.happens(site);
    await receiver.arrived(1);
    const began = performance.now();
    await world.happens(site);
    await receiver.arrived(2);
    expect(performance.now() - began).toBeLessThan(1_000);
    verify(secret, receiver.at(1));
  });

  it('goes on by itself when the database was away', async () => {
    const name = new URL(world.database.url).pathname.slice(1);
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const site = await world.newSite();
    await world.app.get(AddWebhook).execute(SERVICE_CALL, site, { url: receiver.url });
    await world.happens(site);
    await receiver.arrived(1);

    await asAdmin(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    await expect(world.happens(site)).rejects.toThrow();
    await expect(world.tell()).rejects.toThrow();
    await asAdmin(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);

    await world.happens(site);
    await receiver.arrived(2);
    expect(receiver.received).toHaveLength(2);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('lets an attempt under way end before it stops, and starts nothing after', async () => {
    const site = await world.newSite();
    await world.app.get(AddWebhook).execute(SERVICE_CALL, site, { url: receiver.url });
    await world.happens(site);
    await receiver.arrived(1);
    await world.app.get(Jobs).beforeApplicationShutdown();
    await world.happens(site);
    const [delivery] = await world.query<{ status: string }>('SELECT status FROM webhook_delivery');
    expect(delivery).toEqual({ status: 'delivered' });
    expect(await world.query('SELECT FROM outbox')).toHaveLength(1);
  });
});
