import { join } from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Piscina } from 'piscina';
import { problem } from '../../domain/errors';
import { dictionary } from '../../evaluate/dictionary';
import { threadFile } from '../../platform/workers/thread-file';
import type * as thread from './workshop-thread';
import type { WorkshopData } from './workshop-thread';

type Tasks = typeof thread;
type Name = keyof Tasks;
type Input<Task extends Name> = Parameters<Tasks[Task]>[0];
type Output<Task extends Name> = ReturnType<Tasks[Task]>;

/** Compiling 100,000 entries and 1,000 patterns takes a few seconds; whatever takes longer than this is refused. */
const LONGEST_MS = 30_000;
const MOST_THREADS = 2;
const IDLE_MS = 300_000;
const MEMORY_MB = 1_024;
/** More admins than this at once wait in vain: they are told to come again. */
const MOST_WAITING = 50;

/**
 * Runs work on rule sets in threads of their own, so that no comment waits while an admin compiles. Threads start with the
 * first task and end some minutes after the last. @throws Problem `rule_set_refused` for what takes too long or too much memory.
 */
@Injectable()
export class RuleWorkshop implements OnModuleDestroy {
  private opened: Promise<Piscina> | null = null;

  /** @param longestMs after which the thread is ended. */
  async run<Task extends Name>(task: Task, input: Input<Task>, longestMs = LONGEST_MS): Promise<Output<Task>> {
    this.opened ??= open().catch((error: unknown) => {
      this.opened = null;
      throw error;
    });
    const pool = await this.opened;
    try {
      return (await pool.run(input, { name: task, signal: AbortSignal.timeout(longestMs) })) as Output<Task>;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await (await this.opened?.catch(() => null))?.destroy();
  }
}

async function open(): Promise<Piscina> {
  const data: WorkshopData = { words: (await dictionary()).table };
  return new Piscina({
    ...threadFile(join(__dirname, 'workshop-thread')),
    // Any of its tasks: what a new thread loads first.
    name: 'read' satisfies Name,
    workerData: data,
    minThreads: 0,
    maxThreads: MOST_THREADS,
    maxQueue: MOST_WAITING,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
}

function refusalOf(error: unknown): unknown {
  const { name, code, message } = error as { readonly name?: string; readonly code?: string; readonly message?: string };
  if (name === 'AbortError') return problem('rule_set_refused', `Working it out took longer than ${String(LONGEST_MS / 1_000)} seconds. Nothing was changed.`);
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return problem('rule_set_refused', 'Working it out needs more memory than a rule set may take. Nothing was changed.');
  if (message === 'Task queue is at limit') return problem('unavailable', { detail: 'Too many rule sets are being worked on.', retryAfter: 5 });
  return error;
}
