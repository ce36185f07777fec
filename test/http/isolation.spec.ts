import { listRoutes, type Route } from '../../src/access/route-declarations';
import type { Site } from '../../src/domain/actor';
import { type Dialect, DIALECTS } from '../../src/domain/dialects';
import { startTestApp, type TestApp } from '../support/app';
import type { Answer, Client, Method } from '../support/client';
import { ForeignObjects } from '../support/foreign-objects';
import { World } from '../support/world';

let service: TestApp;
let world: World;
let mine: Site;
let theirs: Site;
let routes: Route[];

/** Every route is asked twice, one after the other: on a busy machine that takes its time. */
const PATIENCE_MS = 240_000;

const SOME_ID = '0198f000-0000-7000-8000-000000000000';

/** Bodies that pass validation, for routes that look at an id: it must be the id that is not there. */
const BODIES: Readonly<Record<string, unknown>> = {
  'PUT /v1/sites/:site/authors/:id/standing': { kind: 'ban' },
  'POST /v1/sites/:site/authors/:id/notes': { text: 'noted' },
  'POST /v1/sites/:site/rules/:rule/undo': { since: '2026-01-01T00:00:00Z' },
  'POST /v1/sites/:site/rule-set/rules/:id/mode': { mode: 'paused' },
  'POST /v1/sites/:site/lists/:id/import': { text: 'blorbit' },
  'PATCH /v1/sites/:site/people/:id': { role: 'viewer' },
  'POST /v1/sites/:site/people/:id/password-reset': { password: 'not the one' },
  'PATCH /v1/sites/:site/comments/:id': { body: 'changed' },
  'POST /v1/sites/:site/comments/:id/reports': { reason: 'spam' },
  'POST /v1/sites/:site/message-templates/:id/render': { itemId: SOME_ID },
  'POST /v1/sites/:site/comments/:id/decisions': { action: 'approve' },
  'POST /v1/sites/:site/review/items/:id/decisions': { action: 'approve' },
  'POST /v1/sites/:site/review/items/:id/move': { queueId: 'spam' },
  'POST /v1/sites/:site/review/items/:id/notes': { text: 'noted' },
};

/** Routes whose id is a name that each site gives for itself: the same name on two sites is two things. */
const OWN_NAMES = new Set([
  'PUT /v1/sites/:site/articles/:articleId',
  'PUT /v1/sites/:site/rule-set/draft/rules/:id',
  'PUT /v1/sites/:site/rule-set/draft/lists/:id',
]);

/** Routes that answer another way than 404 for an id that never was: that must be the answer here too. */
const NOT_404 = new Set([
  // A page whose article nobody has commented on yet shows no comments.
  'GET /v1/sites/:site/articles/:articleId/comments',
  // A claim that has ended is forgotten: there is no telling it from one that never was.
  'POST /v1/sites/:site/review/claims/:id/heartbeat',
  'DELETE /v1/sites/:site/review/claims/:id',
]);

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  [mine, theirs] = [await world.newSite(), await world.newSite()];
  routes = listRoutes(service.app).filter(({ path }) => path.startsWith('/v1/sites/:site/'));
});

afterAll(() => service.close());

const label = ({ method, path }: Route): string => `${method} ${path}`;

function urlOf({ path }: Route, site: Site, id: string): string {
  return path.replaceAll('::', '\u0000').replace(':site', site.slug).replaceAll(/:\w+/g, encodeURIComponent(id)).replaceAll('\u0000', ':');
}

async function answerOf(route: Route, client: Client, id: string): Promise<Answer> {
  const hasBody = !['GET', 'DELETE'].includes(route.method);
  const sent = { headers: { 'if-match': '"1"' }, ...(hasBody ? { body: BODIES[label(route)] ?? {} } : {}) };
  return client.send(route.method as Method, urlOf(route, mine, id), sent);
}

/** Every route whose answer is not as expected, with what it answered: one test names them all. */
async function wrong(of: readonly Route[], client: Client, isRight: (status: number, route: Route) => boolean): Promise<string[]> {
  const found: string[] = [];
  for (const route of of) {
    const { status } = await answerOf(route, client, SOME_ID);
    if (!isRight(status, route)) found.push(`${label(route)} → ${String(status)}`);
  }
  return found;
}

/** An answer without what differs each time. */
function said({ status, body }: Answer): string {
  const content: unknown = typeof body === 'object' ? { ...body, requestId: undefined } : body;
  return `${String(status)} ${JSON.stringify(content)}`;
}

