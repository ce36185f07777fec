import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { ErasingStore } from '../store/erasing.store';
import { FoldCursorStore } from '../store/fold-cursor.store';
import { CURSOR as WORDS, LearnWords } from './evidence/learn-words';
import { LearnDecisions } from './signals/learn-decisions';

/** Whoever reads the log and writes down something of a comment's text, or of who wrote it: two that learn, the index of words, and effects of rules. */
const READERS = [WORDS, 'signals', 'effects', 'search'];

/** Unlearns what comments have taught, before their texts are erased. */
@Injectable()
export class ForgetLessons {
  constructor(
    private readonly cursors: FoldCursorStore,
    private readonly decisions: LearnDecisions,
    private readonly words: LearnWords,
    private readonly erasing: ErasingStore,
  ) {}

  /**
   * Keeps those who read the log from these comments until the transaction ends: what they have read of them is written by now, and what they read
   * next is what will stand there then. So this comes before any comment is locked.
   */
  hold(tx: Tx, siteId: SiteId): Promise<void> {
    return this.cursors.hold(tx, siteId, READERS);
  }

  /** Counts, standings and learned words are as if nobody had decided these comments. What was learned of a text that is gone already fades. */
  async execute(tx: Tx, siteId: SiteId, ids: readonly CommentId[]): Promise<void> {
    await this.decisions.forget(tx, siteId, ids);
    await this.erasing.forgetWords(tx, siteId, await this.words.forget(tx, siteId, ids));
  }
}
