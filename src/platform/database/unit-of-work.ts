import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { isUnavailable, sqlState } from './failures';
import { inOrder } from './in-order';
import type { Queryable, Statement } from './statement';

declare const txBrand: unique symbol;

/** Proof of an open transaction. Only {@link UnitOfWork} makes one, so a store method that asks for it cannot run outside. */
export interface Tx extends Queryable {
  readonly client: PoolClient;
  /**
   * A writing statement that nobody waits for: what follows, at last COMMIT, is sent right behind it. When it fails, the server undoes
   * all and `run` throws what it said. Its parameters are texts, numbers, dates, buffers and arrays of them: what cannot be encoded
   * would fail before it reaches the server, which then would know nothing of it.
   */
  readonly finish: (statement: Statement, params: readonly unknown[]) => void;
  readonly [txBrand]: true;
}

/** serialization_failure and deadlock_detected: PostgreSQL says the whole transaction may be run again. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 3;

/** The connection broke during COMMIT: the work may be stored, wholly, or not at all. Whoever must know can look for it. */
export class LostDuringCommitError extends Error {
  constructor(cause: unknown) {
    super('The connection was lost during COMMIT', { cause });
    this.name = 'LostDuringCommitError';
  }
}

@Injectable()
export class UnitOfWork {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Runs work in one READ COMMITTED transaction and returns its result once it is committed. On a retryable failure
   * the *whole* callback runs again in a new transaction, at most three times, so it must touch nothing outside the
   * database: what must leave goes into the outbox. Throws {@link LostDuringCommitError} when the outcome is not known;
   * after any other error nothing is stored.
   */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  /** The pool, for reads that need no transaction. */
  get reads(): Queryable {
    return { client: this.pool };
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // What breaks a connection in use fails the statement at work; an event that nobody hears would end the process.
    client.on('error', ignore);
    let isBroken = false;
    try {
      // Sent with the first statement of the work, not waited for.
      const underWay: Promise<unknown>[] = [];
      const send = (query: Promise<unknown>): void => {
        query.catch(ignore);
        underWay.push(query);
      };
      send(client.query('BEGIN'));
      try {
        const finish: Tx['finish'] = ({ name, text }, params) => { send(client.query({ name, text, values: [...params] })); };
        const result = await work({ client, finish } as Tx).catch(async (error: unknown) => {
          // What failed first is what matters: behind it, the work only heard that the transaction is aborted.
          await inOrder(underWay);
          throw error;
        });
        await end(client, underWay);
        return result;
      } catch (error) {
        // A lost connection makes the rollback fail too.
        isBroken = await client.query('ROLLBACK').then(() => false, () => true);
        throw error;
      }
    } finally {
      client.off('error', ignore);
      client.release(isBroken);
    }
  }
}

/** Commits behind what is still under way. */
async function end(client: PoolClient, underWay: readonly Promise<unknown>[]): Promise<void> {
  try {
    await inOrder([...underWay, client.query('COMMIT')]);
  } catch (error) {
    throw isUnavailable(error) ? new LostDuringCommitError(error) : error;
  }
}

function ignore(): void {
  // Said elsewhere.
}
