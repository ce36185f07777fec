import { useMutation, useQuery } from '@tanstack/react-query';
import type { components } from '@weir/client/schema';
import { answerOf, client } from './client';
import { useChange } from './office';

type Schemas = components['schemas'];

export type Member = Schemas['MemberView'];
export type Role = Member['role'];
export type NewInvitation = Schemas['InvitePersonDto'];
export type Invitation = Schemas['InvitationView'];
export type MemberChange = Schemas['ChangeMemberDto'];

/** In the order of what they may do. */
export const ROLES = ['viewer', 'moderator', 'lead', 'admin'] as const satisfies readonly Role[];

const LIMIT = 100;

/** Everybody who works on the site, page by page: people look for a name. */
export function useMembers(site: string) {
  return useQuery({
    queryKey: ['people', site, 'all'],
    queryFn: async () => {
      const all: Member[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: Schemas['MemberPageView'] = await answerOf(client.GET('/v1/sites/{site}/people', { params: { path: { site }, query: { limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) } } }));
        all.push(...page.items);
        cursor = page.nextCursor;
      }
      return all.sort((a, b) => a.name.localeCompare(b.name));
    },
  });
}

export function useInvitations(site: string) {
  return useQuery({
    queryKey: ['invitations', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/invitations', { params: { path: { site }, query: { limit: LIMIT } } }))).items,
  });
}

/** The answer holds the link, this once. */
export function useInvite(site: string) {
  return useChange(['invitations'], site, (body: NewInvitation) => answerOf(client.POST('/v1/sites/{site}/invitations', { params: { path: { site } }, body })));
}

export function useRevokeInvitation(site: string) {
  return useChange(['invitations'], site, (id: string) => answerOf(client.DELETE('/v1/sites/{site}/invitations/{id}', { params: { path: { site, id } } })));
}

export function useChangeMember(site: string, id: string) {
  return useChange(['people'], site, (body: MemberChange) => answerOf(client.PATCH('/v1/sites/{site}/people/{id}', { params: { path: { site, id } }, body })));
}

/** `onDone` comes before the list is read again, in which the person is gone, and their page with them. */
export function useRemoveMember(site: string, id: string, onDone: () => void) {
  return useChange(['people'], site, () => answerOf(client.DELETE('/v1/sites/{site}/people/{id}', { params: { path: { site, id } } })).then(onDone));
}

export function useSignOutMember(site: string, id: string) {
  return useMutation({ mutationFn: () => answerOf(client.DELETE('/v1/sites/{site}/people/{id}/sessions', { params: { path: { site, id } } })) });
}

/** The answer holds the link, this once. @param password one's own */
export function useOfferPasswordReset(site: string, id: string) {
  return useMutation({ mutationFn: (password: string) => answerOf(client.POST('/v1/sites/{site}/people/{id}/password-reset', { params: { path: { site, id } }, body: { password } })) });
}

/** Owners only. @param password one's own */
export function useTakeSecondFactor(site: string, id: string) {
  return useChange(['people'], site, (password: string) => answerOf(client.POST('/v1/people/{id}/second-factor/removal', { params: { path: { id } }, body: { password } })));
}
