import { randomUUID } from 'node:crypto';
import { RunBacktests } from '../../../src/rules/backtest/run-backtests';
import type { BacktestChangeView } from '../../../src/rules/backtest/backtest-change.view';
import type { BacktestView } from '../../../src/rules/backtest/backtest.view';
import type { Answer } from '../../support/client';
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

  /** That many comments in the past, as copies of the latest one: same text, facts and verdict, each at a time of its own. */
  async repeat(times: number): Promise<void> {
    const site = `'${this.world.site.id}'::uuid`;
    const id = (n: string, kind: string): string => `('00000000-0000-7${kind}-8000-' || lpad(${n}::text, 12, '0'))::uuid`;
    const latest = `(SELECT * FROM evaluation WHERE site_id = ${site} ORDER BY judged_at DESC, id DESC LIMIT 1) e JOIN comment_revision r ON r.site_id = e.site_id AND r.comment_id = e.comment_id AND r.revision = e.revision JOIN comment c ON c.site_id = e.site_id AND c.id = e.comment_id`;
    const many = `FROM ${latest} CROSS JOIN generate_series(1, ${String(times)}) n`;
    const at = `e.judged_at - n * interval '1 second'`;
    await this.world.rows(`WITH
      copied AS (INSERT INTO comment (site_id, id, article_id, author_id, author_name, author_kind, status, fingerprint, created_at, status_changed_at)
        SELECT ${site}, ${id('n', '001')}, c.article_id, c.author_id, c.author_name, c.author_kind, c.status, c.fingerprint, ${at}, ${at} ${many}),
      revised AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
        SELECT ${site}, ${id('n', '001')}, 1, r.body, r.format, ${id('n', '002')}, ${at}, ${at} ${many})
      INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
        SELECT ${site}, ${at}, ${id('n', '002')}, ${id('n', '001')}, 1, e.event, e.action, e.rule_set_version, e.engine_version, e.facts, e.verdict, e.took_us ${many}`);
  }
}
