import { randomUUID } from 'node:crypto';
import type { Site } from '../../src/domain/actor';
import type { Role } from '../../src/domain/statuses';
import { startTestApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { expectStatus, type PersonInWorld, World } from '../support/world';

/** What the starter rules hold when a newcomer writes it. */
export const HELD = 'Look at this: https://bit.ly/3xYz';

/** A newsroom whose desk is being set up. */
export class OfficeWorld {
  private constructor(
    readonly service: TestApp,
    readonly site: Site,
    readonly admin: PersonInWorld,
    readonly lead: PersonInWorld,
    readonly moderator: PersonInWorld,
    private readonly world: World,
    private readonly server: Client,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<OfficeWorld> {
    const service = await startTestApp({ env });
    const world = new World(service);
    const site = await world.newSite('herald');
    const [admin, lead, moderator] = [await world.person(site, 'admin', 'Tom Reyes'), await world.person(site, 'lead', 'Ana Soto'), await world.person(site, 'moderator', 'Ines Maro')];
    return new OfficeWorld(service, site, admin, lead, moderator, world, (await world.siteKey(site)).client);
  }

  /** Somebody else at work on the site. */
  colleague(role: Role, name: string): Promise<PersonInWorld> {
    return this.world.person(this.site, role, name);
  }

  /** The owner, with another site of that name. */
  async ownerOf(slug: string): Promise<Client> {
    await this.world.newSite(slug);
    return this.world.ownerClient();
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  /** Said by a reader whom the site knows, under an article; published or held as the rules say. */
  async say(body: string, more: { readonly author?: Record<string, unknown>; readonly article?: Record<string, unknown> } = {}): Promise<{ readonly id: string; readonly status: string }> {
    const { body: comment } = expectStatus(
      await this.server.post(this.path('comments'), { article: { id: 'harbour', title: 'The harbour bridge', section: 'local' }, author: { id: `reader-${randomUUID()}`, kind: 'registered', name: 'Marisol' }, body, ...more }),
      201,
    ) as { body: { id: string; status: string } };
    return comment;
  }

  /** Decides on what waits for that comment. */
  async decide(commentId: string, action: 'approve' | 'reject'): Promise<void> {
    const { body: now } = expectStatus(await this.server.get(this.path(`comments/${commentId}`)), 200) as { body: { version: number } };
    expectStatus(await this.lead.client.post(this.path(`comments/${commentId}/decisions`), { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}) }, { 'if-match': `"${String(now.version)}"` }), 201);
  }

  async read<Body>(rest: string): Promise<Body> {
    return expectStatus(await this.admin.client.get(this.path(rest)), 200).body as Body;
  }
}

const WAIT_MS = 20_000;
const LOOK_AGAIN_MS = 50;

/** Reads until it is so; the last thing read stands in the error. */
export async function until<Value>(wanted: Value, read: () => Promise<Value>): Promise<void> {
  const end = Date.now() + WAIT_MS;
  for (let now = await read(); now !== wanted; now = await read()) {
    if (Date.now() > end) throw new Error(`Waited for ${String(wanted)}, read ${String(now)} last`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
