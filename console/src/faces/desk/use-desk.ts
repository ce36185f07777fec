import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { type LiveEvent, useLiveEvents } from '../../api/live';
import { itemQuery, useItem, usePolicies, useQueues } from '../../api/review';
import { useSession } from '../../api/session';
import type { PersonSite, ReviewItem } from '../../api/types';
import { policyTitle } from '../../words/policy-title';
import { languageNow, useWords } from '../../words/words';
import { neighbour, nextFree, upcoming } from './line';
import { useClaims } from './use-claims';
import { useDeeds } from './use-deeds';
import { useLine } from './use-line';
import { useScope } from './use-scope';
import { isOwnAppeal } from './wording';

/** Claimed and fetched ahead of the hand. */
const CLAIM_AHEAD = 2;
const FETCH_AHEAD = 4;
/** The next page is asked for when so few are left. */
const FEW_LEFT = 15;
/** What the desk itself put on the screen it may replace so long, when a colleague turns out to have been quicker. */
const STEP_ASIDE_MS = 1_500;

/** What is on the screen, where it comes from and what comes next; what can be done with it is in {@link useActions}. */
export function useDesk(site: PersonSite, path: readonly string[]) {
  const t = useWords('desk');
  const { slug } = site;
  const queries = useQueryClient();
  const me = useSession().data?.person.id ?? '';
  const queues = useQueues(slug);
  const known = usePolicies(slug).data;
  const language = languageNow();
  // Named in the language of the page.
  const policies = useMemo(() => known?.map((policy) => ({ ...policy, title: policyTitle(policy, language) })), [known, language]);
  const reasonTitle = useCallback((code: string): string => policies?.find(({ id }) => id === code)?.title ?? code, [policies]);
  const scope = useScope(slug, path);
  const { chosenId, choose } = scope;
  const line = useLine(slug, scope.filter, { currentId: chosenId, me });
  const currentId = chosenId ?? nextFree(line, null)?.id ?? null;
  const listed = line.items.find(({ id }) => id === currentId);
  const detail = useItem(slug, currentId, listed);
  const item = currentId === null ? undefined : detail.data;
  const mayDecide = site.permissions.includes('review.decide');
  const ahead = upcoming(line, currentId, FETCH_AHEAD);

  const { patch } = line;
  const onTaken = useCallback((id: string, claim: ReviewItem['claim']) => { patch({ id, claim }); }, [patch]);
  const isOpen = item?.state === 'open' && !line.gone.has(item.id);
  const claims = useClaims(slug, mayDecide && !scope.isList && item !== undefined && isOpen ? [listed ?? item, ...ahead.slice(0, CLAIM_AHEAD)].filter((each) => !isOwnAppeal(each)) : [], onTaken);
  const held = claims.of(currentId);

  const chosenByDesk = useRef(0);
  const open = useCallback((id: string | null) => {
    chosenByDesk.current = 0;
    choose(id);
  }, [choose]);
  /** Puts the item aside at once and shows the next. */
  const leave = useCallback((id: string): void => {
    claims.spend(id);
    const next = nextFree(line, id);
    line.drop(id);
    chosenByDesk.current = Date.now();
    choose(next?.id ?? null);
  }, [claims, line, choose]);
  const step = useCallback((by: 1 | -1): void => {
    const next = neighbour(line, currentId, by);
    if (next !== null) open(next.id);
    else if (by === 1 && line.fresh > 0) line.showFresh();
    else if (!isOpen) open(null);
  }, [line, currentId, isOpen, open]);

  const show = useRef({ open, nextId: ahead[0]?.id ?? null, currentId });
  useEffect(() => { show.current = { open, nextId: ahead[0]?.id ?? null, currentId }; });
  const { putBack } = line;
  const onBack = useCallback((back: ReviewItem, isShown: boolean) => {
    // Its version has moved on: what is put back is what the service says now.
    void queries.query({ ...itemQuery(slug, back.id), staleTime: 0 }).catch(() => back).then((now) => {
      putBack(now, isShown ? show.current.currentId : show.current.nextId);
      if (isShown) show.current.open(now.id);
    });
  }, [putBack, queries, slug]);
  const onSettled = useCallback((settled: ReviewItem) => {
    void queries.invalidateQueries({ queryKey: ['queues', slug] });
    void queries.invalidateQueries({ queryKey: ['item', slug, settled.id] });
    void queries.invalidateQueries({ queryKey: ['last-decision', slug] });
  }, [queries, slug]);
  const deeds = useDeeds({ onBack, onSettled });

  usePrefetch(slug, ahead, line.items.length - line.items.findIndex(({ id }) => id === currentId) < FEW_LEFT ? line.loadMore : null);
  useLiveItem(slug, currentId);

  // What is on the screen stays there, whatever becomes of the list.
  useEffect(() => {
    if (chosenId !== null || currentId === null) return;
    chosenByDesk.current = Date.now();
    choose(currentId);
  }, [chosenId, currentId, choose]);
  // Two hands reached for the same item: the desk chose it, so the desk may choose another.
  const { say } = deeds;
  useEffect(() => {
    // Held once, it stays: whoever takes it over afterwards is named.
    if (held.state === 'mine') chosenByDesk.current = 0;
    if (held.state !== 'other' || currentId === null) return;
    const isMine = chosenId === null || Date.now() - chosenByDesk.current < STEP_ASIDE_MS;
    if (!isMine) return;
    const next = nextFree(line, currentId);
    if (next !== null) say(t('notice.steppedAside', { who: held.holder ?? t('somebody') }), { ms: 5_000 });
    chosenByDesk.current = Date.now();
    choose(next?.id ?? null);
  }, [held, currentId, chosenId, line, choose, say, t]);

  return { site, t, me, queues, policies, reasonTitle, scope, line, currentId, listed, item, detail, held, claims, isOpen, mayDecide, open, leave, step, deeds };
}

export type DeskState = ReturnType<typeof useDesk>;

/** The items that come next are here before they are asked for. */
function usePrefetch(site: string, ahead: readonly ReviewItem[], more: (() => void) | null): void {
  const queries = useQueryClient();
  const key = ahead.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (key === '') return;
    for (const id of key.split(' ')) queries.query(itemQuery(site, id)).catch(() => undefined);
  }, [queries, site, key]);
  useEffect(() => { more?.(); });
}

/** What happens to the item on the screen is read at once. */
function useLiveItem(site: string, id: string | null): void {
  const queries = useQueryClient();
  useLiveEvents(useCallback((event: LiveEvent) => {
    if (id !== null && event.itemId === id) void queries.invalidateQueries({ queryKey: ['item', site, id] });
  }, [queries, site, id]));
}
