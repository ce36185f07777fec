import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, client } from './client';

const FIGURES_EVERY_MS = 60_000;
const AGES_EVERY_MS = 15_000;

/** A stretch of time in steps; ISO instants. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly bucket: 'hour' | 'day';
}

/** How many comments came, and what the rules said of them; how many decisions people made. */
export function useVolume(site: string, { from, to, bucket }: Stretch, wanted = true) {
  return useQuery({
    queryKey: ['insights', site, 'volume', from, to, bucket],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/insights/volume', { params: { path: { site }, query: { from, to, bucket } } }))).items,
    placeholderData: keepPreviousData,
    refetchInterval: FIGURES_EVERY_MS,
    enabled: wanted,
  });
}

/** How long comments waited for their decision. */
export function useDecisionTimes(site: string, { from, to, bucket }: Stretch) {
  return useQuery({
    queryKey: ['insights', site, 'times', from, to, bucket],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/insights/decision-times', { params: { path: { site }, query: { from, to, bucket } } }))).items,
    placeholderData: keepPreviousData,
    refetchInterval: FIGURES_EVERY_MS,
  });
}

/** What waits now, by queue and age. */
export function useQueueAges(site: string) {
  return useQuery({
    queryKey: ['insights', site, 'queues'],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/insights/queues', { params: { path: { site } } }))).items,
    refetchInterval: AGES_EVERY_MS,
  });
}

/** What each person did, day by day. */
export function useLoad(site: string, { from, to }: Stretch) {
  return useQuery({
    queryKey: ['insights', site, 'load', from, to],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/insights/load', { params: { path: { site }, query: { from, to } } }))).items,
    placeholderData: keepPreviousData,
    refetchInterval: FIGURES_EVERY_MS,
  });
}

/** In which days begin and end on this site. */
export function useTimeZone(site: string): string | undefined {
  const { data, isError } = useQuery({
    queryKey: ['time-zone', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/settings', { params: { path: { site } } }))).timeZone,
    staleTime: 5 * 60_000,
  });
  return isError ? 'UTC' : data;
}
