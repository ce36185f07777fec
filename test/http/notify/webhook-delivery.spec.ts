import type { Site } from '../../../src/domain/actor';
import { SERVICE_CALL } from '../../../src/access/call';
import { AddWebhook } from '../../../src/notify/add-webhook';
import { ChangeWebhook } from '../../../src/notify/change-webhook';
import { DeliverWebhook } from '../../../src/notify/deliver-webhook';
import { ListDeliveries } from '../../../src/notify/list-deliveries';
import { DELIVERY_QUEUE } from '../../../src/notify/delivery-queue';
import { PruneDeliveries } from '../../../src/notify/prune-deliveries';
import { RelayOutbox } from '../../../src/notify/relay-outbox';
import { ReplayDelivery } from '../../../src/notify/replay-delivery';
import { RotateSecret } from '../../../src/notify/rotate-secret';
import { ShowWebhook } from '../../../src/notify/show-webhook';
import type { WebhookWithSecretView } from '../../../src/notify/webhook.dto';
import { Jobs } from '../../../src/platform/jobs/jobs';
import type { DeliveryId } from '../../../src/store/webhook-delivery.store';
import type { EndpointId } from '../../../src/store/webhook-endpoint.store';
import { NotifyWorld } from './notify-world';
import { Receiver, verify } from './receiver';

const never = new AbortController().signal;

