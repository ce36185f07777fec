import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';

const SURGES_EVERY_MS = 60_000;
/** More at once is no alarm but a busy day. */
const MOST_SURGING = 5;

/** Articles under which something unusual goes on, those with most to do first; read anew when the worker says so. */
export function useSurging(site: string) {
  return useQuery({
    queryKey: ['articles', site, 'surging'],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/articles', { params: { path: { site }, query: { surging: true, sort: 'waiting', limit: MOST_SURGING } } }))).items,
    staleTime: SURGES_EVERY_MS,
    refetchInterval: SURGES_EVERY_MS,
  });
}
