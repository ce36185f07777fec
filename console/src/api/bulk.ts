import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { ItemFilter } from './review';
import type { DecisionAction, ReviewItem } from './types';

export type Selection = { readonly ids: readonly { readonly id: string; readonly version: number }[] } | { readonly filter: ItemFilter; readonly frozen?: string; readonly expectedCount?: number };

export interface BulkRequest {
  readonly action: DecisionAction;
  readonly reasonCode?: string;
  readonly selection: Selection;
  readonly onClaimed: 'skip' | 'override';
}

interface Share {
  readonly key: string | null;
  readonly name: string | null;
  readonly count: number;
}

export interface DryRun {
  readonly id: string;
  readonly count: number;
  readonly sample: readonly ReviewItem[];
  readonly byAuthor: readonly Share[];
  readonly byRule: readonly Share[];
  readonly claimed: number;
}

interface CodeCount {
  readonly code: string;
  readonly count: number;
}

export interface BulkOperation {
  readonly id: string;
  readonly status: 'waiting' | 'running' | 'done' | 'cancelled';
  readonly action: DecisionAction;
  readonly progress: { readonly done: number; readonly total: number };
  readonly succeeded: number;
  readonly skipped: readonly CodeCount[];
  readonly failed: readonly CodeCount[];
  readonly reversal: { readonly id: string } | null;
}

export interface BulkResult {
  readonly place: number;
  readonly commentId: string;
  readonly itemId: string | null;
  readonly outcome: string;
  readonly code?: string;
}

const all = '/v1/sites/{site}/review/bulk-operations' as never;
const one = '/v1/sites/{site}/review/bulk-operations/{id}' as never;
const reversal = '/v1/sites/{site}/review/bulk-operations/{id}/reversal' as never;
const results = '/v1/sites/{site}/review/bulk-operations/{id}/results' as never;
const LOOK_EVERY_MS = 400;

/** What it would do; nothing is done. */
export function dryRun(site: string, request: BulkRequest): Promise<DryRun> {
  return answerOf(client.POST(all, { params: { path: { site } }, body: { ...request, dryRun: true } } as never));
}

export function startBulk(site: string, request: BulkRequest): Promise<{ readonly id: string }> {
  return answerOf(client.POST(all, { params: { path: { site } }, body: { ...request, dryRun: false } } as never));
}

export function reverseBulk(site: string, id: string): Promise<{ readonly id: string }> {
  return answerOf(client.POST(reversal, { params: { path: { site, id } }, body: {} } as never));
}

/** How far it is; asked until it has ended, when lists and counts are read anew. */
export function useBulk(site: string, id: string | null) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: ['bulk', site, id],
    queryFn: async () => {
      const operation = (await answerOf(client.GET(one, { params: { path: { site, id } } } as never))) as BulkOperation;
      if (isOver(operation)) void Promise.all(['items', 'queues', 'views'].map((name) => queries.invalidateQueries({ queryKey: [name, site] })));
      return operation;
    },
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data) ? false : LOOK_EVERY_MS),
  });
}

export function isOver({ status }: BulkOperation): boolean {
  return status === 'done' || status === 'cancelled';
}

/** The items that were left alone or failed, with what stood in the way. */
export function useBulkTrouble(site: string, id: string | null, wanted: boolean) {
  return useQuery({
    queryKey: ['bulk-trouble', site, id],
    queryFn: async () => {
      const read = (outcome: string): Promise<{ items: BulkResult[] }> => answerOf(client.GET(results, { params: { path: { site, id }, query: { outcome, limit: 50 } } } as never));
      const [skipped, failed] = await Promise.all([read('skipped'), read('failed')]);
      return [...failed.items, ...skipped.items];
    },
    enabled: wanted && id !== null,
  });
}
