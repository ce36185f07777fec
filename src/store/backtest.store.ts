import { Injectable } from '@nestjs/common';
import type { BacktestId, CommentId, SiteId } from '../domain/ids';
import type { BodyFormat, DecisionAction } from '../domain/statuses';
import type { Hit, VerdictAction } from '../engine/verdict';
import { changed, type Queryable, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './backtest.sql';

export const BACKTEST_STATUSES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type BacktestStatus = (typeof BACKTEST_STATUSES)[number];

export const CHANGE_KINDS = ['newly_caught', 'no_longer_caught', 'changed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface NewBacktest {
  readonly id: BacktestId;
  /** Null: the draft as it was. */
  readonly version: number | null;
  readonly basedOn: number;
  /** Canonical JSON of the rules under test. */
  readonly document: string;
  readonly hash: string;
  readonly from: Date;
  readonly to: Date;
  readonly most: number;
  readonly requestedBy: string;
  readonly createdAt: Date;
}

export interface BacktestRow {
  readonly site_id: SiteId;
  readonly id: BacktestId;
  readonly status: BacktestStatus;
  readonly version: number | null;
  readonly based_on: number;
  readonly hash: string;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly most: number;
  /** Null until they are counted. */
  readonly total: number | null;
  readonly judged: number;
  /** As src/rules/backtest/tally.ts writes it; null before the first part is done. */
  readonly tally: unknown;
  readonly active_ms: string;
  readonly failure: string | null;
  readonly requested_by: string;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

/** A place in the history, evaluations being ordered by time and id; the time as PostgreSQL writes it, to the microsecond. */
export interface HistoryKey {
  readonly at: string;
  readonly id: string;
}

export interface BacktestToDo extends BacktestRow {
  readonly document: unknown;
  readonly mark_at: string | null;
  readonly mark_id: string | null;
  readonly attempts: number;
}

/** A hit as it is kept: without the facts it saw, which an erasure could not find here. */
export type KeptHit = Omit<Hit, 'facts'>;

export interface NewChange {
  readonly kind: ChangeKind;
  /** From 1, the newest comment first. */
  readonly place: number;
  readonly commentId: CommentId;
  readonly revision: number;
  /** When it was judged, as PostgreSQL writes it. */
  readonly judgedAt: string;
  readonly before: VerdictAction;
  readonly after: VerdictAction;
  readonly primaryRule: string | null;
  readonly hits: readonly KeptHit[];
  readonly decided: DecisionAction | null;
}

export interface ChangeRow {
  readonly place: number;
  readonly comment_id: CommentId;
  readonly revision: number;
  readonly judged_at: Date;
  readonly before: VerdictAction;
  readonly after: VerdictAction;
  readonly primary_rule: string | null;
  readonly hits: readonly KeptHit[];
  readonly decided: DecisionAction | null;
  /** Null, with the other texts, once they are erased. */
  readonly body: string | null;
  readonly title: string | null;
  readonly format: BodyFormat | null;
  readonly author_name: string | null;
}

/** Whoever runs a backtest: the process that took it, until it lays it down or is not heard of any more. */
export interface Holder {
  readonly id: BacktestId;
  readonly takenBy: string;
}

export interface Saved {
  readonly mark: HistoryKey | null;
  readonly judged: number;
  readonly tally: string;
  readonly activeMs: number;
}

@Injectable()
export class BacktestStore {
  /** False when another backtest of the site waits or runs. */
  async add(tx: Tx, siteId: SiteId, { id, version, basedOn, document, hash, from, to, most, requestedBy, createdAt }: NewBacktest): Promise<boolean> {
    return (await changed(tx, sql.ADD, [siteId, id, version, basedOn, document, hash, from, to, most, requestedBy, createdAt])) === 1;
  }

  async find(on: Queryable, siteId: SiteId, id: BacktestId): Promise<BacktestRow | null> {
    return (await rows<BacktestRow>(on, sql.FIND, [siteId, id]))[0] ?? null;
  }

  /** Newest first. */
  page(on: Queryable, siteId: SiteId, before: string, limit: number): Promise<BacktestRow[]> {
    return rows<BacktestRow>(on, sql.PAGE, [siteId, before, limit]);
  }

  /** False when it had ended before. */
  async cancel(on: Queryable, siteId: SiteId, id: BacktestId, now: Date): Promise<boolean> {
    return (await changed(on, sql.CANCEL, [siteId, id, now])) === 1;
  }

  /** Of all sites: what waits, or was begun by a process that is gone. */
  due(on: Queryable, now: Date): Promise<{ site_id: SiteId; id: BacktestId }[]> {
    return rows(on, sql.DUE, [now]);
  }

  /** Null when another process was quicker. */
  async take(on: Queryable, siteId: SiteId, { id, takenBy }: Holder, { now, until }: { readonly now: Date; readonly until: Date }): Promise<BacktestToDo | null> {
    return (await rows<BacktestToDo>(on, sql.TAKE, [siteId, id, takenBy, now, until]))[0] ?? null;
  }

  /** False when it was cancelled, or another process has taken it: whoever asks has to stop. */
  async beat(on: Queryable, siteId: SiteId, { id, takenBy }: Holder, { judged, until }: { readonly judged: number; readonly until: Date }): Promise<boolean> {
    return (await changed(on, sql.BEAT, [siteId, id, takenBy, judged, until])) === 1;
  }

  async setTotal(on: Queryable, siteId: SiteId, { id, takenBy }: Holder, total: number): Promise<void> {
    await changed(on, sql.SET_TOTAL, [siteId, id, takenBy, total]);
  }

  /** False as for {@link beat}; then nothing may be kept. */
  async save(tx: Tx, siteId: SiteId, { id, takenBy }: Holder, { mark, judged, tally, activeMs }: Saved): Promise<boolean> {
    return (await changed(tx, sql.SAVE, [siteId, id, takenBy, mark?.at ?? null, mark?.id ?? null, judged, tally, activeMs])) === 1;
  }

  async addChanges(tx: Tx, siteId: SiteId, id: BacktestId, changes: readonly NewChange[]): Promise<void> {
    if (changes.length === 0) return;
    await changed(tx, sql.ADD_CHANGES, [
      siteId,
      id,
      changes.map(({ kind }) => kind),
      changes.map(({ place }) => place),
      changes.map(({ commentId }) => commentId),
      changes.map(({ revision }) => revision),
      changes.map(({ judgedAt }) => judgedAt),
      changes.map(({ before }) => before),
      changes.map(({ after }) => after),
      changes.map(({ primaryRule }) => primaryRule),
      changes.map(({ hits }) => JSON.stringify(hits)),
      changes.map(({ decided }) => decided),
    ]);
  }

  async finish(on: Queryable, siteId: SiteId, { id, takenBy }: Holder, now: Date): Promise<void> {
    await changed(on, sql.FINISH, [siteId, id, takenBy, now]);
  }

  /** `failure` is read by people. */
  async fail(on: Queryable, siteId: SiteId, { id, takenBy }: Holder, { failure, now }: { readonly failure: string; readonly now: Date }): Promise<void> {
    await changed(on, sql.FAIL, [siteId, id, takenBy, now, failure]);
  }

  async release(on: Queryable, siteId: SiteId, { id, takenBy }: Holder): Promise<void> {
    await changed(on, sql.RELEASE, [siteId, id, takenBy]);
  }

  changes(on: Queryable, siteId: SiteId, id: BacktestId, { kind, after, limit }: { readonly kind: ChangeKind; readonly after: number; readonly limit: number }): Promise<ChangeRow[]> {
    return rows<ChangeRow>(on, sql.CHANGES, [siteId, id, kind, after, limit]);
  }

  /** Forgets the changed comments of all but the latest `kept` backtests. */
  async forgetChanges(tx: Tx, siteId: SiteId, kept: number): Promise<void> {
    await changed(tx, sql.FORGET_CHANGES, [siteId, kept - 1]);
  }
}
