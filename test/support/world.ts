import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { SERVICE_CALL } from '../../src/access/call';
import { EnsureOwner } from '../../src/access/ensure-owner';
import { AddPerson } from '../../src/access/people/add-person';
import { StartSession } from '../../src/access/sessions/start-session';
import type { Site } from '../../src/domain/actor';
import type { Dialect } from '../../src/domain/dialects';
import type { Scope } from '../../src/domain/permissions';
import type { Role } from '../../src/domain/statuses';
import type { Config } from '../../src/platform/config/config';
import { CONFIG } from '../../src/platform/config/config.module';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { PersonStore } from '../../src/store/person.store';
import { SiteDirectory } from '../../src/access/guard/site-directory';
import type { TestApp } from './app';
import { type Answer, Client } from './client';

export interface PersonInWorld {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  /** Signed in: sends the session cookie and the CSRF token. */
  readonly client: Client;
}

export interface KeyInWorld {
  readonly id: string;
  readonly secret: string;
  readonly client: Client;
}

export interface ConnectionInWorld {
  readonly id: string;
  /** Coral's is the one given to Weir. */
  readonly secret: string;
}

export interface ReaderInWorld {
  readonly token: string;
  /** The author's id of the reader. */
  readonly authorId: string;
  readonly client: Client;
}

/** A page of this origin may open reader sessions on every site of the world. */
export const NEWS_ORIGIN = 'https://news.example';

let count = 0;
const next = (): string => `${(++count).toString(36)}-${randomUUID().slice(0, 8)}`;

/** Everything a test needs around a comment, made through the doors that people and servers use. */
export class World {
  /** Calls without any credential. */
  readonly nobody: Client;
  private owner: Promise<Client> | undefined;

  constructor(private readonly on: TestApp) {
    this.nobody = new Client(on.app);
  }

  /** The owner, signed in. */
  ownerClient(): Promise<Client> {
    this.owner ??= this.startOwner();
    return this.owner;
  }

  /** The owner in another browser, for a test that may end the session. */
  async ownerElsewhere(): Promise<Client> {
    await this.ownerClient();
    return this.sessionOf(this.on.app.get<Config>(CONFIG).admin.email);
  }

  /** Signs the owner in anew, where a test may have ended all sessions of theirs. */
  async renewOwner(): Promise<void> {
    this.owner = Promise.resolve(await this.sessionOf(this.on.app.get<Config>(CONFIG).admin.email));
  }

  /** A complete site: with the starter rule set, queues and policies. */
  async newSite(slug = `site-${next()}`): Promise<Site> {
    const owner = await this.ownerClient();
    expectStatus(await owner.post('/v1/sites', { slug, name: `Site ${slug}` }), 201);
    expectStatus(await owner.patch(`/v1/sites/${slug}/settings`, { allowedOrigins: [NEWS_ORIGIN] }), 200);
    return this.site(slug);
  }

  /** The site as the guard sees it now. */
  async site(slug: string): Promise<Site> {
    const stored = await this.on.app.get(SiteDirectory).find(slug);
    if (!stored) throw new Error(`There is no site ${slug}`);
    return stored.site;
  }

  async siteKey(site: Site, scopes: readonly Scope[] = ['comments:write', 'comments:read', 'articles:write', 'reports:write'], more: Record<string, unknown> = {}): Promise<KeyInWorld> {
    const owner = await this.ownerClient();
    const { body } = expectStatus(await owner.post(`/v1/sites/${site.slug}/keys`, { name: 'key of a test', scopes, ...more }), 201);
    const { id, secret } = body as { id: string; secret: string };
    return { id, secret, client: this.bearer(secret) };
  }

  /** Other software's connection to the site. */
  async connection(site: Site, dialect: Dialect, settings?: Record<string, unknown>): Promise<ConnectionInWorld> {
    const owner = await this.ownerClient();
    const path = `/v1/sites/${site.slug}/connections`;
    const { id, secret } = expectStatus(await owner.post(path, { dialect, name: `${dialect} of a test`, ...(settings === undefined ? {} : { settings }) }), 201).body as { id: string; secret: string | null };
    if (secret !== null) return { id, secret };
    const given = `empsec_${randomUUID().replaceAll('-', '')}`;
    expectStatus(await owner.post(`${path}/${id}/secret`, { secret: given }), 201);
    return { id, secret: given };
  }

