import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** What a further process's environment says beside what it inherits. */
export type ProcessEnv = Readonly<Record<string, string>>;

export interface ProcessPlan {
  /** All of them together, at least two. */
  readonly count: number;
  /** The first makes the first data and does the work that is not answering requests. */
  readonly first: ProcessEnv;
  readonly further: ProcessEnv;
  readonly say: (line: string) => void;
}

/** Set in the environment of a process that has nothing to tell at its start. */
export const QUIET = 'WEIR_QUIET_START';

/** A process that dies at once again and again must not keep the machine busy. */
const RESTART_AFTER_MS = 1_000;

/**
 * Several processes behind one port, for machines with several cores. This process only keeps them: it starts one that has ended
 * by itself again, and ends them all before it ends. They share nothing but the database.
 */
export class Processes {
  private isStopping = false;
  private readonly workers = new Set<Worker>();

  private constructor(private readonly plan: ProcessPlan) {}

  /** Resolves when all of them listen. @throws Error when one ends before; it has said why on its standard error. */
  static async start(plan: ProcessPlan): Promise<Processes> {
    const processes = new Processes(plan);
    try {
      await processes.launch(plan.first);
      await Promise.all(Array.from({ length: plan.count - 1 }, () => processes.launch(plan.further)));
    } catch (error) {
      await processes.stop();
      throw error;
    }
    plan.say(`processes ${[...processes.workers].map(({ process: { pid } }) => String(pid)).join(', ')} share the port`);
    return processes;
  }

  /** Lets each end what it has under way; resolves when all are gone. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const gone = [...this.workers].map((worker) => once(worker, 'exit'));
    for (const worker of this.workers) worker.process.kill('SIGTERM');
    await Promise.all(gone);
  }

  private async launch(env: ProcessEnv): Promise<void> {
    const worker = cluster.fork(env);
    this.workers.add(worker);
    const ended = once(worker, 'exit');
    const listens = await Promise.race([once(worker, 'listening').then(() => true), ended.then(() => false)]);
    if (!listens) {
      this.workers.delete(worker);
      throw new ProcessEndedError();
    }
    void ended.then(() => this.replace(worker, env));
  }

  /** False when it ended again: it has said why, and the others go on serving. */
  private async relaunched(env: ProcessEnv): Promise<boolean> {
    if (this.isStopping) return true;
    return this.launch({ ...env, [QUIET]: 'yes' }).then(() => true, () => false);
  }

  private async replace(ended: Worker, env: ProcessEnv): Promise<void> {
    this.workers.delete(ended);
    if (this.isStopping) return;
    this.plan.say(`process ${String(ended.process.pid)} has ended; another takes its place`);
    await delay(RESTART_AFTER_MS);
    if (await this.relaunched(env)) return;
    await this.replace(ended, env);
  }
}

/** One of the processes did not come up, and has told the reason itself. */
export class ProcessEndedError extends Error {
  constructor() {
    super('A process ended before it was ready.');
    this.name = 'ProcessEndedError';
  }
}
