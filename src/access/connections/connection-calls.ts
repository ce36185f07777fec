import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { CALLS_KEPT, type ConnectionCall, ConnectionCallStore } from '../../store/connection-call.store';
import type { Connection } from '../../store/connection.store';
import type { DialectCall } from './dialect-call';

/** A busy connection costs two statements in this time, however often it calls. */
const WRITE_EVERY_MS = 1_000;
const MOST_CONNECTIONS = 1_000;

interface Waiting {
  readonly connection: Connection;
  readonly calls: ConnectionCall[];
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
  ) {}

  note(call: DialectCall, { status, tookMs }: { readonly status: number; readonly tookMs: number }): void {
    const { connection, operation, outcome, odd } = call;
    const key = connection.id;
    const waiting = this.waiting.get(key) ?? { connection, calls: [] };
    if (waiting.calls.length === 0 && this.waiting.size >= MOST_CONNECTIONS) return;
    this.waiting.set(key, waiting);
    waiting.calls.push({ id: newId(), operation, status, outcome, tookMs: Math.round(tookMs), odd, calledAt: new Date() });
    if (waiting.calls.length > 2 * CALLS_KEPT) waiting.calls.splice(0, CALLS_KEPT);
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
    for (const { connection, calls } of waiting) {
      try {
        await this.store.add(this.unitOfWork.reads, connection.siteId, connection.id, calls.slice(-CALLS_KEPT));
      } catch (error) {
        this.log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'calls of a connection were not written');
      }
    }
  }
}
