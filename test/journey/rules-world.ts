import { randomUUID } from 'node:crypto';
import type { Site } from '../../src/domain/actor';
import { FoldEvidence } from '../../src/evaluate/evidence/fold-evidence';
import { RunningRuleSets } from '../../src/evaluate/running-rule-sets';
import { PositionEvents } from '../../src/review/position-events';
import { RunBacktests } from '../../src/rules/backtest/run-backtests';
import { startTestApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { expectStatus, type PersonInWorld, World } from '../support/world';

/** Honest people bargain and offer; only some who say it sell. */
const HONEST = ['The council made an offer to the tenants last week', 'My offer of help to the library still stands', 'What a bargain this swimming pool was for the town', 'They should take the offer and rebuild the bridge', 'The unions rejected the latest offer', 'An offer nobody asked for, says the mayor', 'This park is a bargain at any price', 'The best offer came from a local builder', 'Will the district ever get a better offer?', 'A fair offer, if you ask me', 'The school got a bargain on its new roof', 'Who made the offer, and who turned it down?'];
const SELLING = ['Freebies for everybody who joins my group', 'Best offer of the week, freebies on top', 'Claim your freebies before midnight', 'Bargain watches, order now'];
const PLAIN = ['The trains ran on time today', 'I miss the old market hall', 'Thank you for this report', 'When does the library open again?'];

export const NOISY_RULE = {
  id: 'deals',
  name: 'Offers and bargains',
  mode: 'active',
  priority: 150,
  group: 'deals',
  policy: 'spam.deals',
  reason: 'Advertises an offer',
  when: { body: { words: ['offer', 'bargain', 'freebies'] } },
  then: { action: 'hold', queue: 'spam' },
  examples: { match: ['Best offer of the week', 'Freebies for everybody'], no_match: ['The trains ran on time', 'A quiet evening in the park'] },
};

/** A site with a rule that moderators contradict every day, and an admin who is about to notice. */
export class RulesWorld {
  private constructor(
    readonly service: TestApp,
    readonly site: Site,
    readonly admin: PersonInWorld,
    readonly colleague: PersonInWorld,
    readonly viewer: PersonInWorld,
    private readonly server: Client,
  ) {}

  static async open(): Promise<RulesWorld> {
    const service = await startTestApp();
    const world = new World(service);
    const site = await world.newSite('herald');
    const [admin, colleague, viewer] = [await world.person(site, 'admin', 'Tom Reyes'), await world.person(site, 'admin', 'Ana Soto'), await world.person(site, 'viewer', 'Vera Lind')];
    const opened = new RulesWorld(service, site, admin, colleague, viewer, (await world.siteKey(site)).client);
    await opened.publishRule(NOISY_RULE);
    await opened.aWeek();
    return opened;
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  /** Says something as a reader, and has a moderator decide on it. */
  async say(body: string, decided: 'approve' | 'reject' | null): Promise<{ readonly id: string; readonly status: string }> {
    const author = { id: `reader-${randomUUID()}`, kind: 'registered', name: 'Marisol' };
    const { body: comment } = expectStatus(await this.server.post(this.path('comments'), { article: { id: 'harbour', title: 'The harbour bridge', section: 'local' }, author, body }), 201) as { body: { id: string; status: string; version: number } };
    if (decided !== null) {
      const { body: now } = expectStatus(await this.server.get(this.path(`comments/${comment.id}`)), 200) as { body: { version: number } };
      expectStatus(await this.colleague.client.post(this.path(`comments/${comment.id}/decisions`), { action: decided, ...(decided === 'reject' ? { reasonCode: 'spam' } : {}) }, { 'if-match': `"${String(now.version)}"` }), 201);
    }
    return comment;
  }

  /** What the worker does within a second: orders the log and counts. */
  async count(): Promise<void> {
    while ((await this.service.app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    while ((await this.service.app.get(FoldEvidence, { strict: false }).runOnce()).lines > 0);
  }

  async runBacktests(): Promise<void> {
    await this.service.app.get(RunBacktests, { strict: false }).runOnce();
  }

  /** Lets this process judge by what was published last. */
  async judgeByTheLatest(): Promise<void> {
    await this.service.app.get(RunningRuleSets, { strict: false }).refresh();
  }

  async putRule(who: PersonInWorld, rule: Readonly<Record<string, unknown>> & { readonly id: string }): Promise<void> {
    const { headers } = expectStatus(await who.client.get(this.path('rule-set/draft')), 200);
    expectStatus(await who.client.put(this.path(`rule-set/draft/rules/${rule.id}`), { rule }, { 'if-match': String(headers['etag']) }), 200);
  }

  /** Adds it to what runs. */
  async publishRule(rule: Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string }): Promise<void> {
    await this.putRule(this.colleague, rule);
    const { headers } = expectStatus(await this.colleague.client.get(this.path('rule-set/draft')), 200);
    expectStatus(await this.colleague.client.post(this.path('rule-set/versions'), { note: `Adds ${rule.name}` }, { 'if-match': String(headers['etag']) }), 201);
    await this.judgeByTheLatest();
  }

  private async aWeek(): Promise<void> {
    for (const body of HONEST) await this.say(body, 'approve');
    for (const body of SELLING) await this.say(body, 'reject');
    for (const body of PLAIN) await this.say(body, null);
    await this.count();
  }
}
