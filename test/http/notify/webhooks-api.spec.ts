import type { Site } from '../../../src/domain/actor';
import { WEBHOOK_TYPES } from '../../../src/domain/statuses';
import { DELIVERY_QUEUE } from '../../../src/notify/delivery-queue';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { startTestApp, type TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { World } from '../../support/world';
import { Receiver, verify } from './receiver';

let service: TestApp;
let world: World;
let site: Site;
let admin: Client;
let webhooks: string;
let receiver: Receiver;

beforeAll(async () => {
  service = await startTestApp({ env: { WEIR_WEBHOOK_ALLOW_NETWORKS: '127.0.0.0/8' } });
  world = new World(service);
  receiver = await Receiver.start();
  site = await world.newSite();
  admin = (await world.person(site, 'admin')).client;
  webhooks = `/v1/sites/${site.slug}/webhooks`;
});
afterAll(async () => {
  await receiver.stop();
  await service.close();
});

const NOBODY = '0198c0de-0000-7000-8000-000000000000';

describe('POST /webhooks', () => {
  it('adds an endpoint that is told everything, and shows its secret this once', async () => {
    const added = await admin.post(webhooks, { url: receiver.url });
    expect(added).toMatchObject({ status: 201, body: { url: receiver.url, types: [...WEBHOOK_TYPES], includeText: false, isEnabled: true, failingSince: null, secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) } });
    const { secret, ...rest } = added.body as { secret: string; id: string };
    expect(await admin.get(webhooks)).toMatchObject({ status: 200, body: { items: [rest], nextCursor: null } });
    expect((await admin.get(`${webhooks}/${rest.id}`)).body).toEqual(rest);
    expect(JSON.stringify((await admin.get(webhooks)).body)).not.toContain(secret);
  });

  it.each([
    ['no URL', {}, '/url'],
    ['a number for a URL', { url: 7 }, '/url'],
    ['something else', { url: 'mailto:desk@news.example' }, '/url'],
    ['a password in it', { url: 'https://ana:secret@news.example/' }, '/url'],
    ['a private address', { url: 'https://10.0.0.8/hook' }, '/url'],
    ['a private address in disguise', { url: 'https://[::ffff:a00:8]/hook' }, '/url'],
    ['a URL without end', { url: `https://news.example/${'x'.repeat(2_000)}` }, '/url'],
    ['an unknown type', { url: 'https://news.example/', types: ['comment.read'] }, '/types'],
    ['no type', { url: 'https://news.example/', types: [] }, '/types'],
    ['null types', { url: 'https://news.example/', types: null }, '/types'],
    ['a text for a flag', { url: 'https://news.example/', includeText: 'yes' }, '/includeText'],
    ['an unknown key', { url: 'https://news.example/', secret: 'whsec_mine' }, '/secret'],
  ])('refuses %s', async (_, body, pointer) => {
    expect(await admin.post(webhooks, body)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ pointer }] } });
  });

  it('has an end', async () => {
    const crowded = await world.newSite();
    const owner = await world.ownerClient();
    const answers = [];
    for (let times = 0; times < 21; times++) answers.push((await owner.post(`/v1/sites/${crowded.slug}/webhooks`, { url: 'https://news.example/' })).status);
    expect(answers.filter((status) => status === 201)).toHaveLength(20);
    expect(answers.at(-1)).toBe(409);
  });
});

