import { createHmac, randomUUID } from 'node:crypto';
import { TOTP } from 'otpauth';
import { Client as Database } from 'pg';
import { SealAnew } from '../../../src/access/sealing/seal-anew';
import type { Site } from '../../../src/domain/actor';
import { DELIVERY_QUEUE } from '../../../src/notify/delivery-queue';
import { Secrets } from '../../../src/platform/crypto/secrets';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { ERASURE_QUEUE } from '../../../src/privacy/erasure-queue';
import { RetentionRounds } from '../../../src/privacy/retention-rounds';
import { forgetLostKeys, OtherSecretError, SecretChangedTooSoonError } from '../../../src/start/open-secrets';
import { SEALED_KINDS } from '../../../src/store/sealed.store';
import { startTestApp, type TestApp } from '../../support/app';
import { Client } from '../../support/client';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { type ConnectionInWorld, expectStatus, NEWS_ORIGIN, type PersonInWorld, signReaderToken, ssoSecretOf, World } from '../../support/world';
import { Receiver, verify } from '../notify/receiver';
import { RuleDesk, wordRule } from '../rules/rules-world';
import { ToxicityServer } from '../signals/toxicity-server';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => `the secret ${letter} of a test that changes its secrets`) as [string, string, string];
const EMAIL = 'Nora@elsewhere.example';
const [BLOCKED, BUSY, REPORTING] = ['203.0.113.66', '203.0.113.77', '203.0.113.88'];

/** Examples that differ in these facts. */
const on = (match: object, not: object): object => ({ examples: { match: ['one', 'two'].map((body) => ({ body, ...match })), no_match: ['one', 'two'].map((body) => ({ body, ...not })) } });

/** What was made while the first secret was in force, and how each shows that it still works. */
class Newsroom {
  private constructor(
    readonly database: TestDatabase,
    readonly rows: Database,
    readonly receiver: Receiver,
    readonly hosted: ToxicityServer,
  ) {}

  service!: TestApp;
  site!: Site;
  key!: string;
  person!: PersonInWorld & { readonly totp: string };
  webhook!: { readonly id: string; readonly secrets: readonly string[] };
  akismet!: ConnectionInWorld;
  coral!: ConnectionInWorld;
  anonymous!: string;
  notice!: string;
  published!: string;
  first!: string;
  akismetAuthor: unknown = null;

  static async open(): Promise<Newsroom> {
    const database = await createTestDatabase();
    const rows = new Database({ connectionString: database.url });
    await rows.connect();
    return new Newsroom(database, rows, await Receiver.start(), await ToxicityServer.start());
  }

  /** The service as it starts with these; the one before has stopped. */
  async restart(secret: string, ...before: readonly string[]): Promise<void> {
    await this.stop();
    this.service = await startTestApp({ env: { WEIR_SECRET: secret, WEIR_SECRET_BEFORE: before.join(','), WEIR_WEBHOOK_ALLOW_NETWORKS: '127.0.0.0/8', WEIR_SIGN_IN_ATTEMPTS: '1000' }, beside: { databaseUrl: this.database.url } as TestApp });
  }

  async stop(): Promise<void> {
    const running = this.service as TestApp | undefined;
    this.service = undefined as unknown as TestApp;
    await running?.close();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.rows.end();
    await this.receiver.stop();
    await this.hosted.stop();
    await this.database.drop();
  }

  get nobody(): Client {
    return new Client(this.service.app);
  }

