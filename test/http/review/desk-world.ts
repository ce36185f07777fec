import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import type { Site } from '../../../src/domain/actor';
import { PositionEvents } from '../../../src/review/position-events';
import type { Role } from '../../../src/domain/statuses';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { expectStatus, type PersonInWorld, World } from '../../support/world';

export interface ShownItem {
  readonly id: string;
  readonly version: number;
  readonly comment: { readonly id: string; readonly author: { readonly approved: number; readonly rejected: number } };
  readonly [member: string]: unknown;
}

export interface LogLine {
  readonly position: number;
  readonly type: string;
  readonly actor: string;
  readonly commentId: string | null;
  readonly itemId: string | null;
  readonly decisionId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A site with comments that wait, and people who decide. */
export class Desk {
  private constructor(
    readonly on: TestApp,
    readonly world: World,
    readonly site: Site,
    readonly server: Client,
    readonly article: string,
  ) {}

  static async open(): Promise<Desk> {
    const on = await startTestApp();
    return Desk.at(on, new World(on));
  }

  static async at(on: TestApp, world: World): Promise<Desk> {
    const site = await world.newSite();
    const { client } = await world.siteKey(site);
    const desk = new Desk(on, world, site, client, 'slow-news');
    expectStatus(await client.put(desk.path(`articles/${desk.article}`), { title: 'Slow news', url: 'https://news.example/slow', section: 'world', commentsMode: 'premoderated' }), 200);
    return desk;
  }

  close(): Promise<void> {
    return this.on.close();
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  review(rest: string): string {
    return this.path(`review/${rest}`);
  }

  person(role: Role, name?: string): Promise<PersonInWorld> {
    return this.world.person(this.site, role, name);
  }

  /** A comment that a premoderated article holds: its text is as unsuspicious as it gets. */
  async held(author = `u-${randomUUID()}`, body = 'A calm remark about the weather of the week.'): Promise<{ id: string; version: number }> {
    const { body: answered } = expectStatus(await this.server.post(this.path('comments'), { article: { id: this.article }, author: { id: author, name: 'Ana', kind: 'registered' }, body }), 201);
    const comment = answered as { id: string; version: number; status: string };
    if (comment.status !== 'held') throw new Error(`The comment is ${comment.status}`);
    return comment;
  }

  /** The newest item of a comment in that state. */
  async itemOf(commentId: string, client: Client, state = 'open'): Promise<ShownItem> {
    const { body } = expectStatus(await client.get(this.review(`items?state=${state}&sort=newest&limit=100`)), 200);
    const item = (body.items as ShownItem[]).find(({ comment }) => comment.id === commentId);
    if (!item) throw new Error(`No ${state} item of comment ${commentId}`);
    return item;
  }

  decide(client: Client, item: { id: string; version: number }, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    return client.post(this.review(`items/${item.id}/decisions`), body, { 'if-match': `"${item.version}"`, ...headers });
  }

  async comment(id: string): Promise<Answer['body']> {
    return expectStatus(await this.server.get(this.path(`comments/${id}`)), 200).body;
  }

  /** The site's log from its beginning. */
  async log(): Promise<LogLine[]> {
    while ((await this.on.app.get(PositionEvents).runOnce()) > 0);
    const owner = await this.world.ownerClient();
    const lines: LogLine[] = [];
    for (let after: string | null = '0'; after !== null; ) {
      const { body } = expectStatus(await owner.get(this.review(`events?after=${after}&limit=100`)), 200);
      lines.push(...(body.items as LogLine[]));
      after = body.nextCursor as string | null;
    }
    return lines;
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
