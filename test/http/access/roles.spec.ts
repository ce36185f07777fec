import { listRoutes, type Route } from '../../../src/access/route-declarations';
import type { Site } from '../../../src/domain/actor';
import { SCOPES } from '../../../src/domain/permissions';
import { type Role, ROLES } from '../../../src/domain/statuses';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client, Method } from '../../support/client';
import { golden } from '../../support/golden';
import { expectStatus, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;
let callers: Readonly<Record<string, Caller>>;
/** What every caller was answered on every route, by route and caller. */
const answers = new Map<string, Map<string, Answer>>();

/** Every caller asks every route: on a busy machine that takes its time. */
const PATIENCE_MS = 240_000;

const NOBODY = 'nobody';
const STRANGER = 'admin of another site';
const SOME_ID = '0198f000-0000-7000-8000-000000000000';

beforeAll(async () => {
  // So many callers from one address are not to find the doors of guessing closed.
  service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: '100000' } });
  world = new World(service);
  site = await world.newSite();
  callers = await everyCaller(await world.newSite());
  // An owner is one person, whose other sessions may end with the one that asks: what ends sessions comes last.
  for (const route of routes().sort((a, b) => Number(mayEndSession(a)) - Number(mayEndSession(b)))) answers.set(label(route), await answersOn(route));
}, PATIENCE_MS);

afterAll(() => service.close());

/** Connections of dialects are no part of it: no person, key or reader gets in there (isolation.spec.ts). */
const routes = (): Route[] => listRoutes(service.app).filter(({ method, rule }) => rule.kind !== 'dialect' && method !== 'ALL');

const label = ({ method, path }: Route): string => `${method} ${path}`;

/** Each caller by name; `again` is the same one with a session of its own, for a route that may end it. */
interface Caller {
  readonly client: Client;
  readonly again: () => Promise<Client>;
}

async function everyCaller(elsewhere: Site): Promise<Record<string, Caller>> {
  const caller = async (again: () => Promise<Client>): Promise<Caller> => ({ client: await again(), again });
  const person = (role: Role, on = site): Promise<Caller> => caller(async () => (await world.person(on, role)).client);
  const lasting = (client: Client): Caller => ({ client, again: () => Promise.resolve(client) });
  const token = async (role: Role): Promise<Client> => world.bearer((expectStatus(await (await person(role)).client.post('/v1/me/tokens', { name: 'script' }), 201).body as { secret: string }).secret);
  const named: Record<string, Caller> = { [NOBODY]: lasting(world.nobody), [STRANGER]: await person('admin', elsewhere) };
  for (const role of ROLES) named[role] = await person(role);
  named['owner'] = await caller(() => world.ownerElsewhere());
  named['token of an admin'] = lasting(await token('admin'));
  for (const scope of SCOPES) named[`key ${scope}`] = lasting((await world.siteKey(site, [scope])).client);
  named['reader'] = lasting((await world.readerToken(site)).client);
  named['registered reader'] = lasting((await world.registeredReader(site)).client);
  return named;
}

const mayEndSession = ({ rule, method }: Route): boolean => rule.kind === 'person' && method !== 'GET';

async function answersOn(route: Route): Promise<Map<string, Answer>> {
  const given = new Map<string, Answer>();
  for (const [name, { client, again }] of Object.entries(callers)) given.set(name, await ask(route, mayEndSession(route) ? await again() : client));
  return given;
}

/** With an id that is not there and a request that says too little or too much: whoever is let in hears that, and nothing happens. */
async function ask({ method, path }: Route, client: Client): Promise<Answer> {
  const url = path.replaceAll('::', '\u0000').replace(':site', site.slug).replaceAll(/:\w+/g, SOME_ID).replaceAll('\u0000', ':').replace('*', 'x');
  const hasBody = !['GET', 'DELETE'].includes(method);
  return client.send(method as Method, method === 'GET' ? `${url}?unheardOf=1` : url, { headers: { 'if-match': '"1"' }, ...(hasBody ? { body: {} } : {}) });
}

/** Whether the guard let them in, whatever came of it then. */
function isIn(route: Route, name: string): boolean {
  const answer = answers.get(label(route))?.get(name);
  if (!answer) throw new Error(`${name} never asked ${label(route)}`);
  return answer.status !== 401 && !(answer.status === 403 && (answer.body as { code?: string }).code === 'forbidden');
}

describe('who may use which route', () => {
  it('is, for every caller and every route, as the table in test/golden/roles.txt says', () => {
    const names = Object.keys(callers).filter((name) => name !== NOBODY && name !== STRANGER);
    const table = routes().map((route) => {
      const inside = names.filter((name) => route.rule.kind !== 'public' && isIn(route, name));
      return `${label(route)}: ${route.rule.kind === 'public' ? 'everybody' : inside.join(', ')}`;
    });
    expect(table.sort()).toEqual(golden('roles.txt', table));
    expect(table.length).toBeGreaterThan(100);
  });

  it('is never nobody, but where a route is open to everybody', () => {
    const wrong = routes().filter((route) => route.rule.kind !== 'public' && answers.get(label(route))?.get(NOBODY)?.status !== 401);
    expect(wrong.map(label)).toEqual([]);
  });

  it('is never an admin of another site: to them this one is not there', () => {
    const wrong = routes().filter(({ rule }) => rule.kind === 'site').filter((route) => answers.get(label(route))?.get(STRANGER)?.status !== 404);
    expect(wrong.map(label)).toEqual([]);
  });

  it('grows with the role: what a smaller one may do, a greater one may, and an owner may do everything a person may', () => {
    const order = [...ROLES, 'owner'];
    const wrong = routes().flatMap((route) => {
      const may = order.map((name) => route.rule.kind === 'public' || isIn(route, name));
      return may.some((inside, index) => inside && may.slice(index).includes(false)) ? [`${label(route)}: ${order.filter((_, index) => may[index]).join(', ')}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('is told without an error of the service', () => {
    const wrong = [...answers].flatMap(([route, given]) => [...given].filter(([, { status }]) => status >= 500).map(([name, { status }]) => `${route} as ${name} → ${String(status)}`));
    expect(wrong).toEqual([]);
  });
});
