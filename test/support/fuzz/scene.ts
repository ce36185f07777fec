import type { Site } from '../../../src/domain/actor';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { RuleBrakeStore } from '../../../src/store/rule-brake.store';
import type { TestApp } from '../app';
import { labelOf, type Operation } from '../contract';
import { ForeignObjects } from '../foreign-objects';
import { beginWithStarter, starterRules } from '../older-starter';
import { expectStatus, type PersonInWorld, type World } from '../world';
import type { Known } from './requests';

const WITH_DRAFT_TAG = /\/(rule-set|lists)\//;

/** A site on which an operation can do what it is for, and the ids and tags with which it does. */
export class Scene {
  private constructor(
    private readonly service: TestApp,
    private readonly world: World,
    private readonly site: Site,
    private readonly admin: PersonInWorld,
    private readonly objects: ForeignObjects,
  ) {}

  static async of(service: TestApp, world: World, site: Site, admin: PersonInWorld): Promise<Scene> {
    return new Scene(service, world, site, admin, await ForeignObjects.of(service, world, site, admin));
  }

  /** Makes what the operation wants to find. @param otherSite whose address is tried as well. */
  async knownFor(operation: Operation, otherSite: Site): Promise<Known> {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => name !== 'site');
    const params: Record<string, readonly string[]> = {};
    for (const name of names) params[name] = [await this.idFor(operation, name)];
    await this.prepare(labelOf(operation), params);
    const pathIds = names.length === 0 ? [''] : Object.values(params).flat();
    const tags = WITH_DRAFT_TAG.test(operation.path) ? [await this.draftTag()] : [];
    // What a body may name.
    const named = operation.path.endsWith('/render') ? '/review/items/:id' : '/comments/:id';
    const known = /\/notices$/.test(operation.path) ? await this.objects.publishedComment() : ((await this.objects.idFor(named)) ?? '');
    return { site: this.site.slug, otherSite: otherSite.slug, params, tags, ids: [...pathIds, known] };
  }

  private async idFor({ path }: Operation, name: string): Promise<string> {
    if (path.includes('/people/{id}')) return (await this.world.person(this.site, 'moderator')).id;
    if (path.startsWith('/v1/me/tokens/')) return ((await this.admin.client.post('/v1/me/tokens', { name: 'of a test' })).body as { id: string }).id;
    if (path.startsWith('/v1/me/sessions/')) return ((await this.admin.client.get('/v1/me/sessions')).body as { items: { id: string }[] }).items[0]?.id ?? '';
    if (name === 'evaluationId') return this.evaluation();
    if (name === 'to') return 'draft';
    if (name === 'tag') return 'election';
    return (await this.objects.idFor(path.replaceAll(/\{(\w+)\}/g, ':$1'))) ?? '';
  }

  /** What is no object of its own, but a state the site is in. */
  private async prepare(label: string, params: Readonly<Record<string, readonly string[]>>): Promise<void> {
    switch (label) {
      case 'POST /v1/sites/{site}/rule-set/versions': return this.changeDraft();
      case 'POST /v1/sites/{site}/rule-set/rollback': await this.objects.idFor('/rule-set/versions/:version'); return;
      case 'POST /v1/sites/{site}/rule-set/starter/update': return beginWithStarter(this.service, this.site, { ...(await starterRules(this.service)), lists: [], rules: [] });
      case 'POST /v1/sites/{site}/comments/{id}/appeals': return this.reject(params['id']?.[0] ?? '');
      case 'DELETE /v1/sites/{site}/review/items/{id}/tags/{tag}': return this.tag(params);
      case 'POST /v1/sites/{site}/rules/{rule}/brake:release': return this.brake(params['rule']?.[0] ?? '');
    }
  }

  private async tag({ id: [item = ''] = [], tag: [tag = ''] = [] }: Readonly<Record<string, readonly string[]>>): Promise<void> {
    expectStatus(await this.admin.client.put(this.path(`review/items/${item}/tags/${tag}`), {}), 200);
  }

  private async reject(comment: string): Promise<void> {
    const { version } = expectStatus(await this.admin.client.get(this.path(`comments/${comment}`)), 200).body as { version: number };
    expectStatus(await this.admin.client.post(this.path(`comments/${comment}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': `"${String(version)}"` }), 201);
  }

  private async evaluation(): Promise<string> {
    const comment = (await this.objects.idFor('/comments/:id')) ?? '';
    const { body } = expectStatus(await this.admin.client.get(this.path(`comments/${comment}/evaluations`)), 200);
    return (body as { items: { id: string }[] }).items[0]?.id ?? '';
  }

  private async changeDraft(): Promise<void> {
    expectStatus(await this.admin.client.put(this.path('rule-set/draft/lists/of-the-draft'), { list: { id: 'of-the-draft', kind: 'words', entries: ['frindle'] } }, { 'if-match': await this.draftTag() }), 200);
  }

  private async draftTag(): Promise<string> {
    return String(expectStatus(await this.admin.client.get(this.path('rule-set/draft')), 200).headers['etag']);
  }

  private async brake(rule: string): Promise<void> {
    const { app } = this.service;
    const evidence = { hits: 20 };
    await app.get(UnitOfWork).run((tx) => app.get(RuleBrakeStore, { strict: false }).putOn(tx, this.site.id, [{ rule, kind: 'young', cause: 'a test', since: new Date(), until: null, evidence }]));
  }

  private path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }
}
