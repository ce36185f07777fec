import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client, Headers } from '../../support/client';
import { expectStatus, World } from '../../support/world';

export interface ShownComment {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly [member: string]: unknown;
}

/** A news site whose server submits what its readers write. */
export class Newsroom {
  private constructor(
    readonly on: TestApp,
    readonly world: World,
    readonly site: Site,
    /** The site's server, by its key. */
    readonly server: Client,
  ) {}

  static async open(): Promise<Newsroom> {
    const on = await startTestApp();
    return Newsroom.at(on, new World(on));
  }

  /** One more site on the same service. */
  static async at(on: TestApp, world: World): Promise<Newsroom> {
    const site = await world.newSite();
    return new Newsroom(on, world, site, (await world.siteKey(site)).client);
  }

  close(): Promise<void> {
    return this.on.close();
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  submit(comment: object, headers: Headers = {}): Promise<Answer> {
    return this.server.post(this.path('comments'), comment, headers);
  }

  /** Submits a harmless comment of somebody new, with what the test wants different. */
  async accepted(more: object = {}): Promise<ShownComment> {
    return expectStatus(await this.submit(harmless(more)), 201).body as ShownComment;
  }

  async read(id: string): Promise<ShownComment> {
    return expectStatus(await this.server.get(this.path(`comments/${id}`)), 200).body as ShownComment;
  }

  /** Makes or replaces an article and returns its id. */
  async article(more: object = {}, id = `article-${randomUUID()}`): Promise<string> {
    expectStatus(await this.server.put(this.path(`articles/${id}`), { title: 'The harbour reopens', ...more }), 200);
    return id;
  }

  /** What the database says, for what no route tells. */
  async rows<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    const database = new Database({ connectionString: this.on.databaseUrl });
    await database.connect();
    try {
      return (await database.query<Row>(sql, [...params])).rows;
    } finally {
      await database.end();
    }
  }
}

/** A comment that the starter rules let pass: nobody said it before, and it sells nothing. */
export function harmless(more: object = {}): Record<string, unknown> {
  return { article: { id: 'harbour' }, author: { id: `u-${randomUUID()}`, name: 'Ana' }, body: saying(), ...more };
}

/** A sentence nobody has said before, without anything a rule could mistake for a number or a link. */
export function saying(): string {
  const letters = randomUUID().replaceAll(/[^a-f]/g, '');
  return `The ferries of pier ${letters} were on time again this morning.`;
}
