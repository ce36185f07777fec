import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { threadFile } from '../../platform/workers/thread-file';
import type { FromThread, GiveUp, Stretch, StretchResult, ThreadData } from './thread-messages';

/** Where a thread's heap ends: a rule set of a hundred thousand entries takes a third of it, the rows in hand a few megabytes. */
const HEAP_MB = 768;
/** Rows and verdicts live shortly: a larger nursery keeps them out of the old generation. */
const YOUNG_MB = 48;

/** A thread gave up; `why` says whether a later try makes sense. */
export class GaveUpError extends Error {
  constructor(readonly why: GiveUp) {
    super(why.message);
    this.name = 'GaveUpError';
  }
}

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** One thread that judges stretches of history; while it judges one, the database may read the next for it. */
export class BacktestThread {
  private readonly worker: Worker;
  private ready: Waiting<undefined> | null = null;
  private readonly working = new Map<number, Waiting<StretchResult>>();
  private failed: Error | null = null;
  readonly begun: Promise<undefined>;

  /** @param onProgress hears how many evaluations more were read. */
  constructor(data: ThreadData, onProgress: (evaluations: number) => void) {
    const { filename, execArgv } = threadFile(join(__dirname, 'backtest-thread'));
    this.worker = new Worker(filename, { name: 'backtest', workerData: data, execArgv, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB } });
    this.begun = new Promise((resolve, reject) => {
      this.ready = { resolve, reject };
    });
    // Asked for later; an early failure must not be an unhandled one.
    this.begun.catch(() => undefined);
    this.worker.on('message', (message: FromThread) => {
      this.hear(message, onProgress);
    });
    this.worker.on('error', (error) => { this.fail(error instanceof Error ? error : new Error('A thread failed')); });
    this.worker.on('exit', (code) => { this.fail(new Error(`A thread ended with ${String(code)}`)); });
  }

  judge(stretch: Stretch): Promise<StretchResult> {
    if (this.failed) return Promise.reject(this.failed);
    return new Promise((resolve, reject) => {
      this.working.set(stretch.number, { resolve, reject });
      this.worker.postMessage(stretch);
    });
  }

  /** Ends it, whatever it is doing. */
  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private hear(message: FromThread, onProgress: (evaluations: number) => void): void {
    switch (message.type) {
      case 'ready':
        this.ready?.resolve(undefined);
        break;
      case 'progress':
        onProgress(message.evaluations);
        break;
      case 'done':
        this.working.get(message.result.number)?.resolve(message.result);
        this.working.delete(message.result.number);
        break;
      case 'gave_up':
        this.fail(new GaveUpError(message.why));
        break;
    }
  }

  private fail(error: Error): void {
    this.failed ??= error;
    this.ready?.reject(this.failed);
    for (const waiting of this.working.values()) waiting.reject(this.failed);
  }
}
