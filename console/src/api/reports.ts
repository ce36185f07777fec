import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

type Schemas = components['schemas'];

export type DeskReport = Schemas['DeskReportView'];
const FRESH_MS = 15_000;

/** Who reported a comment, how much each report weighs, and what they weigh together; asked for only where there are any. */
export function useReports(site: string, commentId: string, wanted: boolean) {
  return useQuery({
    queryKey: ['reports', site, commentId],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/comments/{id}/reports', { params: { path: { site, id: commentId } } })),
    enabled: wanted,
    staleTime: FRESH_MS,
  });
}

/** Stops listening to a reporter for good, or listens again. */
export function useMuteReporter(site: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, isMuted }: { readonly id: string; readonly isMuted: boolean }): Promise<void> => {
      const params = { path: { site, id } };
      if (isMuted) await answerOf(client.PUT('/v1/sites/{site}/reporters/{id}/muted', { params, body: {} }));
      else await answerOf(client.DELETE('/v1/sites/{site}/reporters/{id}/muted', { params }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['reports', site] }),
  });
}
