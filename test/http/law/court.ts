import { randomUUID } from 'node:crypto';
import { StateReasons } from '../../../src/law/state-reasons';
import type { Answer } from '../../support/client';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from '../review/desk-world';
import { RuleDesk, wordRule } from '../rules/rules-world';

export interface Statement {
  readonly id: string;
  readonly restriction: string;
  readonly commentId: string | null;
  readonly endedAt: string | null;
  readonly source: string;
  readonly policy: string | null;
  readonly isDetectedAutomatically: boolean;
  readonly isDecidedAutomatically: boolean;
  readonly [member: string]: unknown;
}

/** A site of its own with two rules that reject, one of them for spam. */
export class Court {
  private constructor(
    readonly desk: Desk,
    readonly moderator: PersonInWorld,
    readonly second: PersonInWorld,
  ) {}

  static async open(first: Desk, isOn = true): Promise<Court> {
    const desk = await Desk.at(first.on, first.world);
    const court = new Court(desk, await desk.person('lead'), await desk.person('lead'));
    const rules = [wordRule('advert', 'zorgplonk', { policy: 'spam.words', then: { action: 'reject' } }), wordRule('insult', 'blimflax', { policy: 'abuse', then: { action: 'reject' } })];
    await (await RuleDesk.on(desk.world, desk.site)).run(rules, {}, { override: { reason: 'Words that nobody writes' } });
    if (isOn) await court.turn(true);
    return court;
  }

  async turn(statements: boolean): Promise<void> {
    expectStatus(await (await this.desk.world.ownerClient()).patch(this.desk.path('settings'), { law: { statements } }), 200);
  }

  async says(body: string, author = `u-${randomUUID()}`): Promise<string> {
    return String(expectStatus(await this.desk.server.post(this.desk.path('comments'), { article: { id: this.desk.article }, author: { id: author, name: 'Ana', kind: 'registered' }, body }), 201).body.id);
  }

  async decide(id: string, body: object, by = this.moderator): Promise<Answer['body']> {
    const version = String((await this.desk.comment(id)).version);
    return expectStatus(await by.client.post(this.desk.path(`comments/${id}/decisions`), body, { 'if-match': `"${version}"` }), 201).body;
  }

  async undo(decision: Answer['body'], by = this.moderator): Promise<void> {
    expectStatus(await by.client.post(this.desk.review(`decisions/${String(decision.id)}/reversal`)), 201);
  }

  /** A message that the site waits for, as the follower of the log and the desk wrote it. */
  async messages(type: string): Promise<{ payload: Record<string, unknown>; wait: number; decision_id: string | null }[]> {
    await this.follow();
    return this.desk.rows(`SELECT payload, decision_id, extract(epoch FROM send_after - created_at)::integer AS wait FROM outbox WHERE site_id = $1 AND type = $2 ORDER BY created_at, id`, [this.desk.site.id, type]);
  }

  /** Somebody listens, so messages are kept for them. */
  async listen(): Promise<void> {
    expectStatus(await (await this.desk.world.ownerClient()).post(this.desk.path('webhooks'), { url: 'https://hooks.news.example/law' }), 201);
  }

  /** The follower reads the log to its end. */
  async follow(): Promise<void> {
    await this.desk.log();
    while ((await this.desk.on.app.get(StateReasons, { strict: false }).runOnce()) > 0);
  }

  async stated(): Promise<Statement[]> {
    await this.follow();
    const found: Statement[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = expectStatus(await this.moderator.client.get(this.desk.path(`law/statements?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`)), 200);
      found.push(...(body.items as Statement[]));
      cursor = body.nextCursor as string | null;
    }
    return found;
  }

  async statedOf(id: string): Promise<string[]> {
    return (await this.stated()).filter(({ commentId }) => commentId === id).map(({ ground, endedAt }) => `${String(ground)} ${endedAt === null ? 'in force' : 'ended'}`);
  }
}
