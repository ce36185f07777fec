import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Call } from '../../access/call';
import { actorKey, type Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import type { BacktestId } from '../../domain/ids';
import { canonicalJson } from '../../engine/language/canonical';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { BacktestStore, type NewBacktest } from '../../store/backtest.store';
import { RuleDraftStore } from '../../store/rule-draft.store';
import { RuleSetStore } from '../../store/rule-set.store';
import type { StartBacktestDto } from './backtest.dto';
import { type BacktestView, backtestView } from './backtest.view';
import { RunBacktests } from './run-backtests';

/** As many as an admin waits for, unless they ask for more. */
const COMMENTS = 100_000;
/** Before the first comment there can be. */
const BEGINNING = new Date('2000-01-01T00:00:00Z');
/** The changed comments of so many backtests of a site are kept; the sums of all. */
const KEPT = 20;

interface UnderTest {
  readonly document: unknown;
  readonly version: number | null;
}

/** Asks for a backtest of the draft as it is now, or of a version; a worker does it. One at a time on a site. */
@Injectable()
export class StartBacktest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly backtests: BacktestStore,
    private readonly ruleSets: RuleSetStore,
    private readonly drafts: RuleDraftStore,
    private readonly run: RunBacktests,
  ) {}

  async execute(site: Site, call: Call, dto: StartBacktestDto): Promise<Plain<BacktestView>> {
    const now = new Date();
    const [from, to] = [dto.from === undefined ? BEGINNING : new Date(dto.from), dto.to === undefined ? now : new Date(dto.to)];
    if (from >= to) throw invalidField('/from', 'From must be earlier than `to`.');
    const view = await this.work.run(async (tx) => {
      const running = await this.ruleSets.runningCompact(tx, site.id);
      const { document, version } = await this.underTest(tx, site, dto.against, running?.document);
      const text = canonicalJson(document);
      const backtest: NewBacktest = {
        id: newId<BacktestId>(), version, basedOn: running?.version ?? 0, document: text, hash: createHash('sha256').update(text).digest('hex'),
        from, to, most: dto.limit ?? COMMENTS, requestedBy: call.actor === null ? 'system' : actorKey(call.actor), createdAt: now,
      };
      if (!(await this.backtests.add(tx, site.id, backtest))) throw problem('not_possible', 'A backtest of this site is waiting or running. Wait for it, or cancel it.');
      await this.backtests.forgetChanges(tx, site.id, KEPT);
      const row = await this.backtests.find(tx, site.id, backtest.id);
      if (!row) throw new Error('The backtest that was just added is not there');
      return backtestView(row);
    });
    this.run.wake();
    return view;
  }

  private async underTest(tx: Tx, site: Site, against: 'draft' | number, running: unknown): Promise<UnderTest> {
    if (against === 'draft') {
      const document = (await this.drafts.find(tx, site.id))?.document ?? running;
      if (document === undefined) throw problem('not_found', 'This site has no rules yet.');
      return { document, version: null };
    }
    const version = await this.ruleSets.find(tx, site.id, against);
    if (!version) throw invalidField('/against', 'This site has no such version.');
    return { document: version.document, version: against };
  }
}
