import { useMutation } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { components } from '@weir/client/schema';

export type NewNotice = components['schemas']['GiveNoticeDto'];

// Anybody may, and nobody is meant to be known by a session that this browser has for the desk: no cookies.
const AS_ANYBODY = { credentials: 'omit' } as const;

/** Gives notice of illegal content; the answer holds the reference, this once. */
export function useGiveNotice(site: string) {
  return useMutation({ mutationFn: (body: NewNotice) => answerOf(client.POST('/v1/sites/{site}/notices', { params: { path: { site } }, body, ...AS_ANYBODY })) });
}

/** What became of a notice. */
export function useAskNotice(site: string) {
  return useMutation({ mutationFn: (reference: string) => answerOf(client.POST('/v1/sites/{site}/notices:status', { params: { path: { site } }, body: { reference }, ...AS_ANYBODY })) });
}
