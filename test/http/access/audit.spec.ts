import { AddPerson } from '../../../src/access/people/add-person';
import { SERVICE_CALL } from '../../../src/access/call';
import type { Site } from '../../../src/domain/actor';
import { EnsureDemo } from '../../../src/intake/demo/ensure-demo';
import { PositionEvents } from '../../../src/review/position-events';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { expectStatus, type PersonInWorld, ssoSecretOf, World } from '../../support/world';

interface Line {
  readonly type: string;
  readonly actor: string;
  readonly position: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

let service: TestApp;
let world: World;
let owner: Client;
let site: Site;
let admin: PersonInWorld;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  owner = await world.ownerClient();
  site = await world.newSite();
  admin = await world.person(site, 'admin');
});

afterAll(() => service.close());

const path = (rest: string, of: Site = site): string => `/v1/sites/${of.slug}/${rest}`;

/** Lines of the log after a position, in their order, once the positioner has been there. */
async function linesAfter(after: number, slug = site.slug): Promise<Line[]> {
  await service.app.get(PositionEvents, { strict: false }).runOnce();
  const lines: Line[] = [];
  for (let from: string | null = String(after); from !== null; ) {
    const { body } = expectStatus(await owner.get(`/v1/sites/${slug}/review/events?after=${from}`), 200);
    lines.push(...(body.items as Line[]));
    from = body.nextCursor as string | null;
  }
  return lines;
}

/** What a request that succeeds adds to the log. */
async function linesOf(request: () => Promise<Answer>): Promise<{ lines: Line[]; answer: Answer }> {
  const before = (await linesAfter(0)).at(-1)?.position ?? 0;
  const answer = await request();
  if (answer.status >= 300) throw new Error(`${String(answer.status)}: ${JSON.stringify(answer.body)}`);
  return { lines: await linesAfter(before), answer };
}

const oneLine = (type: string, payload: object, actor = `person:${admin.id}`): unknown[] => [expect.objectContaining({ type, actor, payload, commentId: null, itemId: null, decisionId: null })];

describe('a new site', () => {
  it('is in its log with its first rules, and with who made it', async () => {
    const { body: me } = await owner.get('/v1/me');
    expectStatus(await owner.post('/v1/sites', { slug: 'audited', name: 'Audited' }), 201);
    expect(await linesAfter(0, 'audited')).toEqual([
      expect.objectContaining({ type: 'site.created', actor: `person:${String(me.id)}`, payload: { slug: 'audited' } }),
      expect.objectContaining({ type: 'rule_set.published', actor: `person:${String(me.id)}`, payload: { version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } }),
    ]);
  });

  it('made by the service itself at its first start names the system', async () => {
    await service.app.get(EnsureDemo, { strict: false }).execute();
    const lines = await linesAfter(0, 'demo');
    expect(lines.slice(0, 3).map(({ type, actor }) => [type, actor])).toEqual([['site.created', 'system'], ['rule_set.published', 'system'], ['key.created', 'system']]);
  });
});

describe('settings', () => {
  it('leave what they were and what they are', async () => {
    const { lines } = await linesOf(() => admin.client.patch(path('settings'), { undoSeconds: 20, bodyLimit: 10_000 }));
    expect(lines).toEqual(oneLine('settings.changed', { changes: { undoSeconds: { from: 10, to: 20 } } }));
  });

  it('leave of a secret that there is one now, or none', async () => {
    const { lines } = await linesOf(() => admin.client.patch(path('settings'), { ssoSecret: ssoSecretOf(site) }));
    expect(lines).toEqual(oneLine('settings.changed', { changes: { ssoSecret: 'set' } }));
    const removed = await linesOf(() => admin.client.patch(path('settings'), { ssoSecret: null }));
    expect(removed.lines).toEqual(oneLine('settings.changed', { changes: { ssoSecret: 'removed' } }));
  });

  it('that stay as they are leave nothing', async () => {
    expect((await linesOf(() => admin.client.patch(path('settings'), { timeZone: 'UTC', allowedOrigins: ['https://news.example'], ssoSecret: null }))).lines).toEqual([]);
  });
});

describe('a key', () => {
  it('leaves one line when it is made and one when it is revoked, however often', async () => {
    const { lines, answer } = await linesOf(() => admin.client.post(path('keys'), { name: 'Key of Ms. Miller', scopes: ['comments:read'], expiresAt: '2099-01-01T00:00:00Z' }));
    const keyId = String(answer.body.id);
    expect(lines).toEqual(oneLine('key.created', { keyId, scopes: ['comments:read'], expiresAt: '2099-01-01T00:00:00.000Z' }));
    const revoked = await linesOf(() => admin.client.delete(path(`keys/${keyId}`)));
    expect(revoked.lines).toEqual(oneLine('key.revoked', { keyId }));
    expect((await linesOf(() => admin.client.delete(path(`keys/${keyId}`)))).lines).toEqual([]);
  });

  it('that changes something is named as the actor', async () => {
    const key = await world.siteKey(site, ['admin']);
    const { lines } = await linesOf(() => key.client.post(path('keys'), { name: 'second', scopes: ['comments:read'] }));
    expect(lines).toEqual(oneLine('key.created', { keyId: expect.any(String), scopes: ['comments:read'], expiresAt: null }, `key:${key.id}`));
  });
});

