import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import { decide, reverse } from '../../api/review';
import type { Decision, DecisionAction, Policy, ReviewItem } from '../../api/types';
import { excerpt } from './wording';

/** As long as the webhook of a decision waits, so that an undo leaves no trace outside. */
export const UNDO_MS = 10_000;

interface Made {
  readonly key: string;
  readonly item: ReviewItem;
  readonly label: string;
  readonly saved: Promise<Decision | null>;
}

export interface Notice {
  readonly tone: 'done' | 'trouble';
  readonly text: string;
  readonly undoable: boolean;
}

interface Handlers {
  /** The item is waiting again: a decision was undone, or did not go through. */
  readonly onBack: (item: ReviewItem) => void;
}

/**
 * Sends decisions in the background, so that the next comment is there at once; says what happened, and takes the
 * latest ones back while the undo bar stands.
 */
export function useDecisions(site: string, { onBack }: Handlers) {
  const queries = useQueryClient();
  const recent = useRef<readonly Made[]>([]);
  const [notice, setNotice] = useState<Notice | null>(null);
  const clearing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => { clearTimeout(clearing.current); }, []);

  const say = useCallback((next: Notice, forMs: number) => {
    clearTimeout(clearing.current);
    setNotice(next);
    clearing.current = setTimeout(() => { setNotice(null); }, forMs);
  }, []);

  const refresh = useCallback(async (item: ReviewItem) => {
    await Promise.all([queries.invalidateQueries({ queryKey: ['queues', site] }), queries.invalidateQueries({ queryKey: ['items', site] }), queries.invalidateQueries({ queryKey: ['item', site, item.id] })]);
  }, [queries, site]);

  const failed = useCallback((item: ReviewItem, error: unknown) => {
    const { text, retry } = explain(item, error);
    say({ tone: 'trouble', text, undoable: false }, 20_000);
    if (retry) onBack(item);
    void refresh(item);
  }, [onBack, refresh, say]);

  const make = useCallback((item: ReviewItem, action: DecisionAction, policy: Policy | null) => {
    const key = crypto.randomUUID();
    const label = `${action === 'approve' ? 'Approved' : 'Rejected'} “${excerpt(item.comment.body, 60)}”${policy === null ? '' : ` as ${policy.title}`}`;
    const saved = decide(site, { item, action, reasonCode: policy?.id ?? null, key }).then(
      (decision) => {
        void refresh(item);
        return decision;
      },
      (error: unknown) => {
        recent.current = recent.current.filter((made) => made.key !== key);
        failed(item, error);
        return null;
      },
    );
    recent.current = [...recent.current, { key, item, label, saved }];
    setTimeout(() => { recent.current = recent.current.filter((made) => made.key !== key); }, UNDO_MS);
    say({ tone: 'done', text: label, undoable: true }, UNDO_MS);
  }, [failed, refresh, say, site]);

  const undo = useCallback(async () => {
    const made = recent.current.at(-1);
    if (made === undefined) return;
    recent.current = recent.current.slice(0, -1);
    const decision = await made.saved;
    if (decision === null) return;
    try {
      await reverse(site, decision.id);
      say({ tone: 'done', text: `Undone: “${excerpt(made.item.comment.body, 60)}” waits again`, undoable: recent.current.length > 0 }, UNDO_MS);
      await refresh(made.item);
      onBack(made.item);
    } catch (error) {
      say({ tone: 'trouble', text: error instanceof ApiError && error.code === 'superseded' ? 'Too late to undo: something else has happened to this comment since.' : 'The undo did not go through. Press Z to try again.', undoable: false }, 20_000);
      if (!(error instanceof ApiError) || error.unreachable) recent.current = [...recent.current, made];
    }
  }, [onBack, refresh, say, site]);

  return { make, undo, notice, say };
}

function explain(item: ReviewItem, error: unknown): { readonly text: string; readonly retry: boolean } {
  const words = `“${excerpt(item.comment.body, 40)}”`;
  if (!(error instanceof ApiError) || error.unreachable) return { text: `Not saved: the service could not be reached. ${words} is back on the desk.`, retry: true };
  const decision = error.problem?.decision ?? null;
  const isResolved = error.code === 'already_resolved' || error.problem?.current?.state === 'resolved';
  if (isResolved && decision !== null) return { text: `${decision.decidedBy.name ?? 'Somebody'} was quicker: ${words} is already ${decision.action === 'reject' ? 'rejected' : 'approved'}.`, retry: false };
  switch (error.code) {
    case 'already_resolved':
      return { text: `${words} has already been decided.`, retry: false };
    case 'version_conflict':
      return { text: `${words} changed while you read it. Please look again.`, retry: true };
    case 'claimed_by_other':
      return { text: `Not saved: ${error.problem?.holder?.name ?? 'somebody else'} is deciding ${words}.`, retry: true };
    default:
      return { text: `Not saved: ${error.message}`, retry: true };
  }
}
