import { Logger } from '@nestjs/common';
import { must } from '../../domain/must';
import type { UnitOfWork } from '../../platform/database/unit-of-work';
import { type BacktestStore, type BacktestToDo, CHANGE_KINDS, type ChangeKind, type HistoryKey, type Holder, type NewChange } from '../../store/backtest.store';
import { historyCount, historyStep } from '../../store/history.store';
import { BacktestThread } from './backtest-threads';
import { addTally, countOf, emptyTally, type Tally } from './tally';
import type { Stretch, StretchResult, ThreadData } from './thread-messages';

/** Evaluations in one piece of work: what a thread has in hand. */
const STRETCH = 2_500;
/** Stretches that a thread has in hand: while it judges one, the database reads the other. With one, both waited for half of the time. */
const IN_HAND = 2;
/** What was judged since the last mark is lost when the process dies. */
const SAVE_EACH_MS = 250;
/** Kept of each kind: more than anybody reads; the counts say how many there are. */
export const MOST_CHANGES = 10_000;
const BEAT_MS = 1_000;
/** A process that was not heard of for so long is taken for dead. */
export const LEASE_MS = 15_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface RunParts {
  readonly work: UnitOfWork;
  readonly store: BacktestStore;
  readonly threads: number;
  readonly data: ThreadData;
}

/** Why a run ended before its end: it was cancelled or taken by another process, or this process stops. */
export type RunEnd = 'done' | 'lost' | 'stopping';

/**
 * One backtest under way: hands out stretches of history to threads, newest first, and adds up what comes back in that order. What is
 * saved is always the beginning of the history down to a mark, so that another process can go on from there.
 */
export class BacktestRun {
  private readonly log = new Logger('backtest');
  private readonly tally: Tally;
  private readonly finished = new Map<number, { readonly mark: HistoryKey; readonly result: StretchResult }>();
  private handedOut = 0;
  private saved = 0;
  private place: HistoryKey;
  /** Evaluations that may still be handed out. */
  private left: number;
  /** Evaluations that were read beyond the mark. */
  private ahead = 0;
  private lastSave = performance.now();
  private next: Promise<Stretch | null> = Promise.resolve(null);
  private saving: Promise<void> = Promise.resolve();
  private end: RunEnd = 'done';
  private readonly halt = new AbortController();

  constructor(
    private readonly row: BacktestToDo,
    private readonly holder: Holder,
    private readonly parts: RunParts,
  ) {
    this.tally = emptyTally();
    if (row.tally !== null) addTally(this.tally, row.tally as Tally);
    this.place = row.mark_at !== null && row.mark_id !== null ? { at: row.mark_at, id: row.mark_id } : { at: row.to_at.toISOString(), id: FIRST_ID };
    // Not what the row says was judged: that counts what the process before was ahead of its mark, and took with it.
    this.left = row.most - this.tally.evaluations;
  }

  /** Runs until the history is judged or `signal` fires. Throws what a thread or the database threw. */
  async execute(signal: AbortSignal): Promise<RunEnd> {
    const threads = Array.from({ length: this.parts.threads }, (_, n) => new BacktestThread({ ...this.parts.data, checks: n === 0 }, (more) => { this.ahead += more; }));
    const stop = (): void => { this.stop('stopping'); };
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const beating = this.beat();
    try {
      await this.count();
      // The first looks whether the rules are right: if they are not, it knows the sentence.
      await this.untilHalted(must(threads[0], 'first thread').begun.then(() => Promise.all(Array.from({ length: IN_HAND }, () => threads.map((thread) => this.serve(thread))).flat())));
      await this.saving;
      if (!this.halt.signal.aborted) await this.save();
      return this.end;
    } finally {
      signal.removeEventListener('abort', stop);
      this.halt.abort();
      await Promise.allSettled([beating, this.saving, ...threads.map((thread) => thread.end())]);
    }
  }

  private async count(): Promise<void> {
    if (this.row.total !== null) return;
    const { work, store } = this.parts;
    const total = await historyCount(work.reads, this.row.site_id, { below: this.place, since: this.parts.data.since, most: this.row.most });
    await store.setTotal(work.reads, this.row.site_id, this.holder, total);
  }

  private stop(end: RunEnd): void {
    this.end = end;
    this.halt.abort();
  }

