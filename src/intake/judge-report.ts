import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SiteDirectory } from '../access/guard/site-directory';
import type { Site } from '../domain/actor';
import { transition } from '../domain/transitions';
import { EvaluateBatch } from '../evaluate/evaluate-batch';
import { RunningRuleSets } from '../evaluate/running-rule-sets';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { CommentStatusStore } from '../store/comment-status.store';
import { ItemLockStore } from '../store/item-lock.store';
import { ReportWaitingStore, type WaitingReport } from '../store/report-waiting.store';
import { KeepReportVerdict } from './keep-report-verdict';
import { StoredComment } from './stored-comment';

/** How long a report waits for the rules at most. */
const EVERY_SECONDS = 0.5;
/** A fault of a moment passes; after these the comment is left to people, who have the report in front of them anyway. */
const MOST_ATTEMPTS = 4;
const FIRST_WAIT_MS = 10_000;

/**
 * Judges reported comments again by the rules that say `on: report`, shortly after the report. What comes out can only be stricter:
 * a published comment is held, an item raised. Nothing is judged of a comment that people have decided since.
 */
@Injectable()
export class JudgeReport implements OnModuleInit {
  private readonly log = new Logger('intake');

  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly waiting: ReportWaitingStore,
    private readonly sites: SiteDirectory,
    private readonly ruleSets: RunningRuleSets,
    private readonly stored: StoredComment,
    private readonly evaluate: EvaluateBatch,
    private readonly statuses: CommentStatusStore,
    private readonly itemLocks: ItemLockStore,
    private readonly verdicts: KeepReportVerdict,
  ) {}

  onModuleInit(): void {
    this.jobs.every(EVERY_SECONDS, 'intake.judge_reports', async () => {
      await this.runOnce(new Date());
    });
  }

  /** Judges what waits; returns how many comments got a verdict. */
  async runOnce(now: Date): Promise<number> {
    let judged = 0;
    for (const report of await this.waiting.due(this.work.reads, now)) {
      const found = await this.sites.find(report.slug);
      if (found && (await this.safely(found.site, report, now))) judged++;
    }
    return judged;
  }

  /** One comment that cannot be judged must not keep the others from it. When the database is away, putting off fails as well, and all wait. */
  private async safely(site: Site, report: WaitingReport, now: Date): Promise<boolean> {
    try {
      return await this.judge(site, report, now);
    } catch {
      return this.work.run(async (tx) => (await this.waiting.done(tx, site.id, report)) && this.putOff(tx, site, report, now));
    }
  }

  private async judge(site: Site, report: WaitingReport, now: Date): Promise<boolean> {
    const ruleSet = await this.ruleSets.of(site.id);
    if (!ruleSet.compiled.needs.events.has('report')) return this.work.run(async (tx) => (await this.waiting.done(tx, site.id, report)) && false);
    const gathered = await this.stored.gather(site, ruleSet, report.comment_id, { edit: null, now });
    return this.work.run(async (tx) => {
      const comment = await this.statuses.lock(tx, site.id, report.comment_id);
      const item = await this.itemLocks.lockOpen(tx, site.id, report.comment_id);
      if (!(await this.waiting.done(tx, site.id, report)) || !comment || !item || !transition(comment.status, 'report')) return false;
      const read = await this.stored.read(tx, site, comment.id, { edit: null, isReport: true, now, gathered });
      const judgement = await this.evaluate.preview(tx, site, ruleSet, read);
      if (judgement.verdict.primaryRule === 'engine_error') return this.putOff(tx, site, report, now);
      await this.verdicts.keep(tx, { site, comment, item, judged: read.comment, judgement, ruleSet });
      return true;
    });
  }

  /** A comment that was published by rules or people is not taken down because judging it failed. */
  private async putOff(tx: Tx, site: Site, report: WaitingReport, now: Date): Promise<boolean> {
    this.log.error({ site: site.slug, attempts: report.attempts + 1 }, 'judging a reported comment failed; it stays as it is');
    if (report.attempts + 1 < MOST_ATTEMPTS) await this.waiting.again(tx, site.id, report, new Date(now.getTime() + FIRST_WAIT_MS * 4 ** report.attempts));
    return false;
  }
}
