import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];
export type BulkRequest = Pick<Schemas['StartBulkDto'], 'action' | 'selection' | 'onClaimed'> & { readonly reasonCode?: string };
export type Selection = Schemas['BulkSelectionDto'];
export type DryRun = Schemas['BulkDryRunView'];
export type BulkOperation = Schemas['BulkOperationView'];
export type BulkResult = Schemas['BulkResultView'];

const LOOK_EVERY_MS = 400;

/** What it would do; nothing is done. */
export async function dryRun(site: string, request: BulkRequest): Promise<DryRun> {
  return (await answerOf(client.POST('/v1/sites/{site}/review/bulk-operations', { params: { path: { site } }, body: { ...request, dryRun: true } }))) as DryRun;
}

export function startBulk(site: string, request: BulkRequest): Promise<{ readonly id: string }> {
  return answerOf(client.POST('/v1/sites/{site}/review/bulk-operations', { params: { path: { site } }, body: { ...request, dryRun: false } }));
}

export function reverseBulk(site: string, id: string): Promise<{ readonly id: string }> {
  return answerOf(client.POST('/v1/sites/{site}/review/bulk-operations/{id}/reversal', { params: { path: { site, id } } }));
}

/** How far it is; asked until it has ended, when lists and counts are read anew. */
export function useBulk(site: string, id: string | null) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: ['bulk', site, id],
    queryFn: async () => {
      const operation = await answerOf(client.GET('/v1/sites/{site}/review/bulk-operations/{id}', { params: { path: { site, id: id ?? '' } } }));
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
      const read = (outcome: 'skipped' | 'failed') => answerOf(client.GET('/v1/sites/{site}/review/bulk-operations/{id}/results', { params: { path: { site, id: id ?? '' }, query: { outcome, limit: 50 } } }));
      const [skipped, failed] = await Promise.all([read('skipped'), read('failed')]);
      return [...failed.items, ...skipped.items];
    },
    enabled: wanted && id !== null,
  });
}
