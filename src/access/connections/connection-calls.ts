import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { CALLS_KEPT, type ConnectionCall, ConnectionCallStore } from '../../store/connection-call.store';
import type { Connection } from '../../store/connection.store';
import { ConnectionUsageStore, NO_USAGE, type Usage } from '../../store/connection-usage.store';
import type { DialectCall } from './dialect-call';

/** A busy connection costs two statements in this time, however often it calls. */
const WRITE_EVERY_MS = 1_000;
const MOST_CONNECTIONS = 1_000;

interface Waiting {
  readonly connection: Connection;
  readonly calls: ConnectionCall[];
  readonly usage: Map<string, Usage>;
}

/**
 * Keeps the last calls of every connection, beside the request's path: nobody waits for it and nothing fails because of it. A
 * process that is killed forgets the last second; it is a help for people who set a connection up, not a record.
 */
@Injectable()
export class ConnectionCalls implements OnApplicationShutdown {
  private readonly log = new Logger('access');
  private waiting = new Map<string, Waiting>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ConnectionCallStore,
    private readonly usage: ConnectionUsageStore,
  ) {}

  note(call: DialectCall, { status, tookMs }: { readonly status: number; readonly tookMs: number }): void {
    const { connection, operation, outcome, odd } = call;
    const key = connection.id;
    const waiting = this.waiting.get(key) ?? { connection, calls: [], usage: new Map<string, Usage>() };
    if (waiting.calls.length === 0 && this.waiting.size >= MOST_CONNECTIONS) return;
    this.waiting.set(key, waiting);
    waiting.calls.push({ id: newId(), operation, status, outcome, tookMs: Math.round(tookMs), odd, calledAt: new Date() });
    if (waiting.calls.length > 2 * CALLS_KEPT) waiting.calls.splice(0, CALLS_KEPT);
    if (call.usage) count(waiting.usage, call.usage);
    this.timer ??= setTimeout(() => void this.written(), WRITE_EVERY_MS).unref();
  }

  /** Resolves when everything noted so far is written, or could not be. */
  written(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const waiting = this.waiting;
    this.waiting = new Map();
    this.writing = this.writing.then(() => this.write([...waiting.values()]));
    return this.writing;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.written();
  }

  private async write(waiting: readonly Waiting[]): Promise<void> {
    for (const { connection, calls, usage } of waiting) {
      try {
        await this.store.add(this.unitOfWork.reads, connection.siteId, connection.id, calls.slice(-CALLS_KEPT));
        await this.usage.add(this.unitOfWork.reads, connection.siteId, connection.id, { usage, at: new Date() });
      } catch (error) {
        this.log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'calls of a connection were not written');
      }
    }
  }
}

/** A client that names a new blog with every call is counted under none. */
const MOST_CALLERS = 100;

function count(usage: Map<string, Usage>, { caller, as }: NonNullable<DialectCall['usage']>): void {
  const key = usage.has(caller) || usage.size < MOST_CALLERS ? caller : '';
  const before = usage.get(key) ?? NO_USAGE;
  usage.set(key, { ...before, calls: before.calls + 1, [as]: before[as] + 1 });
}
