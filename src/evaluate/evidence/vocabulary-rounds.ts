import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { Jobs } from '../../platform/jobs/jobs';
import { dictionary } from '../dictionary';
import { LearnWords } from './learn-words';
import { PublishVocabulary } from './publish-vocabulary';

/** Words need not be learned at once: a decision an hour ago is as good. */
const LEARN_SECONDS = 5;
const PUBLISH_MS = 3_600_000;

/** What the worker does so that a site's own words are known. */
@Injectable()
export class VocabularyRounds implements OnModuleInit {
  /** Sites whose words have changed since they were last published, and when that was. */
  private readonly news = new Set<SiteId>();
  private readonly published = new Map<SiteId, number>();

  constructor(
    private readonly jobs: Jobs,
    private readonly learn: LearnWords,
    private readonly publish: PublishVocabulary,
  ) {}

  onModuleInit(): void {
    this.jobs.every(LEARN_SECONDS, 'evaluate.learn_words', async (signal) => {
      for (let more = true; more && !signal.aborted; ) {
        const { read, sites } = await this.learn.runOnce();
        for (const siteId of sites) this.news.add(siteId);
        more = read > 0;
      }
      await this.publishDue(Date.now());
    });
  }

  private async publishDue(now: number): Promise<void> {
    for (const siteId of this.news) {
      if (now - (this.published.get(siteId) ?? 0) < PUBLISH_MS) continue;
      await this.publish.execute(siteId, await dictionary(), new Date(now));
      this.news.delete(siteId);
      this.published.set(siteId, now);
    }
  }
}
