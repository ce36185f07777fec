import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@weir/client/schema';
import { answerOf, client } from './client';

type Schemas = components['schemas'];

export type OwnSession = Schemas['OwnSessionView'];
export type Token = Schemas['TokenView'];
export type AccountEvent = Schemas['AccountEventView'];
export type PasswordAndCode = Schemas['PasswordAndCodeDto'];

const KEY = 'account';
const MOST = 100;

/** Runs a change of the own account and reads all of it again: what happened stands in its log. `then` comes first: the form that asked may be gone afterwards. */
function useOwnChange<Input, Answer>(run: (input: Input) => Promise<Answer>, then?: (answer: Answer) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      then?.(answer);
      return queries.invalidateQueries({ queryKey: [KEY] });
    },
  });
}

type ShowCodes = (recoveryCodes: readonly string[] | null) => void;

/** The session says who one is, at the top of every page. */
export function useChangeName() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => answerOf(client.PATCH('/v1/me', { body: { name } })),
    onSuccess: () => Promise.all([['session'], [KEY]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export function useChangePassword() {
  return useOwnChange((body: Schemas['ChangePasswordDto']) => answerOf(client.PUT('/v1/me/password', { body })));
}

export function useSecondFactor() {
  return useQuery({ queryKey: [KEY, 'second-factor'], queryFn: () => answerOf(client.GET('/v1/me/second-factor')) });
}

/** The answer holds the app's secret, this once. */
export function useBeginSecondFactor() {
  return useMutation({ mutationFn: (password: string) => answerOf(client.POST('/v1/me/second-factor', { body: { password } })) });
}

/** The answer holds the recovery codes, this once. */
export function useConfirmSecondFactor(show: ShowCodes) {
  return useOwnChange((code: string) => answerOf(client.POST('/v1/me/second-factor/confirmation', { body: { code } })), ({ recoveryCodes }) => { show(recoveryCodes); });
}

export function useRenewCodes(show: ShowCodes) {
  return useOwnChange((body: PasswordAndCode) => answerOf(client.POST('/v1/me/second-factor/recovery-codes', { body })), ({ recoveryCodes }) => { show(recoveryCodes); });
}

export function useRemoveSecondFactor(show: ShowCodes) {
  return useOwnChange((body: PasswordAndCode) => answerOf(client.POST('/v1/me/second-factor/removal', { body })), () => { show(null); });
}

export function useOwnSessions() {
  return useQuery({ queryKey: [KEY, 'sessions'], queryFn: async () => (await answerOf(client.GET('/v1/me/sessions', { params: { query: { limit: MOST } } }))).items });
}

export function useEndSession() {
  return useOwnChange((id: string) => answerOf(client.DELETE('/v1/me/sessions/{id}', { params: { path: { id } } })));
}

/** Here too: nobody is signed in afterwards. */
export function useEndAllSessions() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(client.DELETE('/v1/me/sessions')),
    onSuccess: () => {
      queries.setQueryData(['session'], null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'code' });
    },
  });
}

export function useTokens() {
  return useQuery({ queryKey: [KEY, 'tokens'], queryFn: async () => (await answerOf(client.GET('/v1/me/tokens', { params: { query: { limit: MOST } } }))).items });
}

/** The answer holds the secret, this once. */
export function useCreateToken() {
  return useOwnChange((body: Schemas['CreateTokenDto']) => answerOf(client.POST('/v1/me/tokens', { body })));
}

export function useRevokeToken() {
  return useOwnChange((id: string) => answerOf(client.DELETE('/v1/me/tokens/{id}', { params: { path: { id } } })));
}

/** What happened to the own account, newest first. */
export function useOwnEvents() {
  return useQuery({ queryKey: [KEY, 'events'], queryFn: async () => (await answerOf(client.GET('/v1/me/events', { params: { query: { limit: 20 } } }))).items });
}