  /** A person with that role on the site, signed in by session. */
  async person(site: Site, role: Role, name = `${role} ${next()}`): Promise<PersonInWorld> {
    const email = `${role}-${next()}@desk.example`;
    const password = `password of ${role}`;
    const { id } = await this.on.app.get(AddPerson, { strict: false }).execute(SERVICE_CALL, site, { email, name, role, password });
    return { id, email, password, client: await this.sessionOf(email) };
  }

  /** Signs in as a browser does, through the front door; the guessing limit counts. */
  async signIn(email: string, password: string): Promise<Client> {
    const answer = expectStatus(await this.nobody.post('/v1/session', { email, password }), 200);
    return this.nobody.with({ cookie: cookieOf(answer), 'x-csrf-token': answer.body.csrfToken });
  }

  /** A reader without an account, as the embed opens one. */
  async readerToken(site: Site, previous?: string): Promise<ReaderInWorld> {
    const { body } = expectStatus(await this.nobody.post(`/v1/sites/${site.slug}/reader-sessions`, previous === undefined ? {} : { token: previous }, { origin: NEWS_ORIGIN }), 201);
    const { token } = body as { token: string };
    return { token, authorId: subjectOf(token), client: this.bearer(token) };
  }

  /** A reader whom the news site knows; gives the site an SSO secret when it is asked for the first time. */
  async registeredReader(site: Site, { sub = `u-${next()}`, name = 'Ana' } = {}): Promise<ReaderInWorld> {
    await this.giveSsoSecret(site);
    const token = await signReaderToken(ssoSecretOf(site), { aud: site.slug, sub, name });
    return { token, authorId: sub, client: this.bearer(token) };
  }

  async giveSsoSecret(site: Site): Promise<void> {
    const owner = await this.ownerClient();
    expectStatus(await owner.patch(`/v1/sites/${site.slug}/settings`, { ssoSecret: ssoSecretOf(site) }), 200);
  }

  bearer(token: string): Client {
    return this.nobody.with({ authorization: `Bearer ${token}` });
  }

  private async startOwner(): Promise<Client> {
    const ensured = await this.on.app.get(EnsureOwner).execute();
    if (!ensured) throw new Error('Another world made the owner of this service: use one World per service');
    return this.sessionOf(ensured.email);
  }

  /** Without the password: hashing one for every person of every test would be most of the suite's time. */
  private async sessionOf(email: string): Promise<Client> {
    const unitOfWork = this.on.app.get(UnitOfWork);
    const person = await this.on.app.get(PersonStore).byEmail(unitOfWork.reads, email);
    if (!person) throw new Error(`There is no person ${email}`);
    const { token, view } = await this.on.app.get(StartSession, { strict: false }).execute(person, undefined);
    return this.nobody.with({ cookie: `weir_session=${token}`, 'x-csrf-token': view.csrfToken });
  }
}

export function ssoSecretOf(site: Site): string {
  return `sso-secret-of-${site.slug}-${'x'.repeat(32)}`;
}

/** A reader's token as a news site makes it; `claims` override or, with undefined, drop what a valid one has. */
export async function signReaderToken(secret: string | Uint8Array, claims: Record<string, unknown>, alg = 'HS256'): Promise<string> {
  const exp = Math.floor(Date.now() / 1_000) + 1_800;
  return new SignJWT({ exp, ...claims }).setProtectedHeader({ alg }).sign(typeof secret === 'string' ? Buffer.from(secret) : secret);
}

/** The `name=value` of the session cookie in an answer. */
export function cookieOf({ headers }: Answer): string {
  return String([headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
}

/** The answer, when it has that status; else an error that shows what came instead. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`Expected ${String(status)}, got ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
  return answer;
}

function subjectOf(token: string): string {
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string };
  return sub;
}