  private async untilHalted(running: Promise<unknown>): Promise<void> {
    const { signal } = this.halt;
    const halted = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => { resolve(); });
      if (signal.aborted) resolve();
    });
    // Once halted, threads are ended under their work: what they then say interests nobody.
    running.catch(() => undefined);
    await Promise.race([running, halted]);
  }

  private async serve(thread: BacktestThread): Promise<void> {
    await thread.begun;
    let next = await this.take();
    let saved = this.saving;
    while (next !== null && !this.halt.signal.aborted) {
      const stretch = next;
      const judging = thread.judge(stretch);
      // Ended under its work, it fails when nobody waits for it any more.
      judging.catch(() => undefined);
      // While this one is judged, the one before is saved and the next one cut: the thread never waits for either.
      [next] = await Promise.all([this.take(), saved]);
      this.finished.set(stretch.number, { mark: stretch.downTo, result: await judging });
      saved = this.saving = this.saveSoon();
    }
    await saved;
  }

  /** One after the other, so that marks are saved in the order of the history; nothing to do while the last one is young. */
  private saveSoon(): Promise<void> {
    return this.saving.then(() => (this.saved > 0 && performance.now() - this.lastSave < SAVE_EACH_MS ? undefined : this.save()));
  }

  /** The next stretch; one thread asks after the other, because each begins where the one before it ends. */
  private take(): Promise<Stretch | null> {
    this.next = this.next.then(() => this.cut());
    return this.next;
  }

  private async cut(): Promise<Stretch | null> {
    if (this.left <= 0) return null;
    const { since } = this.parts.data;
    const steps = Math.min(STRETCH, this.left);
    const found = await historyStep(this.parts.work.reads, this.row.site_id, { below: this.place, since, steps });
    const stretch: Stretch = { number: this.handedOut++, below: this.place, downTo: found ?? { at: since, id: FIRST_ID }, room: this.room() };
    this.left = found === null ? 0 : this.left - steps;
    this.place = stretch.downTo;
    return stretch;
  }

  private room(): Record<ChangeKind, number> {
    return Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, Math.max(0, MOST_CHANGES - countOf(this.tally, kind))])) as Record<ChangeKind, number>;
  }

  /** Adds what has come in without a gap, and moves the mark over it. */
  private async save(): Promise<void> {
    const changes: NewChange[] = [];
    let mark: HistoryKey | null = null;
    for (let done = this.finished.get(this.saved); done; done = this.finished.get(this.saved)) {
      this.finished.delete(this.saved++);
      changes.push(...this.placed(done.result));
      addTally(this.tally, done.result.tally);
      this.ahead -= done.result.tally.evaluations;
      mark = done.mark;
    }
    if (mark === null) return;
    const now = performance.now();
    const saved = { mark, judged: this.tally.evaluations + this.ahead, tally: JSON.stringify(this.tally), activeMs: Math.round(now - this.lastSave) };
    this.lastSave = now;
    const isKept = await this.parts.work.run(async (tx) => {
      if (!(await this.parts.store.save(tx, this.row.site_id, this.holder, saved))) return false;
      await this.parts.store.addChanges(tx, this.row.site_id, this.row.id, changes);
      return true;
    });
    if (!isKept) this.stop('lost');
  }

  private placed({ changes }: StretchResult): NewChange[] {
    const place = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, countOf(this.tally, kind)])) as Record<ChangeKind, number>;
    return changes.flatMap((change) => {
      const at = ++place[change.kind];
      return at > MOST_CHANGES ? [] : [{ ...change, place: at }];
    });
  }

  /** Says each second how far it is; hears that it was cancelled or taken. */
  private async beat(): Promise<void> {
    const { work, store } = this.parts;
    const { signal } = this.halt;
    for (;;) {
      await pause(BEAT_MS, signal);
      if (signal.aborted) return;
      try {
        const isMine = await store.beat(work.reads, this.row.site_id, this.holder, { judged: this.tally.evaluations + this.ahead, until: new Date(Date.now() + LEASE_MS) });
        if (!isMine) this.stop('lost');
      } catch (error) {
        // Saving will meet the same trouble, and is where it is dealt with.
        this.log.debug({ err: error instanceof Error ? error.message : 'failed' }, 'a backtest could not say how far it is');
      }
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

