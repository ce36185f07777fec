import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import type { Site } from '../../src/domain/actor';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { RuleSetStore } from '../../src/store/rule-set.store';
import type { TestApp } from './app';
import { expectStatus, type PersonInWorld, type World } from './world';

/**
 * One object of each kind that a route names by id, all of one site: what another site must never reach. Made when first
 * asked for. A new kind of object gets its line in {@link idFor}; until then the isolation test names its route.
 */
export class ForeignObjects {
  private readonly made = new Map<string, Promise<string>>();

  private constructor(
    private readonly service: TestApp,
    private readonly world: World,
    private readonly site: Site,
    private readonly admin: PersonInWorld,
  ) {}

  /** @param admin who makes them, and holds the claim; somebody of their own unless given. */
  static async of(service: TestApp, world: World, site: Site, admin?: PersonInWorld): Promise<ForeignObjects> {
    return new ForeignObjects(service, world, site, admin ?? (await world.person(site, 'admin')));
  }

  /** The id of this site's object behind the parameter of such a path; null for a kind nobody has told this class about. */
  idFor(path: string): Promise<string> | null {
    const kinds: readonly (readonly [RegExp, () => Promise<string>])[] = [
      [/\/keys\/:/, async () => (await this.world.siteKey(this.site)).id],
      [/\/connections\/:/, async () => (await this.world.connection(this.site, 'akismet')).id],
      [/\/invitations\/:/, () => this.invitation()],
      [/\/people\/:/, () => Promise.resolve(this.admin.id)],
      [/\/webhooks\/deliveries\/:/, () => this.delivery()],
      [/\/webhooks\/:/, () => this.webhook()],
      [/\/review\/items\/:/, () => this.item()],
      [/\/review\/queues\/:/, () => this.queue()],
      [/\/review\/views\/:/, () => this.view()],
      [/\/review\/claims\/:/, () => this.claim()],
      [/\/review\/decisions\/:/, () => this.decision()],
      [/\/bulk-operations\/:/, () => this.bulkOperation()],
      [/\/backtests\/:/, () => this.backtest()],
      [/\/imports\/:/, () => this.importRun()],
      [/\/erasures\/:/, () => this.erasure()],
      [/\/rules\/:/, () => this.rule()],
      [/\/rule-set\/versions\/:/, () => this.ruleSetVersion()],
      [/\/lists\/:/, () => this.ruleList()],
      [/\/labels\/:/, () => this.label()],
      [/\/reporters\/:/, () => this.reporter()],
      [/\/policies\/:/, () => this.policy()],
      [/\/message-templates\/:/, () => this.template()],
      [/\/law\/statements\/(existing-puid\/)?:/, () => this.statement()],
      [/\/law\/notices\/:/, () => this.notice()],
      [/\/comments\/:/, () => this.heldComment()],
      [/\/authors\/:/, () => this.author()],
      [/\/articles\/:/, () => this.article()],
    ];
    const kind = kinds.find(([pattern]) => pattern.test(path));
    return kind ? this.once(String(kind[0]), kind[1]) : null;
  }

  /** Whether the claim that {@link idFor} gave out is still held by its person. */
  async isClaimAlive(): Promise<boolean> {
    const id = await this.idFor('/review/claims/:id');
    return (await this.admin.client.post(this.path(`review/claims/${id ?? ''}/heartbeat`))).status === 200;
  }