describe('one webhook', () => {
  let path: string;
  beforeEach(async () => {
    path = `${webhooks}/${String((await admin.post(webhooks, { url: receiver.url })).body.id)}`;
  });

  afterEach(() => admin.delete(path));

  it('changes only what is named', async () => {
    expect(await admin.patch(path, { types: ['comment.decided'], isEnabled: false })).toMatchObject({ status: 200, body: { url: receiver.url, types: ['comment.decided'], includeText: false, isEnabled: false, disabledReason: 'Switched off by an admin.' } });
    expect(await admin.patch(path, { includeText: true, isEnabled: true })).toMatchObject({ status: 200, body: { types: ['comment.decided'], includeText: true, isEnabled: true, disabledReason: null } });
    expect(await admin.patch(path, { url: 'https://127.0.0.1.nip.example/' })).toMatchObject({ status: 200 });
    expect(await admin.patch(path, { url: 'https://192.168.0.1/' })).toMatchObject({ status: 422 });
    expect(await admin.patch(path, { isEnabled: null })).toMatchObject({ status: 422 });
  });

  it('goes away with its log', async () => {
    expect(await admin.delete(path)).toMatchObject({ status: 204 });
    expect(await admin.get(path)).toMatchObject({ status: 404 });
    expect(await admin.delete(path)).toMatchObject({ status: 404 });
    expect(await admin.get(`${path}/deliveries`)).toMatchObject({ status: 404 });
  });

  it('sends a test, logs it page by page, and replays it', async () => {
    const { secret } = (await admin.post(`${path}/rotate`)).body as { secret: string };
    const before = receiver.received.length;
    const first = await admin.post(`${path}/test`);
    const second = await admin.post(`${path}/test`);
    expect(first).toMatchObject({ status: 201, body: { type: 'webhook.test', status: 'pending', attempts: [] } });
    await service.app.get(Jobs).drain(DELIVERY_QUEUE);
    expect(verify(secret, receiver.at(before))).toMatchObject({ type: 'webhook.test', data: { site: site.slug } });

    const newest = await admin.get(`${path}/deliveries?limit=1`);
    expect(newest).toMatchObject({ status: 200, body: { items: [{ id: second.body.id, status: 'delivered', attempts: [{ attempt: 1, status: 204 }] }] } });
    const older = await admin.get(`${path}/deliveries?limit=1&cursor=${String(newest.body.nextCursor)}`);
    expect(older).toMatchObject({ status: 200, body: { items: [{ id: first.body.id }], nextCursor: null } });

    expect(await admin.post(`${webhooks}/deliveries/${String(first.body.id)}/replay`)).toMatchObject({ status: 201, body: { messageId: first.body.messageId, status: 'pending' } });
    await service.app.get(Jobs).drain(DELIVERY_QUEUE);
    expect(receiver.at(before + 2).headers['webhook-id']).toBe(first.body.messageId);
  });

  it.each(['cursor=nonsense', 'cursor=WzFd', 'cursor=WyJ4Il0', 'limit=0', 'limit=101', 'limit=x', 'page=2'])('answers 422 to the query %s', async (query) => {
    expect(await admin.get(`${path}/deliveries?${query}`)).toMatchObject({ status: 422, body: { code: 'invalid' } });
  });
});

describe('who may', () => {
  const routes = (id: string) => [['GET', ''], ['POST', ''], ['GET', `/${id}`], ['PATCH', `/${id}`], ['DELETE', `/${id}`], ['POST', `/${id}/rotate`], ['POST', `/${id}/test`], ['GET', `/${id}/deliveries`], ['POST', `/deliveries/${id}/replay`]] as const;
  const BODY = { url: 'https://news.example/' };

  it('admins of the site alone', async () => {
    const { body } = await admin.post(webhooks, BODY);
    const { client: lead } = await world.person(site, 'lead');
    for (const [method, path] of routes(String(body.id))) expect([method, path, (await lead.send(method, webhooks + path, { body: BODY })).status]).toEqual([method, path, 403]);
  });

  it('nobody of another site, who learns nothing', async () => {
    const { body } = await admin.post(webhooks, BODY);
    const other = await world.newSite();
    const { client: stranger } = await world.person(other, 'admin');
    for (const [method, path] of routes(String(body.id))) expect([method, path, (await stranger.send(method, webhooks + path, { body: BODY })).status]).toEqual([method, path, 404]);
    const own = `/v1/sites/${other.slug}/webhooks`;
    for (const [method, path] of routes(String(body.id)).slice(2)) expect([method, path, (await stranger.send(method, own + path, { body: method === 'PATCH' ? {} : undefined })).status]).toEqual([method, path, 404]);
    expect((await admin.get(`${webhooks}/${String(body.id)}`)).status).toBe(200);
  });

  it('nobody finds what is not there', async () => {
    for (const id of [NOBODY, 'not-an-id', '%00']) {
      for (const [method, path] of routes(id).slice(2)) expect([method, path, (await admin.send(method, webhooks + path, { body: method === 'PATCH' ? {} : undefined })).status]).toEqual([method, path, 404]);
    }
  });
});
