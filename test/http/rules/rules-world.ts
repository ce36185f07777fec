import type { Site } from '../../../src/domain/actor';
import type { Answer, Client } from '../../support/client';
import { expectStatus, type World } from '../../support/world';

/** A rule about an invented word; valid and publishable unless a test makes it otherwise. */
export function wordRule(id: string, word: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id,
    name: `Rule about ${word}`,
    mode: 'active',
    policy: 'spam.words',
    reason: `Says ${word}`,
    when: { body: { words: word } },
    then: { action: 'hold' },
    examples: { match: [`a ${word} here`, `${word}!`], no_match: ['nothing of the kind', 'quite another word'] },
    ...more,
  };
}

/** An admin at work on the rules of one site. */
export class RuleDesk {
  constructor(
    readonly site: Site,
    readonly client: Client,
  ) {}

  static async on(world: World, site?: Site): Promise<RuleDesk> {
    const at = site ?? (await world.newSite());
    return new RuleDesk(at, (await world.person(at, 'admin')).client);
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  async draft(): Promise<Answer> {
    return expectStatus(await this.client.get(this.path('rule-set/draft')), 200);
  }

  /** Saves the draft over whatever is there. */
  async save(source: { yaml: string } | { document: unknown }): Promise<Answer> {
    return this.client.put(this.path('rule-set/draft'), source, await this.seen());
  }

  /** The If-Match header of somebody who has just read the draft. */
  async seen(): Promise<Record<string, string>> {
    return { 'if-match': String((await this.draft()).headers['etag']) };
  }

  async publish(note: string, more: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.client.post(this.path('rule-set/versions'), { note, ...more }, await this.seen());
  }

  /** These rules and nothing else judge from now on, here at once. */
  async run(rules: readonly Record<string, unknown>[], more: Readonly<Record<string, unknown>> = {}, publishing: Readonly<Record<string, unknown>> = {}): Promise<number> {
    expectStatus(await this.save({ document: { version: 1, ...more, rules } }), 200);
    const { body } = expectStatus(await this.publish('For a test', publishing), 201);
    return (body as { version: number }).version;
  }
}

/** How a comment of that text would be judged now. */
export async function judged(world: World, site: Site, body: string, author: Readonly<Record<string, unknown>> = { id: 'u-1', kind: 'registered', name: 'Ana' }): Promise<Answer> {
  const { client } = await world.siteKey(site);
  return expectStatus(await client.post(`/v1/sites/${site.slug}/comments`, { article: { id: 'a-1', title: 'Slow news' }, author, body }), 201);
}
