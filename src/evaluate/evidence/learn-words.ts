import { Injectable } from '@nestjs/common';
import type { EventType } from '../../domain/events';
import type { CommentId, SiteId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { Breath } from '../../platform/jobs/breath';
import { FoldCursorStore } from '../../store/fold-cursor.store';
import { LearnedDecisionStore } from '../../store/learned-decision.store';
import { VocabularyStore, type WordChange, type WordLesson } from '../../store/vocabulary.store';
import { lessonWords } from './lesson-words';

export const CURSOR = 'vocabulary';
/** Lines of the log per site and transaction; few of them are decisions, but for those of an import. */
const PORTION = 500;
const DECIDED: readonly EventType[] = ['decision.made', 'decision.reversed', 'decision.imported'];

/**
 * Learns from decisions which words people approve (rules.md V5). As with evidence, the log only says which comments to look at; what each comment
 * teaches follows from the decision in force, and what it taught before is unlearned.
 */
@Injectable()
export class LearnWords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cursors: FoldCursorStore,
    private readonly decisions: LearnedDecisionStore,
    private readonly vocabulary: VocabularyStore,
  ) {}

  /** One portion for each site that is behind; returns how many lines were read, and the sites about which something was learned. */
  async runOnce(): Promise<{ readonly read: number; readonly sites: readonly SiteId[] }> {
    let read = 0;
    const sites: SiteId[] = [];
    for (const siteId of await this.cursors.sitesBehind(this.work.reads, CURSOR)) {
      const { lines, learned } = await this.work.run((tx) => this.portion(tx, siteId));
      read += lines;
      if (learned) sites.push(siteId);
    }
    return { read, sites };
  }

  /** Unlearns the words of these comments, while their texts are still there; returns the words. The caller holds the cursor. */
  async forget(tx: Tx, siteId: SiteId, ids: readonly CommentId[]): Promise<readonly string[]> {
    const gone = await this.vocabulary.lessons(tx, siteId, ids);
    if (gone.length === 0) return [];
    const changes = await this.unlearned(tx, siteId, gone);
    await this.vocabulary.keep(tx, siteId, gone.map((lesson) => lesson.comment_id), []);
    await this.vocabulary.count(tx, siteId, inOrder(changes));
    return [...changes.keys()];
  }

  private async portion(tx: Tx, siteId: SiteId): Promise<{ lines: number; learned: boolean }> {
    const position = await this.cursors.lock(tx, siteId, CURSOR);
    if (position === null) return { lines: 0, learned: false };
    const { last, lines, said } = await this.cursors.portion(tx, siteId, { after: position, limit: PORTION, judged: [], said: DECIDED });
    if (last === null) return { lines: 0, learned: false };
    const learned = said.length > 0 && (await this.learn(tx, siteId, said));
    await this.cursors.move(tx, siteId, CURSOR, Number(last));
    return { lines, learned };
  }

  /** Whether anything changed. */
  private async learn(tx: Tx, siteId: SiteId, ids: readonly CommentId[]): Promise<boolean> {
    const before = await this.vocabulary.lessons(tx, siteId, ids);
    const now = await this.decisions.inForce(tx, siteId, ids);
    const [known, standing] = [new Set(before.map(nameOf)), new Set(now.map(nameOf))];
    const gone = before.filter((lesson) => !standing.has(nameOf(lesson)));
    const fresh = now.filter((one) => !known.has(nameOf(one)));
    if (gone.length + fresh.length === 0) return false;
    const changes = await this.unlearned(tx, siteId, gone);
    const breath = new Breath();
    for (const one of fresh) {
      move(changes, lessonWords(one.body, one.format), one.action, 1);
      await breath.take();
    }
    await this.vocabulary.keep(tx, siteId, gone.map((lesson) => lesson.comment_id), fresh);
    await this.vocabulary.count(tx, siteId, inOrder(changes));
    return true;
  }

  private async unlearned(tx: Tx, siteId: SiteId, gone: readonly WordLesson[]): Promise<Map<string, { word: string; approved: number; rejected: number }>> {
    const changes = new Map<string, { word: string; approved: number; rejected: number }>();
    const texts = await this.decisions.texts(tx, siteId, gone);
    const breath = new Breath();
    for (const lesson of gone) {
      const text = texts.get(lesson.comment_id);
      if (text) move(changes, lessonWords(text.body, text.format), lesson.action, -1);
      await breath.take();
    }
    return changes;
  }
}

/** Two lessons of the same name teach the same. */
function nameOf({ comment_id: id, revision, action }: WordLesson): string {
  return `${id} ${String(revision)} ${action}`;
}

function move(changes: Map<string, { word: string; approved: number; rejected: number }>, words: readonly string[], action: WordLesson['action'], by: 1 | -1): void {
  for (const word of words) {
    const change = changes.get(word) ?? { word, approved: 0, rejected: 0 };
    change[action === 'approve' ? 'approved' : 'rejected'] += by;
    changes.set(word, change);
  }
}

/** Sorted, so that two processes never lock crosswise. */
function inOrder(changes: ReadonlyMap<string, WordChange>): WordChange[] {
  return [...changes.values()].sort((a, b) => (a.word < b.word ? -1 : 1));
}
