import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import type { BulkOperationId, CommentId, ItemId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { BulkLineStore, type NewLine } from '../../store/bulk-line.store';
import { BulkOperationStore, type BulkOrder, type NewBulkOperation } from '../../store/bulk-operation.store';
import { BulkSelectionStore, type SampleText } from '../../store/bulk-selection.store';
import { CommentStore } from '../../store/comment.store';
import { PolicyStore } from '../../store/policy.store';
import { searchWords } from '../../store/search-words';
import type { DeskCall } from '../desk-call';
import { type BulkFilterDto, MOST_LINES, type StartBulkDto } from './bulk.dto';
import type { BulkDryRunView, BulkStartedView } from './bulk.view';
import { ItemFilters } from '../item-filters';
import { QueueAccess } from '../queues/queue-access';
import { DescribeList } from './describe-list';
import { RunBulk } from './run-bulk';

/** So long a dry run's list may be acted on. */
const FROZEN_MS = 60 * 60_000;
/** `expectedCount` may be so far off, as a share. */
const TOLERANCE = 0.1;

export type BulkAnswer = { readonly dryRun: Plain<BulkDryRunView> } | { readonly started: Plain<BulkStartedView> };

/** Freezes a list of open items with their versions, and orders one decision on all of them; a worker carries it out. */
@Injectable()
export class StartBulk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly operations: BulkOperationStore,
    private readonly lines: BulkLineStore,
    private readonly selections: BulkSelectionStore,
    private readonly comments: CommentStore,
    private readonly filters: ItemFilters,
    private readonly access: QueueAccess,
    private readonly policies: PolicyStore,
    private readonly describe: DescribeList,
    private readonly worker: RunBulk,
  ) {}

  async execute(dto: StartBulkDto, call: DeskCall): Promise<BulkAnswer> {
    const { ids, filter } = dto.selection;
    if ((ids === undefined) === (filter === undefined)) throw invalidField('/selection', 'Give either ids or a filter.');
    const order = orderOf(dto, call);
    if (dto.dryRun) {
      const { id, count } = await this.work.run((tx) => this.create(tx, dto, order, call));
      return { dryRun: await this.describe.execute(id, count, call) };
    }
    const started = await this.work.run(async (tx) => {
      await this.demandReason(tx, order, call);
      return dto.selection.frozen === undefined ? this.create(tx, dto, order, call) : this.beginFrozen(tx, dto, order, call);
    });
    this.worker.wake();
    return { started: { ...started, status: 'waiting' } };
  }

  private async demandReason(tx: Tx, { action, reasonCode }: BulkOrder, { site }: DeskCall): Promise<void> {
    if (reasonCode === null) {
      if (action === 'reject') throw problem('reason_required', { errors: [{ pointer: '/reasonCode', detail: 'A rejection names a policy of the site.' }] });
    } else if (!(await this.policies.exists(tx, site.id, reasonCode))) throw invalidField('/reasonCode', 'The site has no such policy.');
  }

  private async create(tx: Tx, { selection, dryRun }: StartBulkDto, order: BulkOrder, call: DeskCall): Promise<{ id: BulkOperationId; count: number }> {
    const id = newId<BulkOperationId>();
    const { ids, filter, expectedCount } = selection;
    if (ids === undefined && !dryRun && expectedCount === undefined) throw invalidField('/selection/expectedCount', 'Say how many you expect, or name the dry run that you looked at as `frozen`.');
    await this.operations.forgetFrozen(tx, call.site.id, new Date(call.now.getTime() - FROZEN_MS));
    const operation: NewBulkOperation = {
      ...order, id, kind: 'decide', status: dryRun ? 'frozen' : 'waiting', origin: ids === undefined ? 'filter' : 'ids', selection: filter === undefined ? null : canonical(filter),
      reverses: null, requestedBy: call.personId, requestId: call.requestId, createdAt: call.now,
    };
    await this.operations.add(tx, call.site.id, operation);
    const count = ids === undefined ? await this.freeze(tx, id, filter ?? {}, call) : await this.addIds(tx, id, ids, call);
    if (expectedCount !== undefined && Math.abs(count - expectedCount) > expectedCount * TOLERANCE) {
      throw problem('count_differs', { detail: `The filter finds ${String(count)} items and not about ${String(expectedCount)}.`, extra: { count, expectedCount } });
    }
    await this.operations.setTotal(tx, call.site.id, id, count);
    return { id, count };
  }

  private async freeze(tx: Tx, id: BulkOperationId, asked: BulkFilterDto, call: DeskCall): Promise<number> {
    const filtered = await this.filters.of(asked, call, (member) => `/selection/filter/${member}`, tx);
    if (filtered.filter.state !== 'open') throw invalidField('/selection/filter/state', 'Only open items can be decided.');
    const alike = asked.nearDuplicatesOf === undefined ? null : await this.sample(tx, asked.nearDuplicatesOf.toLowerCase() as CommentId, call);
    const count = await this.selections.freeze(tx, call.site.id, id, { ...filtered, alike, limit: MOST_LINES + 1 });
    if (count > MOST_LINES) throw problem('not_possible', `The filter finds more than ${MOST_LINES.toLocaleString('en')} items. Narrow it.`);
    return count;
  }

  private async sample(tx: Tx, commentId: CommentId, { site }: DeskCall): Promise<SampleText> {
    const comment = await this.comments.find(tx, site.id, commentId);
    if (!comment) throw invalidField('/selection/filter/nearDuplicatesOf', 'There is no such comment.');
    return { commentId, words: searchWords(comment.body, comment.format) };
  }

  private async addIds(tx: Tx, id: BulkOperationId, ids: NonNullable<StartBulkDto['selection']['ids']>, call: DeskCall): Promise<number> {
    const { site } = call;
    const seen = new Map(ids.map((item, index) => [item.id.toLowerCase() as ItemId, { version: item.version, index }]));
    const comments = await this.selections.commentsOf(tx, site.id, [...seen.keys()], await this.access.closedTo(call, tx));
    const lines = [...seen].map(([itemId, { version, index }]): NewLine => {
      const commentId = comments.get(itemId);
      if (commentId === undefined) throw invalidField(`/selection/ids/${String(index)}/id`, 'There is no such item.');
      return { commentId, itemId, decisionId: null, version };
    });
    await this.lines.add(tx, site.id, id, lines);
    return lines.length;
  }

  /** Asked for twice, it is begun once: the answer to a lost answer is the same. */
  private async beginFrozen(tx: Tx, { selection }: StartBulkDto, order: BulkOrder, call: DeskCall): Promise<{ id: BulkOperationId; count: number }> {
    const id = String(selection.frozen).toLowerCase() as BulkOperationId;
    const frozen = await this.operations.lock(tx, call.site.id, id);
    if (frozen?.kind !== 'decide' || (frozen.status === 'frozen' && call.now.getTime() - frozen.created_at.getTime() > FROZEN_MS)) throw invalidField('/selection/frozen', 'There is no such dry run, or not any more. Make another.');
    if (selection.filter !== undefined && canonical(selection.filter) !== JSON.stringify(frozen.selection)) throw invalidField('/selection/filter', 'The dry run was made with another filter.');
    if (frozen.status === 'frozen') await this.operations.beginFrozen(tx, call.site.id, id, { ...order, requestedBy: call.personId, requestId: call.requestId });
    else if (frozen.requested_by !== call.personId || frozen.action !== order.action) throw problem('not_possible', 'This list has been acted on already.');
    return { id, count: frozen.total };
  }
}

function orderOf({ action, reasonCode, note, onClaimed }: StartBulkDto, { permissions }: DeskCall): BulkOrder {
  const mayOverride = onClaimed === 'override';
  if (mayOverride && !permissions.has('review.override')) throw problem('forbidden', 'Deciding what others hold needs the permission review.override.');
  return { action, reasonCode: reasonCode ?? null, note: note ?? null, onClaimed, mayOverride };
}

/** The same for the same filter, in whatever order its members came. */
function canonical(filter: BulkFilterDto): string {
  return JSON.stringify(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== null).sort(([a], [b]) => (a < b ? -1 : 1))));
}
