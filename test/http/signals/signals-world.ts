import { randomUUID } from 'node:crypto';
import { SignalRounds } from '../../../src/evaluate/signals/signal-rounds';
import { PositionEvents } from '../../../src/review/position-events';
import type { Answer } from '../../support/client';
import { expectStatus } from '../../support/world';
import { EvidenceWorld } from '../rules/evidence-world';

export interface Judged {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly verdict: { readonly hits: readonly { readonly rule: string; readonly facts: readonly { readonly field: string; readonly value: unknown }[] }[] };
}

/** A rule that holds what fulfils the condition. */
export function holdingRule(id: string, when: object, then: object = { action: 'hold' }): object {
  return { id, name: id, mode: 'active', reason: id, exempt: [], when, then };
}

/** A site with rules of the test's own, and a worker that works when it is told to. */
export class SignalsWorld {
  private constructor(readonly desk: EvidenceWorld) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<SignalsWorld> {
    return new SignalsWorld(await EvidenceWorld.open(env));
  }

  close(): Promise<void> {
    return this.desk.close();
  }

  /** A comment as it was answered; the text is sent as it is. */
  async send(body: string, more: Record<string, unknown> = {}): Promise<Judged> {
    const said = { article: { id: 'harbour', section: 'local' }, author: { id: `u-${randomUUID()}`, name: 'Ana' }, body, ...more };
    return expectStatus(await this.desk.server.post(this.desk.path('comments'), said), 201).body as Judged;
  }

  /** What the worker does within a second. */
  async work(): Promise<void> {
    const rounds = this.desk.on.app.get(SignalRounds, { strict: false });
    while ((await this.desk.on.app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    while ((await rounds.learnOnce()) > 0);
    while ((await rounds.runEffectsOnce()) > 0);
    while ((await this.desk.on.app.get(PositionEvents, { strict: false }).runOnce()) > 0);
  }

  async decide(comment: Pick<Judged, 'id'>, action: 'approve' | 'reject', reasonCode = 'spam'): Promise<string> {
    const { version } = expectStatus(await this.desk.server.get(this.desk.path(`comments/${comment.id}`)), 200).body as Judged;
    const said = { action, ...(action === 'reject' ? { reasonCode } : {}) };
    return (expectStatus(await this.desk.admin.client.post(this.desk.path(`comments/${comment.id}/decisions`), said, { 'if-match': `"${String(version)}"` }), 201).body as { id: string }).id;
  }

  get(path: string): Promise<Answer> {
    return this.desk.admin.client.get(this.desk.path(path));
  }

  /** The facts that a comment was judged on. */
  async facts(id: string): Promise<{ fields: Record<string, unknown>; failed: string[]; duplicates?: Record<string, number>; rates: Record<string, number>; models?: Record<string, string> }> {
    const [row] = await this.desk.rows<{ facts: never }>('SELECT facts FROM evaluation WHERE site_id = $1 AND comment_id = $2 ORDER BY judged_at DESC LIMIT 1', [this.desk.site.id, id]);
    if (!row) throw new Error(`No evaluation of ${id}`);
    return row.facts;
  }
}
