import { randomUUID } from 'node:crypto';
import { Client as Database } from 'pg';
import type { Site } from '../../../src/domain/actor';
import { canonicalJson } from '../../../src/engine/language/canonical';
import { FoldEvidence } from '../../../src/evaluate/evidence/fold-evidence';
import { WatchRules } from '../../../src/evaluate/evidence/watch-rules';
import { RunningRuleSets } from '../../../src/evaluate/running-rule-sets';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { PositionEvents } from '../../../src/review/position-events';
import type { RuleStatsView } from '../../../src/rules/evidence/rule-stats.view';
import type { BrakeRow } from '../../../src/store/rule-brake.store';
import { RuleSetStore } from '../../../src/store/rule-set.store';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { expectStatus, type PersonInWorld, World } from '../../support/world';

export interface Sent {
  readonly id: string;
  readonly status: string;
  readonly version: number;
}

/** A rule that fires on that word and nothing else. */
export function wordRule(id: string, word: string, more: object = {}): object {
  return { id, name: `The word ${word}`, mode: 'active', policy: 'spam', reason: `Says ${word}`, exempt: [], when: { body: { words: word } }, then: { action: 'hold' }, examples: { match: [`a ${word}`, `two of ${word}`], no_match: ['a quiet day', 'another one'] }, ...more };
}

/** A site with rules of the test's own, somebody who decides, and a worker that works when it is told to. */
export class EvidenceWorld {
  private constructor(
    readonly on: TestApp,
    readonly world: World,
    readonly site: Site,
    readonly server: Client,
    readonly admin: PersonInWorld,
    private readonly database: Database,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<EvidenceWorld> {
    const on = await startTestApp({ env });
    return EvidenceWorld.at(on, new World(on));
  }

  static async at(on: TestApp, world: World): Promise<EvidenceWorld> {
    const site = await world.newSite();
    const database = new Database({ connectionString: on.databaseUrl });
    await database.connect();
    return new EvidenceWorld(on, world, site, (await world.siteKey(site)).client, await world.person(site, 'admin'), database);
  }

  /** Leaves the site; the service goes on. */
  leave(): Promise<void> {
    return this.database.end();
  }

  async close(): Promise<void> {
    await this.leave();
    await this.on.close();
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  /** Makes these the rules that judge from now on; returns the version. */
  async publish(rules: readonly object[], lists: readonly object[] = [], at = new Date()): Promise<number> {
    const document = canonicalJson({ version: 1, lists, rules });
    const store = this.on.app.get(RuleSetStore);
    const version = await this.on.app.get(UnitOfWork).run((tx) => store.publish(tx, this.site.id, { document, hash: randomUUID(), note: null, publishedBy: null }, at));
    await this.on.app.get(RunningRuleSets).refresh();
    return version;
  }

  async submit(body: string, more: object = {}): Promise<Sent> {
    const said = { article: { id: 'harbour', section: 'local' }, author: { id: `u-${randomUUID()}`, name: 'Ana' }, body: `${body} ${randomUUID().replaceAll(/[^a-f]/g, '')}`, ...more };
    return expectStatus(await this.server.post(this.path('comments'), said), 201).body as Sent;
  }

  async decide(comment: Pick<Sent, 'id'>, action: 'approve' | 'reject'): Promise<string> {
    const { version } = expectStatus(await this.server.get(this.path(`comments/${comment.id}`)), 200).body as Sent;
    const made = await this.admin.client.post(this.path(`comments/${comment.id}/decisions`), { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}) }, { 'if-match': `"${String(version)}"` });
    return (expectStatus(made, 201).body as { id: string }).id;
  }

  async undo(decision: string): Promise<void> {
    expectStatus(await this.admin.client.post(this.path(`review/decisions/${decision}/reversal`)), 201);
  }

  /** What the worker does within a second: orders the log and folds it to its end. */
  async fold(): Promise<void> {
    while ((await this.on.app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    while ((await this.on.app.get(FoldEvidence, { strict: false }).runOnce()).lines > 0);
  }

  /** What the worker does next: puts on the brakes that are due; and what every process does within a second: hears of them. */
  async watch(now = new Date()): Promise<readonly BrakeRow[]> {
    await this.fold();
    const on = await this.on.app.get(WatchRules, { strict: false }).check(this.site.id, now);
    await this.on.app.get(RunningRuleSets).refresh();
    return on;
  }

  async stats(days = 1): Promise<Answer['body']> {
    return expectStatus(await this.admin.client.get(this.path(`rules/stats?days=${String(days)}`)), 200).body;
  }

  /** One rule's line, after the worker has caught up. */
  async rule(id: string, days = 1): Promise<RuleStatsView> {
    await this.fold();
    const { items } = (await this.stats(days)) as { items: RuleStatsView[] };
    const found = items.find(({ rule }) => rule === id);
    if (!found) throw new Error(`There is no rule ${id}`);
    return found;
  }

  async rows<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return (await this.database.query<Row>(sql, [...params])).rows;
  }
}
