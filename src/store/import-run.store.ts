import { Injectable } from '@nestjs/common';
import type { ImportRunId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export const IMPORT_STATUSES = ['receiving', 'waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** What was wrong with a row: with `isFailed` it was left out, without it was taken over with a change. */
export interface ImportProblem {
  /** From 1. */
  readonly row: number;
  /** Of the file, from 1; null where the format has no lines worth naming. */
  readonly line: number | null;
  /** The source's own id of it, if it could be read. */
  readonly subject: string | null;
  readonly detail: string;
  readonly isFailed: boolean;
}

/** Rows by what became of them: `rows` is the sum of `imported`, `repeated`, `skipped` and `failed`; `noted` counts problems of rows that were taken over. */
export interface ImportCounts {
  readonly rows: number;
  readonly imported: number;
  readonly repeated: number;
  readonly skipped: number;
  readonly failed: number;
  readonly noted: number;
}

export interface ImportRunRow extends ImportCounts {
  readonly site_id: SiteId;
  readonly id: ImportRunId;
  readonly format: string;
  readonly source: string;
  readonly status: ImportStatus;
  /** bigint, as the driver writes it. */
  readonly bytes: string;
  readonly bytes_read: string;
  readonly problems: readonly ImportProblem[];
  readonly failure: string | null;
  readonly attempts: number;
  readonly requested_by: string;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

export interface NewImportRun {
  readonly id: ImportRunId;
  readonly format: string;
  readonly source: string;
  readonly requestedBy: string;
  readonly createdAt: Date;
}

/** Whoever runs an import: the process that took it, until it lays it down or is not heard of any more. */
export interface ImportHolder {
  readonly id: ImportRunId;
  readonly takenBy: string;
}

const COLUMNS = `site_id, id, format, source, status, bytes, bytes_read, rows, imported, repeated, skipped, failed, noted, problems, failure, attempts,
  requested_by, created_at, started_at, ended_at`;
const OPEN = `status IN ('receiving', 'waiting', 'running')`;
const MINE = `site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3`;

/** import_run_open_idx counts those that are open. */
const ADD = statement(
  'import_run_add',
  `INSERT INTO import_run (site_id, id, format, source, status, taken_until, requested_by, created_at)
   SELECT $1, $2, $3, $4, 'receiving', $5, $6, $7 WHERE (SELECT count(*) FROM import_run WHERE site_id = $1 AND ${OPEN}) < $8`,
);
const FIND = statement('import_run_find', `SELECT ${COLUMNS} FROM import_run WHERE site_id = $1 AND id = $2`);
/** By primary key, newest first: ids are made in the order of time. */
const PAGE = statement('import_run_page', `SELECT ${COLUMNS} FROM import_run WHERE site_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`);

const ADD_PIECE = statement('import_piece_add', 'INSERT INTO import_piece (site_id, run_id, place, data) VALUES ($1, $2, $3, $4)');
const PIECE = statement('import_piece_find', 'SELECT data FROM import_piece WHERE site_id = $1 AND run_id = $2 AND place = $3');
const FORGET_PIECES = statement('import_piece_forget', 'DELETE FROM import_piece WHERE site_id = $1 AND run_id = $2');
const FORGET_REPLIES = statement('import_reply_forget', 'DELETE FROM import_reply WHERE site_id = $1 AND run_id = $2');

const RECEIVE = statement('import_run_receive', `UPDATE import_run SET bytes = $3, taken_until = $4 WHERE site_id = $1 AND id = $2 AND status = 'receiving'`);
const RECEIVED = statement('import_run_received', `UPDATE import_run SET status = 'waiting', taken_until = NULL WHERE site_id = $1 AND id = $2 AND status = 'receiving'`);
const END_OPEN = statement('import_run_end_open', `UPDATE import_run SET status = $3, failure = $4, ended_at = $5, taken_until = NULL WHERE site_id = $1 AND id = $2 AND ${OPEN}`);

/** import_run_open_idx, few rows: uploads that nobody sends any more. */
const ABANDONED = statement('import_run_abandoned', `SELECT site_id, id FROM import_run WHERE status = 'receiving' AND taken_until < $1`);
/** import_run_open_idx, few rows: those that wait and those whose process has not been heard of; of each site the oldest. */
const DUE = statement(
  'import_run_due',
  `SELECT r.site_id, r.id FROM import_run r
   WHERE r.status IN ('waiting', 'running') AND (r.taken_until IS NULL OR r.taken_until < $1)
     AND NOT EXISTS (SELECT FROM import_run o WHERE o.site_id = r.site_id AND o.status IN ('waiting', 'running') AND (o.created_at, o.id) < (r.created_at, r.id))
   ORDER BY r.created_at LIMIT 10`,
);
/** By primary key; of two processes that saw it one takes it. */
const TAKE = statement(
  'import_run_take',
  `UPDATE import_run SET status = 'running', taken_by = $3, taken_until = $5, started_at = COALESCE(started_at, $4), attempts = attempts + 1
   WHERE site_id = $1 AND id = $2 AND status IN ('waiting', 'running') AND (taken_until IS NULL OR taken_until < $4) RETURNING ${COLUMNS}`,
);
/** The mark: everything up to row `rows` is committed, with this. */
const SAVE = statement(
  'import_run_save',
  `UPDATE import_run SET bytes_read = $4, rows = $5, imported = $6, repeated = $7, skipped = $8, failed = $9, noted = $10, problems = $11::jsonb, taken_until = $12, attempts = 0 WHERE ${MINE}`,
);
const BEAT = statement('import_run_beat', `UPDATE import_run SET taken_until = $4 WHERE ${MINE}`);
const END = statement('import_run_end', `UPDATE import_run SET status = $4, failure = $5, ended_at = $6, taken_until = NULL WHERE ${MINE}`);
/** Lays it down for another process, at a stop. */
const RELEASE = statement('import_run_release', `UPDATE import_run SET taken_until = NULL, attempts = greatest(attempts - 1, 0) WHERE ${MINE}`);

/** Imports of old comments: the runs with their progress, and the files they read, piece by piece. */
@Injectable()
export class ImportRunStore {
  /** False when the site has `mostOpen` open runs already. */
  async add(tx: Tx, siteId: SiteId, { id, format, source, requestedBy, createdAt }: NewImportRun, { until, mostOpen }: { readonly until: Date; readonly mostOpen: number }): Promise<boolean> {
    return (await changed(tx, ADD, [siteId, id, format, source, until, requestedBy, createdAt, mostOpen])) === 1;
  }

  async find(on: Queryable, siteId: SiteId, id: ImportRunId): Promise<ImportRunRow | null> {
    return (await rows<ImportRunRow>(on, FIND, [siteId, id]))[0] ?? null;
  }

  /** Newest first. */
  page(on: Queryable, siteId: SiteId, before: string, limit: number): Promise<ImportRunRow[]> {
    return rows<ImportRunRow>(on, PAGE, [siteId, before, limit]);
  }

  /** The next piece of a file that is being received. False when nobody waits for it any more. */
  async receive(tx: Tx, siteId: SiteId, id: ImportRunId, piece: { readonly place: number; readonly data: Buffer; readonly bytes: number; readonly until: Date }): Promise<boolean> {
    if ((await changed(tx, RECEIVE, [siteId, id, piece.bytes, piece.until])) === 0) return false;
    await changed(tx, ADD_PIECE, [siteId, id, piece.place, piece.data]);
    return true;
  }

  /** The file is there. False when the run was cancelled meanwhile. */
  async received(tx: Tx, siteId: SiteId, id: ImportRunId): Promise<boolean> {
    return (await changed(tx, RECEIVED, [siteId, id])) === 1;
  }

  /** The piece at a place, from 0; null behind the last. */
  async piece(on: Queryable, siteId: SiteId, id: ImportRunId, place: number): Promise<Buffer | null> {
    return (await rows<{ data: Buffer }>(on, PIECE, [siteId, id, place]))[0]?.data ?? null;
  }

  /** Ends a run from outside and throws its file away; false when it had ended before. `failure` is read by people. */
  async endOpen(tx: Tx, siteId: SiteId, id: ImportRunId, { status, failure, now }: { readonly status: 'cancelled' | 'failed'; readonly failure: string | null; readonly now: Date }): Promise<boolean> {
    if ((await changed(tx, END_OPEN, [siteId, id, status, failure, now])) === 0) return false;
    await this.forget(tx, siteId, id);
    return true;
  }

  abandoned(on: Queryable, now: Date): Promise<{ site_id: SiteId; id: ImportRunId }[]> {
    return rows(on, ABANDONED, [now]);
  }

  /** Of all sites: what waits, or was begun by a process that is gone. */
  due(on: Queryable, now: Date): Promise<{ site_id: SiteId; id: ImportRunId }[]> {
    return rows(on, DUE, [now]);
  }

  /** Null when another process was quicker. */
  async take(on: Queryable, siteId: SiteId, { id, takenBy }: ImportHolder, { now, until }: { readonly now: Date; readonly until: Date }): Promise<ImportRunRow | null> {
    return (await rows<ImportRunRow>(on, TAKE, [siteId, id, takenBy, now, until]))[0] ?? null;
  }

  /** Moves the mark. False when the run was cancelled or another process has taken it: then nothing may be kept. */
  async save(tx: Tx, siteId: SiteId, { id, takenBy }: ImportHolder, counts: ImportCounts & { readonly bytesRead: number; readonly problems: readonly ImportProblem[]; readonly until: Date }): Promise<boolean> {
    const { bytesRead, rows: read, imported, repeated, skipped, failed, noted, problems, until } = counts;
    return (await changed(tx, SAVE, [siteId, id, takenBy, bytesRead, read, imported, repeated, skipped, failed, noted, JSON.stringify(problems), until])) === 1;
  }

  /** Without progress: the process is alive. False as for {@link save}. */
  async beat(on: Queryable, siteId: SiteId, { id, takenBy }: ImportHolder, until: Date): Promise<boolean> {
    return (await changed(on, BEAT, [siteId, id, takenBy, until])) === 1;
  }

  /** False as for {@link save}. The file goes, the run stays. */
  async end(tx: Tx, siteId: SiteId, { id, takenBy }: ImportHolder, { status, failure, now }: { readonly status: 'done' | 'failed'; readonly failure: string | null; readonly now: Date }): Promise<boolean> {
    if ((await changed(tx, END, [siteId, id, takenBy, status, failure, now])) === 0) return false;
    await this.forget(tx, siteId, id);
    return true;
  }

  async release(on: Queryable, siteId: SiteId, { id, takenBy }: ImportHolder): Promise<void> {
    await changed(on, RELEASE, [siteId, id, takenBy]);
  }

  private async forget(tx: Tx, siteId: SiteId, id: ImportRunId): Promise<void> {
    await changed(tx, FORGET_PIECES, [siteId, id]);
    await changed(tx, FORGET_REPLIES, [siteId, id]);
  }
}
