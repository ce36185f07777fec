import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SERVICE_CALL } from '../../../src/access/call';
import { AddWebhook } from '../../../src/notify/add-webhook';
import { ReplayDelivery } from '../../../src/notify/replay-delivery';
import { newWebhookSecret } from '../../../src/notify/webhook-signature';
import { Secrets } from '../../../src/platform/crypto/secrets';
import type { DeliveryId } from '../../../src/store/webhook-delivery.store';
import { NotifyWorld } from './notify-world';

const EXAMPLE = join(__dirname, '..', '..', '..', 'docs', 'examples', 'receive-webhook.mjs');

describe('the receiver of docs/webhooks.md', () => {
  let world: NotifyWorld;
  let receiver: ChildProcess;
  let lines: AsyncIterator<string>;
  const secret = newWebhookSecret();

  beforeAll(async () => {
    world = await NotifyWorld.start();
    receiver = spawn(process.execPath, [EXAMPLE], { env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
    if (!receiver.stdout) throw new Error('The example has no output');
    lines = createInterface({ input: receiver.stdout })[Symbol.asyncIterator]();
  });
  afterAll(async () => {
    receiver.kill();
    await world.stop();
  });

  const line = async (): Promise<string> => String((await lines.next()).value);

  it('takes each message once, and turns away what it cannot verify', async () => {
    const url = (await line()).replace('waiting at ', '');
    const site = await world.newSite();
    const { id } = await world.app.get(AddWebhook).execute(SERVICE_CALL, site, { url });
    await world.happens(site);
    await world.tell();
    expect(await world.query('SELECT last_status FROM webhook_delivery')).toEqual([{ last_status: 401 }]);

    await world.query('UPDATE webhook_endpoint SET secret = $2 WHERE id = $1', [id, world.app.get(Secrets).encrypt(secret)]);
    await world.happens(site);
    await world.tell();
    expect(await line()).toBe('comment.decided: c-1001 is published (version 2)');

    const [delivered] = await world.query<{ id: DeliveryId }>('SELECT id FROM webhook_delivery WHERE last_status = 204');
    await world.app.get(ReplayDelivery).execute(site, delivered?.id as DeliveryId);
    await world.attempts();
    await world.happens(site, { payload: { comment: { id: 'c-2', externalId: null, status: 'held', version: 1 } } });
    await world.tell();
    expect(await line()).toBe('comment.decided: c-2 is held (version 1)');
  });
});