describe('a webhook', () => {
  let world: NotifyWorld;
  let receiver: Receiver;
  let site: Site;

  beforeAll(async () => {
    world = await NotifyWorld.start({ timeoutMs: 1_000 });
  });
  beforeEach(async () => {
    receiver = await Receiver.start();
    site = await world.newSite();
  });
  afterEach(() => receiver.stop());
  afterAll(() => world.stop());

  const listen = (options: { types?: ['comment.submitted']; includeText?: boolean; url?: string } = {}): Promise<WebhookWithSecretView> =>
    world.app.get(AddWebhook).execute(SERVICE_CALL, site, { url: receiver.url, ...options });
  const log = async ({ id }: { id: string }) => (await world.app.get(ListDeliveries).execute(site, id as EndpointId, { limit: 50 })).items;
  const show = ({ id }: { id: string }) => world.app.get(ShowWebhook).execute(site, id as EndpointId);
  const attempt = (deliveryId: string, number: number): Promise<void> =>
    world.app.get(DeliverWebhook).execute({ siteId: site.id, deliveryId: deliveryId as DeliveryId, attempt: number }, never);

  it('arrives once, signed, as minified JSON that names what happened', async () => {
    const webhook = await listen();
    const id = await world.happens(site, { createdAt: new Date('2026-11-23T10:00:00Z') });

    await world.tell();
    await world.tell();

    expect(receiver.received).toHaveLength(1);
    const message = receiver.at(0);
    expect(message).toMatchObject({ method: 'POST', path: '/hooks/weir', headers: { 'content-type': 'application/json', 'webhook-id': `msg_${id}` } });
    expect(verify(webhook.secret, message)).toMatchObject({ type: 'comment.decided', timestamp: '2026-11-23T10:00:00.000Z', data: { site: site.slug, comment: { externalId: 'c-1001', version: 2 } } });
    expect(message.body).toBe(JSON.stringify(JSON.parse(message.body)));
    expect(await log(webhook)).toEqual([expect.objectContaining({ status: 'delivered', messageId: `msg_${id}`, attempts: [expect.objectContaining({ attempt: 1, status: 204, error: null })] })]);
  });

  it('is verified by nobody else', async () => {
    await listen();
    await world.happens(site);
    await world.tell();
    expect(() => verify('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', receiver.at(0))).toThrow('No matching signature');
  });

  it('waits for its time', async () => {
    await listen();
    const soon = new Date(Date.now() + 10_000);
    await world.happens(site, { sendAfter: soon });
    expect(await world.tell()).toBe(0);
    expect(await world.tell(soon)).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  it('is not sent when it is taken back in time', async () => {
    await listen();
    const soon = new Date(Date.now() + 10_000);
    const id = await world.happens(site, { sendAfter: soon });
    await world.query('DELETE FROM outbox WHERE site_id = $1 AND id = $2', [site.id, id]);
    expect(await world.tell(soon)).toBe(0);
    expect(receiver.received).toEqual([]);
  });

  it('reaches every endpoint that asked for its type, and no other', async () => {
    const other = await world.newSite();
    const elsewhere = await Receiver.start();
    await world.app.get(AddWebhook).execute(SERVICE_CALL, other, { url: elsewhere.url });
    const [one, two, deaf] = [await listen(), await listen(), await listen({ types: ['comment.submitted'] })];

    await world.happens(site);
    await world.tell();

    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(elsewhere.received).toEqual([]);
    expect([await log(one), await log(two), await log(deaf)].map((entries) => entries.length)).toEqual([1, 1, 0]);
    await elsewhere.stop();
  });

  it('is tried again after a failure, with the same id and a new timestamp, and once more is not too often', async () => {
    const webhook = await listen();
    receiver.answersWith(500, 200);
    await world.happens(site);
    await world.tell();
    const [delivery] = await log(webhook);
    expect(delivery).toMatchObject({ status: 'pending', lastError: 'The receiver answered 500.' });
    expect((await show(webhook)).failingSince).not.toBeNull();
    const [planned] = await world.query<{ data: unknown; wait: number }>(
      `SELECT data, round(extract(epoch FROM start_after - created_on))::integer AS wait FROM pgboss.job WHERE name = 'webhook-delivery' AND state = 'created' AND data->>'deliveryId' = $1`,
      [delivery?.id],
    );
    expect(planned).toMatchObject({ data: { siteId: site.id, attempt: 2 } });
    expect(planned?.wait).toBeGreaterThanOrEqual(5);
    expect(planned?.wait).toBeLessThanOrEqual(6);

    await attempt(delivery?.id ?? '', 2);
    // The same job handed out twice, because its first process died: nothing is sent.
    await attempt(delivery?.id ?? '', 2);

    expect(receiver.received).toHaveLength(2);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([delivery?.messageId, delivery?.messageId]);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
    verify(webhook.secret, receiver.at(1));
    expect(await log(webhook)).toEqual([expect.objectContaining({ status: 'delivered', attempts: [expect.objectContaining({ status: 500 }), expect.objectContaining({ attempt: 2, status: 200 })] })]);
    expect((await show(webhook)).failingSince).toBeNull();
  });

  it('waits as long as the receiver asks', async () => {
    const webhook = await listen();
    receiver.answersWith([429, { 'retry-after': '3600' }]);
    await world.happens(site);
    await world.tell();
    const [delivery] = await log(webhook);
    const jobs = await world.query<{ wait: number }>(`SELECT extract(epoch FROM start_after - created_on)::integer AS wait FROM pgboss.job WHERE state = 'created' AND data->>'deliveryId' = $1`, [delivery?.id]);
    expect(jobs).toEqual([{ wait: 3_600 }]);
  });

  it('switches off an endpoint that is gone, and is not sent to it any more', async () => {
    const webhook = await listen();
    receiver.answersWith(410);
    await world.happens(site);
    await world.tell();
    await world.happens(site);
    await world.tell();
    expect(receiver.received).toHaveLength(1);
    expect(await show(webhook)).toMatchObject({ isEnabled: false, disabledReason: 'The receiver answered 410 Gone.' });
    expect(await world.query('SELECT actor, payload FROM event WHERE site_id = $1 AND type = $2', [site.id, 'webhook.changed'])).toEqual([
      { actor: 'system', payload: { webhookId: webhook.id, changes: { isEnabled: { from: true, to: false } }, because: 'The receiver answered 410 Gone.' } },
    ]);
    expect(await log(webhook)).toEqual([expect.objectContaining({ status: 'failed' })]);
  });

  it('switches off an endpoint that has failed for five days', async () => {
    const webhook = await listen();
    await world.query(`UPDATE webhook_endpoint SET failing_since = now() - interval '5 days' WHERE site_id = $1`, [site.id]);
    receiver.answersWith(500);
    await world.happens(site);
    await world.tell();
    expect(await show(webhook)).toMatchObject({ isEnabled: false, disabledReason: 'Nothing could be delivered for five days.' });
  });

  it('gives up what waits for an endpoint that was switched off, and sends it when it is replayed', async () => {
    const webhook = await listen();
    receiver.answersWith(500);
    await world.happens(site);
    await world.tell();
    const [delivery] = await log(webhook);
    await world.app.get(ChangeWebhook).execute(SERVICE_CALL, site, webhook.id as EndpointId, { isEnabled: false });
    await attempt(delivery?.id ?? '', 2);
    expect(await log(webhook)).toEqual([expect.objectContaining({ status: 'failed', lastError: 'The endpoint is switched off.' })]);
    await expect(world.app.get(ReplayDelivery).execute(site, delivery?.id as DeliveryId)).rejects.toMatchObject({ code: 'not_possible' });

    expect(await world.app.get(ChangeWebhook).execute(SERVICE_CALL, site, webhook.id as EndpointId, { isEnabled: true })).toMatchObject({ isEnabled: true, disabledReason: null, failingSince: null });
    await world.app.get(ReplayDelivery).execute(site, delivery?.id as DeliveryId);
    await world.attempts();
    expect(receiver.received).toHaveLength(2);
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await Receiver.start();
    const webhook = await listen();
    receiver.answersWith([307, { location: elsewhere.url }]);
    await world.happens(site);
    await world.tell();
    expect(elsewhere.received).toEqual([]);
    expect(await log(webhook)).toEqual([expect.objectContaining({ status: 'pending', lastError: 'The receiver redirects (307); redirects are not followed.' })]);
    await elsewhere.stop();
  });

  it('does not wait for a receiver that keeps silent', async () => {
    const webhook = await listen();
    receiver.keepsSilent();
    await world.happens(site);
    await world.tell();
    expect(await log(webhook)).toEqual([expect.objectContaining({ status: 'pending', lastError: 'The receiver did not answer in time.', attempts: [expect.objectContaining({ status: null })] })]);
  });

  it('never connects to an address that is not public, whatever its name', async () => {
    const strict = await world.beside({ allowNetworks: '' });
    const refused = await listen({ url: receiver.url.replace('127.0.0.1', 'localhost') });
    await expect(strict.get(AddWebhook).execute(SERVICE_CALL, site, { url: receiver.url })).rejects.toMatchObject({ code: 'invalid', details: { errors: [{ pointer: '/url' }] } });
    await world.happens(site);
    await strict.get(RelayOutbox).execute(new Date());
    await strict.get(Jobs).drain(DELIVERY_QUEUE);
    expect(receiver.received).toEqual([]);
    expect(await log(refused)).toEqual([expect.objectContaining({ status: 'pending', lastError: expect.stringContaining('not public') })]);
    await strict.close();
  });

  it('keeps its secret encrypted', async () => {
    const webhook = await listen();
    const [row] = await world.query<{ secret: Buffer }>('SELECT secret FROM webhook_endpoint WHERE site_id = $1', [site.id]);
    expect(row?.secret.includes(webhook.secret)).toBe(false);
    expect(JSON.stringify(await show(webhook))).not.toContain(webhook.secret);
  });

  it('gets two attempts at once and no more while its endpoint fails, and loses none by that', async () => {
    const webhook = await listen();
    await world.query('UPDATE webhook_endpoint SET failing_since = now() WHERE site_id = $1', [site.id]);
    receiver.keepsSilent();
    receiver.keepsSilent();
    for (let times = 0; times < 3; times++) await world.happens(site);
    await world.tell();
    expect(receiver.received).toHaveLength(2);
    const waiting = (await log(webhook)).filter(({ attempts }) => attempts.length === 0);
    expect(waiting).toEqual([expect.objectContaining({ status: 'pending' })]);
    expect(await world.query(`SELECT data->'attempt' AS attempt FROM pgboss.job WHERE state = 'created' AND data->>'deliveryId' = $1`, [waiting[0]?.id])).toEqual([{ attempt: 1 }]);
  });

  it('is signed with the old and the new secret for a day after a rotation', async () => {
    const webhook = await listen();
    const { secret, previousSecretUntil } = await world.app.get(RotateSecret).execute(SERVICE_CALL, site, webhook.id as EndpointId);
    await world.happens(site);
    await world.tell();
    expect(verify(webhook.secret, receiver.at(0))).toEqual(verify(secret, receiver.at(0)));
    const overlap = Date.parse(previousSecretUntil ?? '') - Date.now();
    expect(overlap).toBeGreaterThan(86_000_000);
    expect(overlap).toBeLessThanOrEqual(86_400_000);

    const yesterday = new Date(Date.now() - 86_400_001);
    const { secret: third } = await world.app.get(RotateSecret).execute(SERVICE_CALL, site, webhook.id as EndpointId, yesterday);
    await world.happens(site);
    await world.tell();
    verify(third, receiver.at(1));
    expect(() => verify(secret, receiver.at(1))).toThrow('No matching signature');
  });

  it('can be replayed: the same id and the same bytes, in a new series of attempts', async () => {
    const webhook = await listen();
    await world.happens(site);
    await world.tell();
    const [first] = await log(webhook);
    await world.app.get(ReplayDelivery).execute(site, first?.id as DeliveryId);
    await world.attempts();
    const [again, before] = receiver.received.reverse();
    expect(again?.headers['webhook-id']).toBe(before?.headers['webhook-id']);
    expect(again?.body).toBe(before?.body);
    expect((await log(webhook)).map(({ status, messageId }) => [status, messageId])).toEqual([
      ['delivered', first?.messageId],
      ['delivered', first?.messageId],
    ]);
  });

  it('is not replayed for another site', async () => {
    const webhook = await listen();
    await world.happens(site);
    await world.tell();
    const [first] = await log(webhook);
    const stranger = await world.newSite();
    await expect(world.app.get(ReplayDelivery).execute(stranger, first?.id as DeliveryId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('carries the text only to an endpoint that asked for it', async () => {
    await listen();
    await listen({ includeText: true });
    const commentId = '0198c0de-0000-7000-8000-000000000001';
    await world.query(`INSERT INTO article (site_id, id, created_at, updated_at) VALUES ($1, 'caracas', now(), now())`, [site.id]);
    await world.query(
      `INSERT INTO comment (site_id, id, article_id, author_kind, status, revision, fingerprint, created_at, status_changed_at) VALUES ($1, $2, 'caracas', 'anonymous', 'held', 2, '\\x00', now(), now())`,
      [site.id, commentId],
    );
    for (const [revision, body] of [[1, 'First words'], [2, 'Ségunda versión 😀']] as const) {
      await world.query(`INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at) VALUES ($1, $2, $3, $4, 'text', $2, now(), now())`, [site.id, commentId, revision, body]);
    }
    await world.happens(site, { commentId, payload: { comment: { id: commentId, version: 2 } } });
    await world.tell();
    const comments = receiver.received.map(({ body }) => (JSON.parse(body) as { data: { comment: unknown } }).data.comment);
    expect(comments).toEqual(expect.arrayContaining([{ id: commentId, version: 2 }, { id: commentId, version: 2, body: 'Ségunda versión 😀' }]));
  });

  it('stays in the outbox when its deliveries cannot be begun, and keeps no other site waiting', async () => {
    const [broken, sound] = [site, await world.newSite()];
    await listen();
    await world.app.get(AddWebhook).execute(SERVICE_CALL, sound, { url: receiver.url });
    await world.happens(broken);
    await world.happens(sound);
    await world.query(`ALTER TABLE webhook_delivery ADD CONSTRAINT not_this_site CHECK (site_id <> '${broken.id}') NOT VALID`);
    await expect(world.tell()).rejects.toThrow('not_this_site');
    await world.attempts();
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { data: { site: string } }).data.site)).toEqual([sound.slug]);

    await world.query('ALTER TABLE webhook_delivery DROP CONSTRAINT not_this_site');
    await world.tell();
    expect(receiver.received).toHaveLength(2);
  });

  it('is forgotten after 30 days, unless it still waits', async () => {
    const webhook = await listen();
    receiver.answersWith(204, 500);
    await world.happens(site);
    await world.tell();
    await world.happens(site);
    await world.tell();
    const prune = world.app.get(PruneDeliveries);
    const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
    expect(await prune.execute(inDays(29))).toBe(0);
    expect(await prune.execute(inDays(31))).toBeGreaterThan(0);
    expect((await log(webhook)).map(({ status }) => status)).toEqual(['pending']);
  });

  it('is relayed once, however many relays run', async () => {
    await listen();
    for (let times = 0; times < 20; times++) await world.happens(site);
    const counts = await Promise.all([world.tell(), world.tell(), world.tell()]);
    await world.attempts();
    await world.attempts();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(20);
    expect(receiver.received).toHaveLength(20);
  });
});
