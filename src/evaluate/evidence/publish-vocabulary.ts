import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { OrdinaryWords } from '../../engine/text/ordinary-words';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { FoldCursorStore } from '../../store/fold-cursor.store';
import { VocabularyStore } from '../../store/vocabulary.store';

/** Nothing is kept under that name: it is locked while one process publishes. */
const LOCK = 'vocabulary.publish';
/** Approved in so many comments, and rejected in no more than one of fifty: words of ordinary people. */
const APPROVED = 5;
const PER_REJECTED = 50;
const MOST_WORDS = 20_000;
/** Words that are counted at all; the rarest go first. */
const MOST_COUNTED = 50_000;
/** So many new words or more are worth a version; fewer wait for a day. */
const WORTH = 20;
const DAY_MS = 86_400_000;

/** Publishes what a site's decisions taught of words as a version that never changes. */
@Injectable()
export class PublishVocabulary {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cursors: FoldCursorStore,
    private readonly vocabulary: VocabularyStore,
  ) {}

  /** Returns the new version, null when the one there is will do. Words that `known` has need not be learned. */
  execute(siteId: SiteId, known: OrdinaryWords, now: Date): Promise<number | null> {
    return this.work.run(async (tx) => {
      if ((await this.cursors.lock(tx, siteId, LOCK)) === null) return null;
      await this.vocabulary.prune(tx, siteId, MOST_COUNTED);
      const found = await this.vocabulary.ordinary(tx, siteId, { approved: APPROVED, perRejected: PER_REJECTED, limit: MOST_WORDS });
      const words = found.filter((word) => !known.has(word)).sort();
      const latest = await this.vocabulary.latest(tx, siteId);
      const changes = differences(latest?.words ?? [], words);
      const age = latest ? now.getTime() - latest.created_at.getTime() : Infinity;
      if (changes === 0 || (changes < WORTH && age < DAY_MS)) return null;
      const version = (latest?.version ?? 0) + 1;
      await this.vocabulary.publish(tx, siteId, { version, words, created_at: now });
      return version;
    });
  }
}

function differences(before: readonly string[], after: readonly string[]): number {
  const [old, fresh] = [new Set(before), new Set(after)];
  return after.filter((word) => !old.has(word)).length + before.filter((word) => !fresh.has(word)).length;
}