describe('a person of the site', () => {
  it('leaves a line when added, when given another role and when removed', async () => {
    const { lines, answer } = await linesOf(() => admin.client.post(path('people'), { email: 'lea@desk.example', name: 'Lea Miller', role: 'moderator' }));
    const personId = String(answer.body.id);
    expect(lines).toEqual(oneLine('member.added', { personId, role: 'moderator' }));
    const changed = await linesOf(() => admin.client.patch(path(`people/${personId}`), { role: 'lead' }));
    expect(changed.lines).toEqual(oneLine('member.changed', { personId, from: 'moderator', to: 'lead' }));
    expect((await linesOf(() => admin.client.patch(path(`people/${personId}`), { role: 'lead' }))).lines).toEqual([]);
    const removed = await linesOf(() => admin.client.delete(path(`people/${personId}`)));
    expect(removed.lines).toEqual(oneLine('member.removed', { personId, role: 'lead' }));
  });

  it('removed by two at once leaves one line', async () => {
    const { id } = await service.app.get(AddPerson, { strict: false }).execute(SERVICE_CALL, site, { email: 'twice@desk.example', name: 'T', role: 'viewer' });
    const { lines } = await linesOf(async () => {
      const statuses = (await Promise.all([admin.client.delete(path(`people/${id}`)), owner.delete(path(`people/${id}`))])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([204, 404]);
      return { status: 204, headers: {}, body: null };
    });
    expect(lines.map(({ type }) => type)).toEqual(['member.removed']);
  });

  it('leaves nothing when the change is refused', async () => {
    const before = (await linesAfter(0)).length;
    expect((await admin.client.delete(path(`people/${admin.id}`))).status).toBe(409);
    expect((await admin.client.post(path('people'), { email: admin.email, name: 'Again', role: 'lead' })).status).toBe(409);
    expect(await linesAfter(0)).toHaveLength(before);
  });
});

describe('a webhook', () => {
  it('leaves a line for each change, with the host of its address and never the rest of it', async () => {
    const { lines, answer } = await linesOf(() => admin.client.post(path('webhooks'), { url: 'https://hooks.example/in?token=hidden-word', types: ['comment.decided'] }));
    const webhookId = String(answer.body.id);
    expect(lines).toEqual(oneLine('webhook.added', { webhookId, host: 'hooks.example', types: ['comment.decided'], includeText: false }));
    const changed = await linesOf(() => admin.client.patch(path(`webhooks/${webhookId}`), { url: 'https://other.example/', isEnabled: false, includeText: false }));
    expect(changed.lines).toEqual(oneLine('webhook.changed', { webhookId, changes: { host: { from: 'hooks.example', to: 'other.example' }, isEnabled: { from: true, to: false } } }));
    const rotated = await linesOf(() => admin.client.post(path(`webhooks/${webhookId}/rotate`)));
    expect(rotated.lines).toEqual(oneLine('webhook.secret_rotated', { webhookId, previousUntil: expect.any(String) }));
    const removed = await linesOf(() => admin.client.delete(path(`webhooks/${webhookId}`)));
    expect(removed.lines).toEqual(oneLine('webhook.removed', { webhookId }));
  });
});

describe('an article', () => {
  it('leaves a line when it is made or changed, and none when it is sent again as it is', async () => {
    const key = await world.siteKey(site);
    const put = (body: object): Promise<Answer> => key.client.put(path('articles/a-1'), body);
    const made = await linesOf(() => put({ title: 'A headline of today', tags: ['port'] }));
    expect(made.lines).toEqual(oneLine('article.changed', { articleId: 'a-1', version: 1, changed: expect.arrayContaining(['title', 'commentsMode']), commentsMode: 'open', closesAt: null, changes: {} }, `key:${key.id}`));
    const closed = await linesOf(() => put({ title: 'A headline of today', tags: ['port'], commentsMode: 'closed' }));
    expect(closed.lines).toEqual(oneLine('article.changed', { articleId: 'a-1', version: 2, changed: ['commentsMode'], commentsMode: 'closed', closesAt: null, changes: { commentsMode: { from: 'open', to: 'closed' } } }, `key:${key.id}`));
    expect((await linesOf(() => put({ title: 'A headline of today', tags: ['port'], commentsMode: 'closed' }))).lines).toEqual([]);
  });
});

describe('the whole log', () => {
  it('holds no secret, no email address and no name of a person', async () => {
    const { body: key } = expectStatus(await admin.client.post(path('keys'), { name: 'for this test', scopes: ['comments:read'] }), 201);
    const { body: webhook } = expectStatus(await admin.client.post(path('webhooks'), { url: 'https://hooks.example/in?token=hidden-word' }), 201);
    expectStatus(await admin.client.patch(path('settings'), { ssoSecret: ssoSecretOf(site) }), 200);
    const log = JSON.stringify(await linesAfter(0));
    for (const hidden of [key.secret, webhook.secret, ssoSecretOf(site), 'hidden-word', '@', 'Miller', 'headline of today']) expect(log).not.toContain(hidden);
  });
});
