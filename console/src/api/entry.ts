import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@weir/client/schema';
import { answerOf, client, rememberCsrfToken } from './client';
import type { Session } from './types';

export type OpenInvitation = components['schemas']['OpenInvitationView'];

/** What an invitation offers; asked once, because each question of a wrong link counts. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: () => answerOf(client.POST('/v1/invitations/look', { body: { token } })),
    staleTime: Infinity,
    retry: false,
  });
}

/** Accepts with a new account, and is signed in. `onDone` comes from here: the form that asked is gone once somebody is signed in. */
export function useOpenAccount(token: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (chosen: { readonly name: string; readonly password: string }): Promise<Session> => answerOf(client.POST('/v1/invitations/account', { body: { token, ...chosen } })),
    onSuccess: (session) => {
      rememberCsrfToken(session.csrfToken);
      queries.setQueryData(['session'], session);
      onDone();
    },
  });
}

/** Accepts with the account of whoever is signed in. */
export function useAcceptInvitation(token: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(client.POST('/v1/me/invitations', { body: { token } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['session'] }),
  });
}

export function useResetPassword(token: string) {
  return useMutation({ mutationFn: (password: string) => answerOf(client.POST('/v1/password-resets', { body: { token, password } })) });
}
