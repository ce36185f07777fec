import { useCallback, useEffect, useRef, useState } from 'react';
import { decide, escalateItem, moveItem, noteItem, reverse, skipItem, snoozeItem, tagItem, untagItem } from '../../api/review';
import type { Decision, DecisionBody, Policy, ReviewItem } from '../../api/types';
import { excerpt } from './wording';
import type { DeskState } from './use-desk';
import { useFeedback } from './use-feedback';

/** What is being asked for in the line above the buttons. */
export type Ask = 'reject' | 'message' | 'note' | 'move' | 'snooze' | 'tag' | 'escalate';
export const DIGITS = 9;

/** After a rejection: more by the same author waits. */
export interface Offer {
  readonly author: string;
  readonly name: string | null;
  readonly count: number;
}

/** Everything that can be done with the item on the screen: each at once, with the next item already there. */
export function useActions(desk: DeskState) {
  const { site: { slug }, t, item, held, isOpen, mayDecide, leave, deeds, claims, line, currentId } = desk;
  const [ask, setAsk] = useState<Ask | null>(null);
  // A question is about the item on the screen, and gone with it.
  const asked = useRef(currentId);
  useEffect(() => {
    if (asked.current !== null) setAsk(null);
    asked.current = currentId;
  }, [currentId]);
  const [offer, setOffer] = useState<Offer | null>(null);
  const early = useEarlyDigit(desk, ask);
  const feedback = useFeedback(currentId);

  const isFree = isOpen && mayDecide && held.state !== 'other' && item !== undefined;
  const can = {
    approve: isFree && item.allowedActions.includes('approve'),
    reject: isFree && item.allowedActions.includes('reject'),
    act: isOpen && mayDecide,
  };
  const words = (of: ReviewItem): string => excerpt(of.comment.body, 60);

  const make = useCallback((of: ReviewItem, decision: DecisionBody, label: string): void => {
    const key = crypto.randomUUID();
    setOffer(null);
    const then = ({ offer: next }: Decision): void => {
      const { id, name } = of.comment.author;
      if (next !== null && id !== null && next.authorOpen > 0) setOffer({ author: id, name, count: next.authorOpen });
    };
    deeds.act({ item: of, label, then, run: () => decide(slug, { item: of, decision, key }), back: ({ id }: Decision) => reverse(slug, id) });
    leave(of.id);
  }, [deeds, leave, slug]);

  const approve = (more: Omit<DecisionBody, 'action'> = {}): void => {
    if (item !== undefined && can.approve) make(item, { action: 'approve', ...feedback.along(item), ...more }, t('notice.approved', { words: words(item) }));
  };
  const reject = (policy: Policy, more: Omit<DecisionBody, 'action' | 'reasonCode'> = {}): void => {
    if (item !== undefined && can.reject) make(item, { action: 'reject', reasonCode: policy.id, ...feedback.along(item), ...more }, t('notice.rejected', { words: words(item), reason: policy.title }));
  };
  /** Leaves the item to others. */
  const aside = (run: (of: ReviewItem) => Promise<unknown>, label: (of: ReviewItem) => string, back?: (of: ReviewItem) => Promise<unknown>): void => {
    if (item === undefined || !can.act) return;
    deeds.act({ item, label: label(item), run: () => run(item), ...(back === undefined ? {} : { back: () => back(item) }) });
    leave(item.id);
  };
  /** Changes the item, which stays on the screen. */
  const amend = (run: (of: ReviewItem) => Promise<unknown>, label: string): void => {
    if (item === undefined) return;
    setAsk(null);
    deeds.act({ item, label, run: () => run(item), stays: true });
  };

  return {
    ask, setAsk, can, offer, dropOffer: (): void => { setOffer(null); }, approve, reject, early, feedback,
    skip: (): void => { aside((of) => skipItem(slug, of.id), () => t('notice.skipped')); },
    escalate: (note: string): void => { aside((of) => escalateItem(slug, of.id, note), (of) => t('notice.escalated', { words: words(of) })); },
    move: (queue: { readonly id: string; readonly name: string }): void => { aside((of) => moveItem(slug, of.id, queue.id), () => t('notice.moved', { queue: queue.name }), (of) => moveItem(slug, of.id, of.queueId)); },
    snooze: (until: Date, label: string): void => { aside((of) => snoozeItem(slug, of.id, until), () => t('notice.snoozed', { until: label }), (of) => snoozeItem(slug, of.id, null)); },
    note: (text: string): void => { amend((of) => noteItem(slug, of.id, text), t('notice.noted')); },
    tag: (tag: string, until: Date | null): void => { amend((of) => tagItem(slug, of.id, tag, until), t('notice.tagged', { tag })); },
    untag: (tag: string): void => { amend((of) => untagItem(slug, of.id, tag), t('notice.untagged', { tag })); },
    takeOver: (): void => { if (currentId !== null) claims.takeOver(currentId); },
    /** Of a decision that stands, also long after the bar has gone. */
    reverse: (decisionId: string): void => {
      if (item === undefined) return;
      deeds.act({ item, label: t('notice.undone', { words: words(item) }), stays: true, run: async () => {
        await reverse(slug, decisionId);
        line.patch({ id: item.id, state: 'open' });
      } });
    },
  };
}

export type Actions = ReturnType<typeof useActions>;

/** A digit that was pressed before the reasons had come is kept for them, as long as the question stands. */
function useEarlyDigit({ policies }: DeskState, ask: Ask | null) {
  const [digit, setDigit] = useState<number | null>(null);
  useEffect(() => { if (ask !== 'reject') setDigit(null); }, [ask]);
  return { digit: policies === undefined ? null : digit, keep: policies === undefined ? setDigit : null, clear: () => { setDigit(null); } };
}
