import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, ApiError, client, rememberCsrfToken } from './client';
import type { Session } from './types';

const KEY = ['session'];

/** Who is signed in; null: nobody. */
export function useSession() {
  return useQuery({
    queryKey: KEY,
    queryFn: async (): Promise<Session | null> => {
      try {
        return keep(await answerOf(client.GET('/v1/session')));
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

/** How people can sign in beside email and password. */
export function useSignInWays() {
  return useQuery({ queryKey: ['sign-in-ways'], queryFn: () => answerOf(client.GET('/v1/session/ways')), staleTime: Infinity });
}

/** Where a browser goes to sign in at the provider, and to come back to the page it is on. */
export function providerHref(page: string): string {
  return `/v1/session/provider?${new URLSearchParams({ page }).toString()}`;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => answerOf(client.POST('/v1/session', { body })),
    onSuccess: (session) => queries.setQueryData(KEY, keep(session)),
  });
}

/** The ticket for the second step, where the first one was right and a code is needed as well. */
export function ticketIn(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.code !== 'second_factor_required') return null;
  const { ticket } = error.problem as { readonly ticket?: unknown };
  return typeof ticket === 'string' ? ticket : null;
}

export function useSecondStep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { ticket: string; code: string }) => answerOf(client.POST('/v1/session/second-step', { body })),
    onSuccess: (session) => queries.setQueryData(KEY, keep(session)),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(client.DELETE('/v1/session')),
    onSettled: () => { leaveNothing(queries); },
  });
}

/** Nobody is signed in any more, and the next person at this desk must not see what the last one saw. */
export function leaveNothing(queries: QueryClient): void {
  queries.setQueryData(KEY, null);
  queries.removeQueries({ predicate: ({ queryKey: [what] }) => what !== KEY[0] && what !== 'code' });
}

function keep(session: Session): Session {
  rememberCsrfToken(session.csrfToken);
  return session;
}
