import { Client as Database } from 'pg';
import { RunImports } from '../../../src/intake/imports/run-imports';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { expectStatus, World } from '../../support/world';

export interface ShownRun {
  readonly id: string;
  readonly status: string;
  readonly failure: string | null;
  readonly counts: Readonly<Record<'imported' | 'repeated' | 'skipped' | 'failed' | 'noted', number>>;
  readonly progress: { readonly bytes: number; readonly bytesRead: number; readonly rows: number };
  readonly problems: readonly { readonly row: number; readonly line: number | null; readonly subject: string | null; readonly detail: string; readonly failed: boolean }[];
}

/** A site into which its admin brings an old system's comments. */
export class Archive {
  private constructor(
    readonly on: TestApp,
    readonly world: World,
    readonly site: Site,
    readonly admin: Client,
  ) {}

  static async open(): Promise<Archive> {
    const on = await startTestApp();
    return Archive.at(on, new World(on));
  }

  static async at(on: TestApp, world: World): Promise<Archive> {
    const site = await world.newSite();
    return new Archive(on, world, site, (await world.siteKey(site, ['admin', 'comments:read', 'comments:write'])).client);
  }

  close(): Promise<void> {
    return this.on.close();
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  async send(format: string, file: string | Buffer, query = ''): Promise<Answer> {
    const answer = await this.on.app.inject({ method: 'POST', url: this.path(`imports?format=${format}${query}`), payload: file, headers: { ...this.admin.headers, 'content-type': 'application/x-ndjson' } });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  }

  /** Sends a file and has it read to its end. */
  async take(format: string, file: string | Buffer, query = ''): Promise<ShownRun> {
    const { id } = expectStatus(await this.send(format, file, query), 202).body as ShownRun;
    await this.on.app.get(RunImports).runOnce();
    return this.run(id);
  }

  async run(id: string): Promise<ShownRun> {
    return expectStatus(await this.admin.get(this.path(`imports/${id}`)), 200).body as ShownRun;
  }

  async ask<Row extends object>(sql: string, ...values: readonly unknown[]): Promise<Row[]> {
    const database = new Database({ connectionString: this.on.databaseUrl });
    await database.connect();
    try {
      return (await database.query<Row>(sql, [...values])).rows;
    } finally {
      await database.end();
    }
  }

  /** The comment with that external id, as the site's server reads it. */
  async comment(externalId: string): Promise<Record<string, unknown>> {
    const [found] = await this.ask<{ id: string }>('SELECT id FROM comment WHERE site_id = $1 AND external_id = $2', this.site.id, externalId);
    return expectStatus(await this.admin.get(this.path(`comments/${found?.id ?? ''}`)), 200).body as Record<string, unknown>;
  }
}
