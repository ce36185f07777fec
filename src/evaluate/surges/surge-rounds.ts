import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Jobs } from '../../platform/jobs/jobs';
import { ArrivalStore } from '../../store/arrival.store';
import { SurgeStore } from '../../store/surge.store';
import { FoldArrivals } from './fold-arrivals';
import { HISTORY_MS } from './surge-test';
import { WatchSurges } from './watch-surges';

const FOLD_SECONDS = 1;
/** A surge is told at most this much later. */
const LOOK_MS = 10_000;
/** When nothing comes any more nobody is told of arrivals: what is under way is looked at all the same. */
const FOLLOW_SECONDS = 30;
const EXPIRE_SECONDS = 3_600;

/** What the worker does again and again so that the desk hears when an article gets out of hand. */
@Injectable()
export class SurgeRounds implements OnModuleInit {
  /** Articles under which comments came since their site was last looked at, and when that was. */
  private readonly news = new Map<SiteId, Set<string>>();
  private readonly looked = new Map<SiteId, number>();

  constructor(
    private readonly jobs: Jobs,
    private readonly work: UnitOfWork,
    private readonly fold: FoldArrivals,
    private readonly watch: WatchSurges,
    private readonly surges: SurgeStore,
    private readonly arrivals: ArrivalStore,
  ) {}

  onModuleInit(): void {
    this.jobs.every(FOLD_SECONDS, 'evaluate.fold_arrivals', async (signal) => {
      while (!signal.aborted && (await this.foldOnce(new Date())) > 0);
      await this.lookOnce(new Date());
    });
    this.jobs.every(FOLLOW_SECONDS, 'evaluate.follow_surges', () => this.followOnce(new Date()));
    this.jobs.every(EXPIRE_SECONDS, 'evaluate.forget_arrivals', async (signal) => {
      while (!signal.aborted && (await this.work.run((tx) => this.arrivals.expire(tx, new Date(Date.now() - HISTORY_MS)))) > 0);
    });
  }

  /** One portion of the log for each site; returns how many lines were read. */
  async foldOnce(now: Date): Promise<number> {
    const { lines } = await this.fold.runOnce(now, (siteId, articleIds) => {
      const known = this.news.get(siteId) ?? new Set();
      for (const id of articleIds) known.add(id);
      this.news.set(siteId, known);
    });
    return lines;
  }

  /** Looks at the sites of which something is new, each of them every few seconds at most. */
  async lookOnce(now: Date): Promise<void> {
    for (const [siteId, articleIds] of this.news) {
      if (now.getTime() - (this.looked.get(siteId) ?? 0) < LOOK_MS) continue;
      this.news.delete(siteId);
      this.looked.set(siteId, now.getTime());
      await this.watch.look(siteId, [...articleIds], now);
    }
  }

  /** Looks at all surges under way. */
  async followOnce(now: Date): Promise<void> {
    for (const siteId of await this.surges.sites(this.work.reads)) await this.watch.look(siteId, [], now);
  }
}
