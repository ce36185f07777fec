import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { isUnavailable, sqlState } from './failures';
import type { Queryable } from './statement';

declare const txBrand: unique symbol;

/** Proof of an open transaction. Only {@link UnitOfWork} makes one, so a store method that asks for it cannot run outside. */
export interface Tx extends Queryable {
  readonly client: PoolClient;
  /** For the plain create-read-update-delete of entities, inside the same transaction. */
  readonly manager: EntityManager;
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
    return { client: (this.dataSource.driver as unknown as { master: Pool }).master };
  }

  /**
   * The pool, for work that is one writing statement: that is a transaction by itself, and two round trips fewer. Nothing is tried
   * again; when the connection is lost meanwhile, the work may be stored or not.
   */
  get oneStatement(): Queryable {
    return this.reads;
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      try {
        const result = await work({ client, manager: runner.manager } as Tx);
        await runner.commitTransaction().catch((error: unknown) => {
          throw isUnavailable(error) ? new LostDuringCommitError(error) : error;
        });
        return result;
      } catch (error) {
        // The first error is the one that matters; a lost connection makes the rollback fail too.
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}
