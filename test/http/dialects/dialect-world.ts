import { randomUUID } from 'node:crypto';
import { CALLBACK_QUEUE } from '../../../src/notify/callback-queue';
import { RelayOutbox } from '../../../src/notify/relay-outbox';
import type { Site } from '../../../src/domain/actor';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { startTestApp, type TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type ConnectionInWorld, expectStatus, type PersonInWorld, World } from '../../support/world';
import { RuleDesk, wordRule } from '../rules/rules-world';

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface StoredRow {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly article: { readonly id: string };
  readonly [member: string]: unknown;
}

/** Invented words, and what the rules of the site do to a text with one of them. */
export const WORDS = { hold: 'blorbit', reject: 'frindle', discard: 'gribble' } as const;

/** A site with rules about {@link WORDS}, and what other software sends it. */
export class DialectWorld {
  private constructor(
    readonly service: TestApp,
    readonly world: World,
    readonly site: Site,
    readonly admin: PersonInWorld,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<DialectWorld> {
    const service = await startTestApp({ env: { WEIR_WEBHOOK_ALLOW_NETWORKS: '127.0.0.0/8', ...env } });
    const world = new World(service);
    const site = await world.newSite();
    const admin = await world.person(site, 'admin');
    const desk = new RuleDesk(site, admin.client);
    const rules = [
      wordRule('holds', WORDS.hold),
      wordRule('rejects', WORDS.reject, { then: { action: 'reject' } }),
      wordRule('discards', WORDS.discard, { then: { action: 'reject', tags: ['discard'] } }),
    ];
    expectStatus(await desk.save({ document: { version: 1, rules } }), 200);
    expectStatus(await desk.publish('For a test', { override: { reason: 'Invented words' } }), 201);
    const { client } = await world.siteKey(site, ['admin']);
    expectStatus(await client.patch(`/v1/sites/${site.slug}/settings`, { undoSeconds: 0, auditSamplePercent: 0 }), 200);
    return new DialectWorld(service, world, site, admin);
  }

  close(): Promise<void> {
    return this.service.close();
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  get client(): Client {
    return this.admin.client;
  }

  connection(dialect: Parameters<World['connection']>[1], settings?: Record<string, unknown>): Promise<ConnectionInWorld> {
    return this.world.connection(this.site, dialect, settings);
  }

  async send(url: string, payload: string | Buffer, headers: Readonly<Record<string, string>>): Promise<Reply> {
    const { statusCode, body, headers: sent } = await this.service.app.inject({ method: 'POST', url, payload, headers: { ...headers } });
    return { status: statusCode, body, headers: sent };
  }

  /** Every comment of the site, newest first. */
  async comments(): Promise<StoredRow[]> {
    return expectStatus(await this.client.get(this.path('comments?limit=100')), 200).body.items as StoredRow[];
  }

  async comment(id: string): Promise<StoredRow> {
    return expectStatus(await this.client.get(this.path(`comments/${id}`)), 200).body as StoredRow;
  }

  /** A moderator decides. */
  async decide(id: string, action: 'approve' | 'reject'): Promise<void> {
    const { version } = await this.comment(id);
    expectStatus(await this.client.post(this.path(`comments/${id}/decisions`), { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}) }, { 'if-match': `"${String(version)}"` }), 201);
  }

  /** What the worker does with what has been decided. */
  async callBack(): Promise<void> {
    await this.service.app.get(RelayOutbox, { strict: false }).execute(new Date(Date.now() + 1_000));
    await this.service.app.get(Jobs, { strict: false }).drain(CALLBACK_QUEUE);
  }

  async lastCall(id: string): Promise<{ operation: string; outcome: string | null; odd: string[]; status: number }> {
    const { items } = expectStatus(await this.client.get(this.path(`connections/${id}/calls`)), 200).body as { items: { operation: string; outcome: string | null; odd: string[]; status: number }[] };
    const [last] = items;
    if (!last) throw new Error('Nobody has called');
    return last;
  }

  async waiting(): Promise<{ comment: { id: string } }[]> {
    return expectStatus(await this.client.get(this.path('review/items?limit=100')), 200).body.items as { comment: { id: string } }[];
  }
}

/** A sentence nobody has said before, with a word in it if asked. */
export function remark(word = ''): string {
  return `A quiet remark ${word} about ${randomUUID().replaceAll(/[^a-f]/g, '').slice(0, 8)} things`;
}