const closed = (): Route[] => routes.filter(({ rule }) => rule.kind !== 'public');

describe('one site never sees another', () => {
  it('there are routes to test', () => {
    expect(closed().length).toBeGreaterThan(8);
  });

  it('nobody without a credential gets anywhere but through public routes', async () => {
    expect(await wrong(routes, world.nobody, (status, { rule }) => (rule.kind === 'public') === (status !== 401))).toEqual([]);
  });

  it.each(['admin', 'lead', 'moderator', 'viewer'] as const)('a %s of another site finds nothing', async (role) => {
    const { client } = await world.person(theirs, role);
    expect(await wrong(closed(), client, (status) => status === 404)).toEqual([]);
  });

  it('a key of another site finds nothing, whatever its scopes', async () => {
    const { client } = await world.siteKey(theirs, ['admin', 'comments:write', 'comments:read', 'articles:write', 'reports:write']);
    expect(await wrong(closed(), client, (status) => status === 404)).toEqual([]);
  });

  it('a reader of another site finds nothing, with or without an account', async () => {
    const anonymous = await world.readerToken(theirs);
    const registered = await world.registeredReader(theirs);
    expect(await wrong(closed(), anonymous.client, (status) => status === 404)).toEqual([]);
    expect(await wrong(closed(), registered.client, (status) => status === 404)).toEqual([]);
  });

  it('an id of another site is not there, also for those who may do everything on their own', async () => {
    const objects = await ForeignObjects.of(service, world, theirs);
    const { client } = await world.person(mine, 'admin');
    const found: string[] = [];
    for (const route of routes.filter((one) => /:\w+/.test(one.path.replaceAll('::', '').replace(':site', '')) && !OWN_NAMES.has(label(one)))) {
      const id = objects.idFor(route.path);
      if (id === null) {
        found.push(`${label(route)} → no such object in test/support/foreign-objects.ts`);
        continue;
      }
      const [foreign, absent] = [await answerOf(route, client, await id), await answerOf(route, client, SOME_ID)];
      if (foreign.status !== 404 && !NOT_404.has(label(route))) found.push(`${label(route)} → ${String(foreign.status)}`);
      if (said(foreign) !== said(absent)) found.push(`${label(route)} → ${said(foreign)} instead of ${said(absent)}`);
    }
    expect(found).toEqual([]);
    expect(await objects.isClaimAlive()).toBe(true);
  }, PATIENCE_MS);
});

/** What each protocol answers whoever is not let in. */
const REFUSALS: Readonly<Record<Dialect, readonly string[]>> = {
  akismet: ['200 invalid'],
  perspective: ['400', '403'],
  coral: ['401'],
  openai: ['401'],
};

/** Answers that tell nothing of any site, for whom they are meant to need no key. */
const KEYLESS = new Set<string>([]);

describe('the routes of dialects', () => {
  const dialectRoutes = (): { route: Route; dialect: Dialect }[] => listRoutes(service.app).flatMap((route) => (route.rule.kind === 'dialect' && !KEYLESS.has(label(route)) ? [{ route, dialect: route.rule.protocol.dialect }] : []));

  /** What stands where credentials stand: a header, the query, a form. */
  async function shown(route: Route, secret: string | null): Promise<string> {
    const url = urlOf(route, mine, SOME_ID);
    const hasBody = route.method !== 'GET';
    const credentials = secret === null ? '' : `?key=${secret}&api_key=${secret}`;
    const { status, body } = await world.nobody.with(secret === null ? {} : { authorization: `Bearer ${secret}`, 'x-coral-signature': `sha256=${secret}` }).send(route.method as Method, `${url}${credentials}`, hasBody ? { body: secret === null ? {} : { key: secret, api_key: secret } } : {});
    return `${String(status)}${status === 200 ? ` ${String(body)}` : ''}`;
  }

  it("let in no site key, no other dialect's connection and nobody without one", async () => {
    const secrets: Record<string, string | null> = { nobody: null, 'site key': (await world.siteKey(mine, ['admin'])).secret };
    for (const dialect of DIALECTS) secrets[dialect] = (await world.connection(theirs, dialect)).secret;
    const found: string[] = [];
    for (const { route, dialect } of dialectRoutes()) {
      for (const [whose, secret] of Object.entries(secrets).filter(([name]) => name !== dialect)) {
        const answer = await shown(route, secret);
        if (!REFUSALS[dialect].some((refusal) => answer === refusal)) found.push(`${label(route)} with ${whose} → ${answer}`);
      }
    }
    expect(found).toEqual([]);
  });
});
