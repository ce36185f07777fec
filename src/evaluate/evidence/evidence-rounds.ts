import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { Jobs } from '../../platform/jobs/jobs';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleSumsStore } from '../../store/rule-sums.store';
import { FoldEvidence } from './fold-evidence';
import { WatchRules } from './watch-rules';

/** How far statistics may lag behind the ordered log. */
const FOLD_SECONDS = 0.5;
/** A brake comes on at most this much later, and costs a busy site a few small reads that often. */
const WATCH_MS = 1_000;
const EXPIRE_SECONDS = 3_600;

/** What the worker does again and again, so that admins see what rules do, and rules that do too much are braked. */
@Injectable()
export class EvidenceRounds implements OnModuleInit {
  /** Sites about which something was learned since they were last looked at, and when that was. */
  private readonly news = new Set<SiteId>();
  private readonly looked = new Map<SiteId, number>();

  constructor(
    private readonly jobs: Jobs,
    private readonly fold: FoldEvidence,
    private readonly rules: WatchRules,
    private readonly work: UnitOfWork,
    private readonly sums: RuleSumsStore,
  ) {}

  onModuleInit(): void {
    this.jobs.every(FOLD_SECONDS, 'evaluate.fold_evidence', (signal) => this.round(signal));
    this.jobs.every(EXPIRE_SECONDS, 'evaluate.expire_evidence', async () => {
      await this.work.run((tx) => this.sums.expire(tx, new Date()));
    });
  }

  private async round(signal: AbortSignal): Promise<void> {
    for (let more = true; more && !signal.aborted; ) {
      const { lines, sites } = await this.fold.runOnce();
      for (const siteId of sites) this.news.add(siteId);
      await this.watch(new Date());
      more = lines > 0;
    }
  }

  private async watch(now: Date): Promise<void> {
    for (const siteId of this.news) {
      if (now.getTime() - (this.looked.get(siteId) ?? 0) < WATCH_MS) continue;
      this.news.delete(siteId);
      this.looked.set(siteId, now.getTime());
      await this.rules.check(siteId, now);
    }
  }
}
