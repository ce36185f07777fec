import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EventType } from '../domain/events';
import type { CommentId, SiteId } from '../domain/ids';
import { FoldLog } from '../evaluate/fold-log';
import type { Tx } from '../platform/database/unit-of-work';
import { Breath } from '../platform/jobs/breath';
import { Jobs } from '../platform/jobs/jobs';
import { type CommentWords, CommentWordsStore } from '../store/comment-words.store';
import type { EventRow } from '../store/event-log.store';
import { wordsOf } from './words-of';

const EVERY_SECONDS = 1;
/**
 * Lines of the log per site and round: while a site gets more than so many a second, what is found by its words lags, and comments
 * are taken in as fast as before. Searches look through the latest comments themselves.
 */
const LINES_AT_ONCE = 500;
const CURSOR = 'search';

const NEW_TEXT: ReadonlySet<EventType> = new Set(['comment.submitted', 'comment.edited', 'comment.imported']);

/** Reads the log for new texts and keeps the words by which search finds them. */
@Injectable()
export class IndexWords implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly log: FoldLog,
    private readonly words: CommentWordsStore,
  ) {}

  onModuleInit(): void {
    this.jobs.every(EVERY_SECONDS, 'intake.index_words', async () => {
      await this.runOnce();
    });
  }

  /** One portion for each site that is behind; returns how many lines were read. */
  async runOnce(): Promise<number> {
    return (await this.log.runOnce(CURSOR, this.log.each(LINES_AT_ONCE, (tx, siteId, events) => this.keep(tx, siteId, events)))).lines;
  }

  private async keep(tx: Tx, siteId: SiteId, events: readonly EventRow[]): Promise<void> {
    const ids = events.flatMap(({ type, comment_id: id }) => (NEW_TEXT.has(type) && id !== null ? [id as CommentId] : []));
    const found = await this.words.textsOf(tx, siteId, [...new Set(ids)]);
    const breath = new Breath();
    const kept: CommentWords[] = [];
    for (const text of found) {
      kept.push({ id: text.id, revision: text.revision, words: wordsOf(text) });
      await breath.take();
    }
    await this.words.keep(tx, siteId, kept);
  }
}
