import { randomUUID } from 'node:crypto';
import { RunBacktests } from '../../../src/rules/backtest/run-backtests';
import type { BacktestChangeView } from '../../../src/rules/backtest/backtest-change.view';
import type { BacktestView } from '../../../src/rules/backtest/backtest.view';
import type { Answer } from '../../support/client';
import { copiesOfLatest } from '../../support/past-comments';
import { expectStatus } from '../../support/world';
import type { EvidenceWorld } from './evidence-world';

/** What an admin does with backtests, and a worker that works when it is told to. */
export class BacktestDesk {
  constructor(readonly world: EvidenceWorld) {}

  path(rest = ''): string {
    return this.world.path(`rule-set/backtests${rest}`);
  }

  ask(body: object): Promise<Answer> {
    return this.world.admin.client.post(this.path(), body);
  }

  async begun(body: object): Promise<BacktestView> {
    return expectStatus(await this.ask(body), 202).body as BacktestView;
  }

  /** Does what is due, until its end. */
  run(): Promise<void> {
    return this.world.on.app.get(RunBacktests, { strict: false }).runOnce();
  }

  async finished(body: object): Promise<BacktestView> {
    const { id } = await this.begun(body);
    await this.run();
    return this.read(id);
  }

  async read(id: string): Promise<BacktestView> {
    return expectStatus(await this.world.admin.client.get(this.path(`/${id}`)), 200).body as BacktestView;
  }

  /** All of a kind, page after page. */
  async changes(id: string, kind: string, limit = 100): Promise<BacktestChangeView[]> {
    const found: BacktestChangeView[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, nextCursor } = expectStatus(await this.world.admin.client.get(this.path(`/${id}/changes?kind=${kind}&limit=${String(limit)}${cursor === '' ? '' : `&cursor=${cursor}`}`)), 200).body as { items: BacktestChangeView[]; nextCursor: string | null };
      found.push(...items);
      cursor = nextCursor;
    }
    return found;
  }

  /** A comment with exactly that text; returns its id. */
  async submit(body: string, more: object = {}): Promise<string> {
    const answer = await this.world.server.post(this.world.path('comments'), { article: { id: 'quay' }, author: { id: randomUUID(), name: 'Ana' }, body, ...more });
    return (expectStatus(answer, 201).body as { id: string }).id;
  }

  /** See {@link copiesOfLatest}. */
  async repeat(times: number): Promise<void> {
    await this.world.rows(copiesOfLatest(this.world.site.id, times));
  }
}
