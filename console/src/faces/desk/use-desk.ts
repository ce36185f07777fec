import { useCallback, useState } from 'react';
import { ApiError } from '../../api/client';
import { skipItem, useItem, useOpenItems, usePolicies, useQueues } from '../../api/review';
import type { PersonSite, Policy, ReviewItem } from '../../api/types';
import { hrefOf, navigate } from '../../router';
import { useSteadyList } from './steady-list';
import { useClaim } from './use-claim';
import { useDecisions } from './use-decisions';

/** Everything that the desk knows and can do; the components only show it. */
export function useDesk(site: PersonSite, queueId: string | null, itemId: string | null) {
  const queues = useQueues(site.slug);
  const policies = usePolicies(site.slug);
  const items = useOpenItems(site.slug, queueId);
  const list = useSteadyList(`${site.slug}/${queueId ?? ''}`, items.data?.items, items.data?.nextCursor === null);
  const currentId = itemId ?? list.items.find(({ id }) => !list.gone.has(id))?.id ?? null;
  const listed = list.items.find(({ id }) => id === currentId);
  const detail = useItem(site.slug, currentId, listed);
  const item = currentId === null ? undefined : detail.data;
  const mayDecide = site.permissions.includes('review.decide');
  const { claim, takenBy, spend } = useClaim(site.slug, item, mayDecide);
  const [choosing, setChoosing] = useState(false);

  const open = useCallback((id: string | null) => {
    setChoosing(false);
    const queue = queueId ?? 'all';
    navigate(id === null ? hrefOf(site.slug, 'desk', queue) : hrefOf(site.slug, 'desk', queue, id), { replace: true });
  }, [site.slug, queueId]);

  const { putBack, drop } = list;
  const onBack = useCallback((back: ReviewItem) => {
    putBack(back);
    open(back.id);
  }, [putBack, open]);
  const decisions = useDecisions(site.slug, { onBack });

  const neighbour = (by: 1 | -1): string | null => {
    const index = list.items.findIndex(({ id }) => id === currentId);
    const rest = by === 1 ? list.items.slice(index + 1) : list.items.slice(0, Math.max(0, index)).reverse();
    return rest.find(({ id }) => !list.gone.has(id))?.id ?? null;
  };
  const leave = (id: string): void => {
    spend();
    const next = neighbour(1) ?? neighbour(-1);
    drop(id);
    open(next);
  };

  const isOpen = item?.state === 'open' && !detail.isPlaceholderData;
  const allows = (action: 'approve' | 'reject'): boolean => isOpen && mayDecide && takenBy === null && item.allowedActions.includes(action);
  const can = { approve: allows('approve'), reject: allows('reject'), skip: isOpen && mayDecide };

  const approve = (): void => {
    if (item === undefined || !can.approve) return;
    decisions.make(item, 'approve', null);
    leave(item.id);
  };
  const reject = (policy: Policy): void => {
    if (item === undefined || !can.reject) return;
    decisions.make(item, 'reject', policy);
    leave(item.id);
  };
  const skip = (): void => {
    if (item === undefined || !can.skip) return;
    leave(item.id);
    skipItem(site.slug, item.id).then(
      () => { decisions.say({ tone: 'done', text: 'Skipped. It comes back to you in an hour, unless a colleague decides it.', undoable: false }, 6_000); },
      (error: unknown) => { decisions.say({ tone: 'trouble', text: `Not skipped: ${error instanceof ApiError ? error.message : 'something went wrong'}.`, undoable: false }, 15_000); },
    );
  };
  const step = (by: 1 | -1): void => {
    const id = neighbour(by);
    if (id !== null) open(id);
    else if (by === 1 && list.fresh > 0) list.showFresh();
  };

  return { site: site.slug, queues, policies: policies.data ?? [], items, list, currentId, item, detail, mayDecide, claim, takenBy, choosing, setChoosing, open, can, approve, reject, skip, step, decisions };
}

export type DeskState = ReturnType<typeof useDesk>;
