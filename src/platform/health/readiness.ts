import { Injectable } from '@nestjs/common';

/** Resolves when the part is ready, else rejects with a sentence that an operator may read. */
export type ReadinessCheck = () => Promise<void>;

const CHECK_TIMEOUT_MS = 2_000;

/** Rooms register what must work before this process may get traffic; `/readyz` asks them all. */
@Injectable()
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private stopping = false;

  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready: a load balancer stops sending requests while those under way finish. */
  stop(): void {
    this.stopping = true;
  }

  /** Every check with its outcome: null is good, a text says what is wrong. */
  async report(): Promise<Record<string, string | null>> {
    const outcomes = await Promise.all([...this.checks].map(async ([name, check]) => [name, await outcome(check)] as const));
    return { ...Object.fromEntries(outcomes), ...(this.stopping ? { lifecycle: 'stopping' } : {}) };
  }
}

async function outcome(check: ReadinessCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error(`no answer within ${String(CHECK_TIMEOUT_MS)} ms`)); }, CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), late]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  } finally {
    clearTimeout(timer);
  }
}