  get server(): Client {
    return this.nobody.with({ authorization: `Bearer ${this.key}` });
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  async send(more: object = {}, headers: Record<string, string> = {}): Promise<{ id: string; status: string }> {
    const answer = await this.server.post(this.path('comments'), { article: { id: 'harbour' }, author: { id: `u-${randomUUID()}` }, body: `A calm remark ${randomUUID()}`, ...more }, headers);
    return expectStatus(answer, 201).body as { id: string; status: string };
  }

  async make(): Promise<void> {
    const world = new World(this.service);
    this.site = await world.newSite();
    this.key = (await world.siteKey(this.site, ['admin', 'comments:write', 'comments:read', 'articles:write', 'reports:write'])).secret;
    expectStatus(await (await world.ownerClient()).patch(this.path('settings'), { law: { notices: true }, auditSamplePercent: 0 }), 200);
    await this.makeRules(await RuleDesk.on(world, this.site));
    await world.giveSsoSecret(this.site);
    this.akismet = await world.connection(this.site, 'akismet');
    this.coral = await world.connection(this.site, 'coral');
    this.anonymous = (await world.readerToken(this.site)).token;
    const person = await world.person(this.site, 'admin');
    await this.makeWebhook(person);
    expectStatus(await person.client.put(this.path('toxicity'), { provider: { kind: 'openai', url: this.hosted.url('/v1/moderations'), key: 'sk-kept' } }), 200);
    const { body } = expectStatus(await person.client.post('/v1/me/second-factor', { password: person.password }), 201);
    this.person = { ...person, totp: String(body.secret) };
    expectStatus(await person.client.post('/v1/me/second-factor/confirmation', { code: this.code() }), 201);
    const labelled = await this.send({ request: { ip: BLOCKED } });
    expectStatus(await person.client.post(this.path('labels'), { entity: 'ip', commentId: labelled.id, label: 'blocked' }), 201);
    await this.send({ author: { id: 'nora', email: EMAIL } });
    this.published = (await this.send()).id;
    this.notice = await this.give();
    await this.send({ request: { ip: BUSY } });
    await this.send({ request: { ip: BUSY } });
    await this.report();
    this.first = await this.twice();
    this.akismetAuthor = await this.authorByAkismet();
  }

  private async makeRules(desk: RuleDesk): Promise<void> {
    await desk.run(
      [
        wordRule('blocked', '', { when: { 'author.labels': { any_in: ['blocked'] } }, then: { action: 'reject' }, ...on({ 'author.labels': ['blocked'] }, { 'author.labels': [] }) }),
        wordRule('busy', '', { when: { rate: { by: ['ip'], window: '1d', count: { gt: 2 } } }, ...on({ rate: 3 }, { rate: 2 }) }),
        wordRule('many-names', '', { when: { rate: { by: ['ip'], window: '1d', count: { gt: 2 }, distinct: 'author' } }, ...on({ rate: 3 }, { rate: 2 }) }),
        wordRule('toxic', '', { when: { 'signal.toxicity': { gte: 0.9 } }, ...on({ 'signal.toxicity': 0.95 }, { 'signal.toxicity': 0.1 }) }),
      ],
      {},
      { override: { reason: 'Rules of a test' } },
    );
  }

  private async makeWebhook({ client }: PersonInWorld): Promise<void> {
    const { id, secret } = expectStatus(await client.post(this.path('webhooks'), { url: this.receiver.url, types: ['comment.decided'] }), 201).body as { id: string; secret: string };
    const { secret: next } = expectStatus(await client.post(this.path(`webhooks/${id}/rotate`)), 201).body as { secret: string };
    this.webhook = { id, secrets: [secret, next] };
  }

  async give(): Promise<string> {
    return String(expectStatus(await this.nobody.post(this.path('notices'), { commentId: this.published, category: 'ILLEGAL_OR_HARMFUL_SPEECH', explanation: 'It insults.', name: 'Nora', email: EMAIL, isGoodFaith: true }), 201).body.id);
  }

  private code(): string {
    return new TOTP({ secret: this.person.totp, issuer: 'Weir' }).generate();
  }

  async report(): Promise<string> {
    return String(expectStatus(await this.server.post(this.path(`comments/${this.published}/reports`), { reason: 'spam', reporterIp: REPORTING }), 201).body.id);
  }

  /** Signs in with the password and a code of the app. */
  async signIn(): Promise<number> {
    await this.rows.query('UPDATE second_factor SET last_step = 0');
    const { email, password } = this.person;
    const { ticket } = expectStatus(await this.nobody.post('/v1/session', { email, password }), 401).body as { ticket: string };
    return (await this.nobody.post('/v1/session/second-step', { ticket, code: this.code() })).status;
  }

  /** Which of the webhook's secrets a fresh message verifies with. */
  async signed(): Promise<boolean[]> {
    const before = this.receiver.received.length;
    expectStatus(await this.server.post(this.path(`webhooks/${this.webhook.id}/test`)), 201);
    await this.service.app.get(Jobs).drain(DELIVERY_QUEUE);
    return this.webhook.secrets.map((secret) => verify(secret, this.receiver.at(before)) !== undefined);
  }

  /** The same request each time. */
  async twice(): Promise<string> {
    return (await this.send({ author: { id: 'twice' }, body: 'Sent again and again.' }, { 'idempotency-key': 'kept' })).id;
  }

  async authorByAkismet(): Promise<unknown> {
    const fields = { api_key: this.akismet.secret, blog: 'https://news.example/', user_ip: '198.51.100.4', comment_author_email: 'ana@reader.example', comment_content: `A letter ${randomUUID()}` };
    const reply = await this.service.app.inject({ method: 'POST', url: '/1.1/comment-check', payload: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const { body } = expectStatus(await this.server.get(this.path(`comments/${String(reply.headers['x-akismet-guid'])}`)), 200);
    return (body as { author: { id: string } }).author.id;
  }

  async coralAnswers(): Promise<number> {
    const payload = JSON.stringify({ action: 'NEW', comment: { body: `A word ${randomUUID()}` }, author: { id: 'c-1' }, story: { id: 's-1' } });
    const signature = `sha256=${createHmac('sha256', this.coral.secret).update(payload).digest('hex')}`;
    return (await this.service.app.inject({ method: 'POST', url: `/coral/${this.coral.id}`, payload, headers: { 'content-type': 'application/json', 'x-coral-signature': signature } })).statusCode;
  }

  async keyOfModel(): Promise<unknown> {
    this.hosted.answer = [200, { results: [{ category_scores: { harassment: 0.1, hate: 0.1 } }] }];
    await this.send();
    return this.hosted.asked.at(-1)?.headers['authorization'];
  }

  async readerNames(): Promise<number[]> {
    const registered = await signReaderToken(ssoSecretOf(this.site), { aud: this.site.slug, sub: 'u-sso' });
    const comment = { article: { id: 'harbour' }, body: `From a reader ${randomUUID()}` };
    return Promise.all([registered, this.anonymous].map(async (token) => (await this.nobody.with({ authorization: `Bearer ${token}` }).post(this.path('comments'), comment, { origin: NEWS_ORIGIN })).status));
  }

  /** What shows that everything sealed can be read; whoever gave the notice, unless they are forgotten. */
  async seals(): Promise<object> {
    const { body } = await this.server.get(this.path(`law/notices/${this.notice}/notifier`));
    return { webhook: await this.signed(), secondFactor: await this.signIn(), coral: await this.coralAnswers(), model: await this.keyOfModel(), notifier: (body as { email?: unknown }).email };
  }

  /** What shows that everything hashed is known again. */
  async hashes(): Promise<object> {
    const [blocked, other] = [await this.send({ request: { ip: BLOCKED } }), await this.send({ request: { ip: '203.0.113.67' } })];
    return { blocked: blocked.status, other: other.status, isSameAuthor: (await this.authorByAkismet()) === this.akismetAuthor, isSameComment: (await this.twice()) === this.first };
  }

  /** In which columns of the whole database there are values that this secret has sealed. */
  async sealedWith(secret: string): Promise<string[]> {
    const { rows } = await this.rows.query<{ table: string; column: string }>(`SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'bytea'`);
    const found: string[] = [];
    for (const { table, column } of rows) {
      const values = await this.rows.query<{ value: Buffer }>(`SELECT "${column}" AS value FROM "${table}" WHERE "${column}" IS NOT NULL`);
      if (values.rows.some(({ value }) => isSealedWith(secret, value))) found.push(`${table}.${column}`);
    }
    return found.sort();
  }
}

function isSealedWith(secret: string, value: Buffer): boolean {
  try {
    new Secrets(secret).decrypt(value);
    return true;
  } catch {
    return false;
  }
}

const SEALS = { webhook: [true, true], secondFactor: 200, coral: 204, model: 'Bearer sk-kept', notifier: EMAIL };
const HASHES = { blocked: 'rejected', other: 'published', isSameAuthor: true, isSameComment: true };

let room: Newsroom;

beforeAll(async () => {
  room = await Newsroom.open();
  await room.restart(A);
  await room.make();
});

afterAll(() => room.close());

describe('a new WEIR_SECRET', () => {
  it('alone does not start on what the one before has sealed', async () => {
    expect(await room.seals()).toEqual(SEALS);
    await expect(room.restart(B)).rejects.toThrow(OtherSecretError);
    await expect(room.restart(B, C)).rejects.toThrow(OtherSecretError);
  });

  it('with the one before: everything works that was made before', async () => {
    await room.restart(B, A);
    expect(await room.seals()).toEqual(SEALS);
    expect(await room.readerNames()).toEqual([201, 201]);
    expect(await room.hashes()).toEqual(HASHES);
  });

  it('goes on counting an address where the windows were', async () => {
    const { id, status } = await room.send({ request: { ip: BUSY } });
    expect(status).toBe('held');
    const { rows } = await room.rows.query<{ rates: Record<string, number> }>(`SELECT facts -> 'rates' AS rates FROM evaluation WHERE comment_id = $1`, [id]);
    expect(Object.values(rows[0]?.rates ?? {})).toEqual([3, 3]);
  });

  it('does not count a second report from the same address', async () => {
    await room.report();
    expect((await room.rows.query('SELECT FROM report')).rows).toHaveLength(1);
  });

  it('seals everything anew in portions, and then starts alone', async () => {
    const everyKind = SEALED_KINDS.map(({ table, column }) => `${table}.${column}`).sort();
    expect(await room.sealedWith(A)).toEqual(everyKind);
    const seal = room.service.app.get(SealAnew);
    const first = await seal.execute();
    expect(first.anew).toBeGreaterThanOrEqual(12);
    expect(first.unreadable).toBe(0);
    expect(await seal.execute()).toEqual({ anew: 0, unreadable: 0 });
    expect(await room.sealedWith(A)).toEqual([]);
    expect(await room.sealedWith(B)).toEqual(everyKind);
    expect(await room.seals()).toEqual(SEALS);
    await room.restart(B);
    expect(await room.seals()).toEqual(SEALS);
    expect(await room.hashes()).toEqual(HASHES);
  });

  it('lets readers of the site in, and anonymous ones as new ones', async () => {
    expect(await room.readerNames()).toEqual([201, 401]);
  });

  it('finds who gave a notice by the address of an author who wrote under the secret before', async () => {
    const own = expectStatus(await room.server.get(room.path('authors/nora/personal-data')), 200).body as { noticesMade: { id: string }[] };
    expect(own.noticesMade.map(({ id }) => id)).toEqual([room.notice]);
    const later = await room.give();
    expect((expectStatus(await room.server.get(room.path('authors/nora/personal-data')), 200).body as { noticesMade: { id: string }[] }).noticesMade.map(({ id }) => id).sort()).toEqual([room.notice, later].sort());
    expect(expectStatus(await room.server.post(room.path('law/notices:erase-notifier'), { email: EMAIL }), 200).body).toEqual({ notices: 2 });
  });

  it('erases an author who wrote under the secret before with the notices that they gave after it', async () => {
    await room.give();
    expectStatus(await room.server.post(room.path('authors/nora/erasure')), 202);
    await room.service.app.get(Jobs).drain(ERASURE_QUEUE);
    expect((await room.rows.query('SELECT FROM law_notice WHERE notifier IS NOT NULL OR email_hash IS NOT NULL')).rows).toEqual([]);
  });

  it('keeps the key of hashed addresses until the last of them has gone', async () => {
    const keys = async (): Promise<number> => (await room.rows.query(`SELECT FROM service_key WHERE purpose = 'personal-data'`)).rows.length;
    const ended = (days: number): Promise<unknown> => room.rows.query(`UPDATE service_key SET ended_at = now() - make_interval(days => $1, mins => 1) WHERE ended_at IS NOT NULL`, [days]);
    const rounds = room.service.app.get(RetentionRounds);
    expect(await keys()).toBe(2);
    await ended(90);
    await rounds.sendAll();
    expect(await keys()).toBe(2);
    await room.rows.query(`UPDATE site SET settings = jsonb_set(settings, '{retention}', '{"addresses": null}')`);
    await ended(91);
    await rounds.sendAll();
    expect(await keys()).toBe(2);
    await room.rows.query(`UPDATE site SET settings = settings - 'retention'`);
    await rounds.sendAll();
    expect(await keys()).toBe(1);
  });

  it('may follow another, and another: five keys of addresses count, the newest ones', async () => {
    await room.restart(C, B);
    await room.service.app.get(SealAnew).execute();
    for (const [secret, before] of [[A, C], [`${A}-2`, A], [`${A}-3`, `${A}-2`], [`${A}-4`, `${A}-3`], [`${A}-5`, `${A}-4`]] as const) {
      await room.restart(secret, before);
      await room.service.app.get(SealAnew).execute();
    }
    expect((await room.rows.query(`SELECT FROM service_key WHERE purpose = 'personal-data'`)).rows).toHaveLength(5);
    expect(await room.seals()).toEqual({ ...SEALS, notifier: undefined });
    expect(await room.authorByAkismet()).toBe(room.akismetAuthor);
  });

  it('leaves alone what nobody can read, and says so', async () => {
    await room.rows.query(`UPDATE site SET sso_secret = '\\x0102030405060708' WHERE id = $1`, [room.site.id]);
    expect(await room.service.app.get(SealAnew).execute()).toEqual({ anew: 0, unreadable: 1 });
  });

  it('whose predecessor is lost starts once the keys that nobody can read are forgotten, and loses what was sealed', async () => {
    const lost = `${C} after a mishap`;
    await expect(room.restart(lost)).rejects.toThrow(OtherSecretError);
    await forgetLostKeys(room.database.url, { secret: lost, before: [] });
    await room.restart(lost);
    // The key of the hosted model is lost, too: what it would say is not known.
    expect((await room.send()).status).toBe('held');
    await room.restart(B, lost);
    expect((await room.service.app.get(SealAnew).execute()).unreadable).toBeGreaterThan(5);
  });

  it('needs a database that has run with this release', async () => {
    await room.stop();
    await room.rows.query('DELETE FROM service_key');
    await expect(room.restart(B, A)).rejects.toThrow(SecretChangedTooSoonError);
  });
});
