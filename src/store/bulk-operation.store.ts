import { Injectable } from '@nestjs/common';
import type { BulkOperationId, PersonId, SiteId } from '../domain/ids';
import type { DecisionAction } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export const BULK_KINDS = ['decide', 'reverse'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** `frozen`: a dry run, whose list waits for somebody to say yes. */
export const BULK_STATUSES = ['frozen', 'waiting', 'running', 'done', 'cancelled'] as const;
export type BulkStatus = (typeof BULK_STATUSES)[number];

export const ON_CLAIMED = ['skip', 'override'] as const;
export type OnClaimed = (typeof ON_CLAIMED)[number];

/** Where the list of an operation came from. */
export const BULK_ORIGINS = ['ids', 'filter', 'rule', 'operation'] as const;
export type BulkOrigin = (typeof BULK_ORIGINS)[number];

/** What is done to every line. */
export interface BulkOrder {
  readonly action: DecisionAction;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly onClaimed: OnClaimed;
  /** Whether the person may decide what others hold. */
  readonly mayOverride: boolean;
}

export interface NewBulkOperation extends BulkOrder {
  readonly id: BulkOperationId;
  readonly kind: BulkKind;
  readonly status: 'frozen' | 'waiting';
  readonly origin: BulkOrigin;
  /** As it was asked for, canonical JSON; null where the list itself says it. */
  readonly selection: string | null;
  readonly reverses: BulkOperationId | null;
  readonly requestedBy: PersonId;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

export interface BulkOperationRow {
  readonly id: BulkOperationId;
  readonly kind: BulkKind;
  readonly status: BulkStatus;
  readonly action: DecisionAction;
  readonly reason_code: string | null;
  readonly note: string | null;
  readonly on_claimed: OnClaimed;
  readonly origin: BulkOrigin;
  readonly selection: unknown;
  readonly reverses: BulkOperationId | null;
  readonly reversed_by: BulkOperationId | null;
  readonly total: number;
  readonly may_override: boolean;
  readonly requested_by: PersonId;
  /** Null once the person has been removed. */
  readonly requested_by_name: string | null;
  readonly request_id: string | null;
  readonly attempts: number;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
}

/** Whoever runs an operation: the process that took it, until it lays it down or is not heard of any more. */
export interface BulkHolder {
  readonly id: BulkOperationId;
  readonly takenBy: string;
}

const COLUMNS = `b.id, b.kind, b.status, b.action, b.reason_code, b.note, b.on_claimed, b.origin, b.selection, b.reverses, b.total, b.may_override, b.requested_by, b.request_id, b.attempts,
  b.created_at, b.started_at, b.ended_at, (SELECT p.name FROM person p WHERE p.id = b.requested_by) AS requested_by_name,
  (SELECT r.id FROM bulk_operation r WHERE r.site_id = $1 AND r.reverses = b.id) AS reversed_by`;

const ADD = statement(
  'bulk_operation_add',
  `INSERT INTO bulk_operation (site_id, id, kind, status, action, reason_code, note, on_claimed, origin, selection, reverses, total, may_override, requested_by, request_id, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $15) ON CONFLICT (site_id, reverses) WHERE reverses IS NOT NULL DO NOTHING`,
);
const SET_TOTAL = statement('bulk_operation_set_total', 'UPDATE bulk_operation SET total = $3 WHERE site_id = $1 AND id = $2');

/** By primary keys and bulk_operation_reverses_key. */
const FIND = statement('bulk_operation_find', `SELECT ${COLUMNS} FROM bulk_operation b WHERE b.site_id = $1 AND b.id = $2`);
const LOCK = statement('bulk_operation_lock', `SELECT ${COLUMNS} FROM bulk_operation b WHERE b.site_id = $1 AND b.id = $2 FOR NO KEY UPDATE OF b`);

/** By primary key, newest first: ids are made in the order of time. */
const PAGE = statement('bulk_operation_page', `SELECT ${COLUMNS} FROM bulk_operation b WHERE b.site_id = $1 AND b.id < $2 AND b.status <> 'frozen' ORDER BY b.id DESC LIMIT $3`);

/** The list was made by the dry run; what is done to it is said now. */
const BEGIN_FROZEN = statement(
  'bulk_operation_begin_frozen',
  `UPDATE bulk_operation SET status = 'waiting', action = $3, reason_code = $4, note = $5, on_claimed = $6, may_override = $7, requested_by = $8, request_id = $9
   WHERE site_id = $1 AND id = $2 AND status = 'frozen'`,
);
const CANCEL = statement('bulk_operation_cancel', `UPDATE bulk_operation SET status = 'cancelled', ended_at = $3, taken_until = NULL WHERE site_id = $1 AND id = $2 AND status IN ('waiting', 'running')`);
/** bulk_operation_frozen_idx; the lines go with it. */
const FORGET_FROZEN = statement('bulk_operation_forget_frozen', `DELETE FROM bulk_operation WHERE site_id = $1 AND status = 'frozen' AND created_at < $2`);

/** bulk_operation_due_idx: what waits, and what a process has begun that was not heard of since. */
const DUE = statement(
  'bulk_operation_due',
  `SELECT s.slug, b.id FROM bulk_operation b JOIN site s ON s.id = b.site_id
   WHERE b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $1) ORDER BY b.id LIMIT 10`,
);
/** By primary key; of two processes that saw it one takes it. */
const TAKE = statement(
  'bulk_operation_take',
  `UPDATE bulk_operation b SET status = 'running', taken_by = $3, taken_until = $5, started_at = coalesce(b.started_at, $4), attempts = b.attempts + 1
   WHERE b.site_id = $1 AND b.id = $2 AND b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $4) RETURNING ${COLUMNS}`,
);
const MINE = `site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3`;
const BEAT = statement('bulk_operation_beat', `UPDATE bulk_operation SET taken_until = $4, attempts = 0 WHERE ${MINE}`);
const RELEASE = statement('bulk_operation_release', `UPDATE bulk_operation SET taken_until = NULL, attempts = greatest(attempts - 1, 0) WHERE ${MINE}`);
const FINISH = statement('bulk_operation_finish', `UPDATE bulk_operation SET status = 'done', ended_at = $4, taken_until = NULL WHERE ${MINE}`);

/** Decisions on many comments as one thing: asked for by a person, done by a worker, taken back as a whole. */
@Injectable()
export class BulkOperationStore {
  /** Its lines follow in the same transaction. False when the operation it reverses is being reversed already. */
  async add(tx: Tx, siteId: SiteId, operation: NewBulkOperation): Promise<boolean> {
    const { id, kind, status, action, reasonCode, note, onClaimed, origin, selection, reverses, mayOverride, requestedBy, requestId, createdAt } = operation;
    return (await changed(tx, ADD, [siteId, id, kind, status, action, reasonCode, note, onClaimed, origin, selection, reverses, mayOverride, requestedBy, requestId, createdAt])) === 1;
  }

  async setTotal(tx: Tx, siteId: SiteId, id: BulkOperationId, total: number): Promise<void> {
    await changed(tx, SET_TOTAL, [siteId, id, total]);
  }

  async find(on: Queryable, siteId: SiteId, id: BulkOperationId): Promise<BulkOperationRow | null> {
    return (await rows<BulkOperationRow>(on, FIND, [siteId, id]))[0] ?? null;
  }

  async lock(tx: Tx, siteId: SiteId, id: BulkOperationId): Promise<BulkOperationRow | null> {
    return (await rows<BulkOperationRow>(tx, LOCK, [siteId, id]))[0] ?? null;
  }

  /** Newest first, without dry runs. */
  page(on: Queryable, siteId: SiteId, before: string, limit: number): Promise<BulkOperationRow[]> {
    return rows<BulkOperationRow>(on, PAGE, [siteId, before, limit]);
  }

  /** False when it is no dry run any more. */
  async beginFrozen(tx: Tx, siteId: SiteId, id: BulkOperationId, order: BulkOrder & { readonly requestedBy: PersonId; readonly requestId: string }): Promise<boolean> {
    const { action, reasonCode, note, onClaimed, mayOverride, requestedBy, requestId } = order;
    return (await changed(tx, BEGIN_FROZEN, [siteId, id, action, reasonCode, note, onClaimed, mayOverride, requestedBy, requestId])) === 1;
  }

  /** False when it had ended before, or never began. */
  async cancel(on: Queryable, siteId: SiteId, id: BulkOperationId, now: Date): Promise<boolean> {
    return (await changed(on, CANCEL, [siteId, id, now])) === 1;
  }

  /** Dry runs from before that moment. */
  async forgetFrozen(tx: Tx, siteId: SiteId, before: Date): Promise<void> {
    await changed(tx, FORGET_FROZEN, [siteId, before]);
  }

  /** Of all sites, the longest waiting first. */
  due(on: Queryable, now: Date): Promise<{ readonly slug: string; readonly id: BulkOperationId }[]> {
    return rows(on, DUE, [now]);
  }

  /** Null when another process was quicker. */
  async take(on: Queryable, siteId: SiteId, { id, takenBy }: BulkHolder, { now, until }: { readonly now: Date; readonly until: Date }): Promise<BulkOperationRow | null> {
    return (await rows<BulkOperationRow>(on, TAKE, [siteId, id, takenBy, now, until]))[0] ?? null;
  }

  /** After some progress. False when it was cancelled, or another process has taken it. */
  async beat(on: Queryable, siteId: SiteId, { id, takenBy }: BulkHolder, until: Date): Promise<boolean> {
    return (await changed(on, BEAT, [siteId, id, takenBy, until])) === 1;
  }

  /** Lays it down for another process, at a stop. */
  async release(on: Queryable, siteId: SiteId, { id, takenBy }: BulkHolder): Promise<void> {
    await changed(on, RELEASE, [siteId, id, takenBy]);
  }

  async finish(on: Queryable, siteId: SiteId, { id, takenBy }: BulkHolder, now: Date): Promise<void> {
    await changed(on, FINISH, [siteId, id, takenBy, now]);
  }
}