  private async invitation(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('invitations'), { email: `${randomUUID()}@desk.example`, role: 'viewer' }), 201);
    return (body as { id: string }).id;
  }

  private async label(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('labels'), { entity: 'author', subject: 'u-1', label: 'watched' }), 201);
    return (body as { id: string }).id;
  }

  private async reporter(): Promise<string> {
    const id = `reporter-${randomUUID()}`;
    const comment = await this.heldComment();
    expectStatus(await this.admin.client.post(this.path(`comments/${comment}/reports`), { reason: 'spam', reporterId: id }), 201);
    return id;
  }

  private async policy(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('policies'), { id: `p-${randomUUID()}`, title: 'Only here' }), 201);
    return (body as { id: string }).id;
  }

  private async template(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('message-templates'), { name: `Only here ${randomUUID()}`, lang: 'en', body: 'Dear {{author}}' }), 201);
    return (body as { id: string }).id;
  }

  private once(name: string, make: () => Promise<string>): Promise<string> {
    const known = this.made.get(name) ?? make();
    this.made.set(name, known);
    return known;
  }

  private article(): Promise<string> {
    return this.once('article', async () => {
      const id = `article-${randomUUID()}`;
      expectStatus(await this.admin.client.put(this.path(`articles/${id}`), { title: 'Only here', commentsMode: 'premoderated' }), 200);
      return id;
    });
  }

  /** A rule that no other site has; it may be let run. */
  private async rule(): Promise<string> {
    const id = `rule-${randomUUID()}`;
    const rule = { id, name: 'Only here', mode: 'paused', policy: 'spam.words', reason: 'Says gribble', when: { body: { words: 'gribble' } }, then: { action: 'hold' }, examples: { match: ['a gribble here', 'gribble!'], no_match: ['nothing of the kind', 'quite another word'] } };
    const document = JSON.stringify({ version: 1, rules: [rule] });
    await this.service.app.get(UnitOfWork).run((tx) => this.service.app.get(RuleSetStore).publish(tx, this.site.id, { document, hash: id, note: null, publishedBy: null }, new Date()));
    return id;
  }

  private async heldComment(): Promise<string> {
    const article = await this.article();
    const { body } = expectStatus(await this.admin.client.post(this.path('comments'), { article: { id: article }, author: { id: randomUUID(), name: 'Ana' }, body: `A quiet remark ${randomUUID()}` }), 201);
    return (body as { id: string }).id;
  }

  private async author(): Promise<string> {
    const comment = await this.heldComment();
    const { body } = expectStatus(await this.admin.client.get(this.path(`comments/${comment}`)), 200);
    return (body as { author: { id: string } }).author.id;
  }

  /** An open item nobody holds. */
  private async item(): Promise<string> {
    const comment = await this.heldComment();
    const { body } = expectStatus(await this.admin.client.get(this.path('review/items')), 200);
    const found = (body.items as { id: string; comment: { id: string } }[]).find((item) => item.comment.id === comment);
    if (!found) throw new Error('The held comment has no review item');
    return found.id;
  }

  /** A queue that no other site has. */
  private async queue(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('review/queues'), { id: `queue-${randomUUID()}`, name: 'Only here' }), 201);
    return (body as { id: string }).id;
  }

  private async view(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('review/views'), { name: 'Only here', filter: { queue: 'spam' }, isShared: true }), 201);
    return (body as { id: string }).id;
  }

  private async claim(): Promise<string> {
    const item = await this.item();
    const { body } = expectStatus(await this.admin.client.post(this.path(`review/items/${item}/claim`)), 200);
    return (body.claim as { id: string }).id;
  }

  private async decision(): Promise<string> {
    const item = await this.item();
    const { body } = expectStatus(await this.admin.client.post(this.path(`review/items/${item}/decisions`), { action: 'approve' }, { 'if-match': '"1"' }), 201);
    return (body as { id: string }).id;
  }

  private async bulkOperation(): Promise<string> {
    const item = await this.item();
    const { body } = expectStatus(await this.admin.client.post(this.path('review/bulk-operations'), { action: 'approve', selection: { ids: [{ id: item, version: 1 }] } }), 202);
    return (body as { id: string }).id;
  }

  private async importRun(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.send('POST', this.path('imports?format=weir'), { body: '{}', headers: { 'content-type': 'application/x-ndjson' } }), 202);
    return (body as { id: string }).id;
  }

  private async erasure(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path(`authors/${await this.author()}/erasure`)), 202);
    return (body as { id: string }).id;
  }

  private async backtest(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('rule-set/backtests'), { against: 1 }), 202);
    return (body as { id: string }).id;
  }

  /** The second version: other sites have but their first. */
  private ruleSetVersion(): Promise<string> {
    return this.once('rule set version', async () => {
      const list = { id: `list-${randomUUID()}`, kind: 'words', entries: ['blorbit'] };
      const draft = expectStatus(await this.admin.client.put(this.path(`rule-set/draft/lists/${list.id}`), { list }, await this.draftTag()), 200);
      expectStatus(await this.admin.client.post(this.path('rule-set/versions'), { note: 'A list of our own' }, { 'if-match': String(draft.headers['etag']) }), 201);
      this.made.set('its list', Promise.resolve(list.id));
      return '2';
    });
  }

  private async ruleList(): Promise<string> {
    await this.ruleSetVersion();
    return (await this.made.get('its list')) ?? '';
  }

  private async draftTag(): Promise<Record<string, string>> {
    const { headers } = expectStatus(await this.admin.client.get(this.path('rule-set/draft')), 200);
    return { 'if-match': String(headers['etag']) };
  }

  private async webhook(): Promise<string> {
    const { body } = expectStatus(await this.admin.client.post(this.path('webhooks'), { url: 'https://hooks.news.example/weir' }), 201);
    return (body as { id: string }).id;
  }

  /** As the worker writes it. */
  private async delivery(): Promise<string> {
    const [id, endpoint] = [randomUUID(), await this.webhook()];
    await this.write(`INSERT INTO webhook_delivery (site_id, id, endpoint_id, message_id, type, payload, status, created_at) VALUES ($1, $2, $3, $4, 'comment.submitted', '{}', 'failed', now())`, [this.site.id, id, endpoint, randomUUID()]);
    return id;
  }

  /** As the follower of the log writes it. */
  private async statement(): Promise<string> {
    const id = randomUUID();
    await this.write(
      `INSERT INTO law_statement (site_id, id, position, restriction, comment_id, ground, source, is_detected_automatically, is_decided_automatically, content_at, restricted_at) VALUES ($1, $2, 999000000, 'removal', $3, 'Abuse', 'own', true, true, now(), now())`,
      [this.site.id, id, await this.heldComment()],
    );
    return id;
  }

  /** Of a comment that is up. */
  private async notice(): Promise<string> {
    const commentId = await this.publishedComment();
    const { body } = expectStatus(await this.admin.client.post(this.path('law/notices'), { commentId, category: 'VIOLENCE', explanation: 'It calls for violence.', name: 'Nora', email: 'nora@elsewhere.example', isGoodFaith: true }), 201);
    return (body as { id: string }).id;
  }

  /** On a site that takes notices. */
  async publishedComment(): Promise<string> {
    expectStatus(await this.admin.client.patch(this.path('settings'), { law: { notices: true } }), 200);
    const comment = await this.heldComment();
    expectStatus(await this.admin.client.post(this.path(`comments/${comment}/decisions`), { action: 'approve' }, { 'if-match': '"1"' }), 201);
    return comment;
  }

  private async write(sql: string, params: readonly unknown[]): Promise<void> {
    const database = new Database({ connectionString: this.service.databaseUrl });
    await database.connect();
    try {
      await database.query(sql, [...params]);
    } finally {
      await database.end();
    }
  }

  private path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }
}
