import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type BulkRequest, dryRun, isOver, reverseBulk, type Selection, startBulk, useBulk } from '../../api/bulk';

export interface BulkPlan {
  readonly action: 'approve' | 'reject';
  readonly selection: Selection;
}

/** One act on many, from the look at what it would do to its reversal. */
export function useBulkRun(site: string, { action, selection }: BulkPlan) {
  const [runId, setRunId] = useState<string | null>(null);
  const [reversalId, setReversalId] = useState<string | null>(null);
  const request = (reasonCode: string | null): BulkRequest => ({ action, onClaimed: 'skip', selection, ...(reasonCode === null ? {} : { reasonCode }) });
  // A rejection asks for its reason only when it is meant; the look needs any that is there.
  const preview = useMutation({ mutationFn: (reasonCode: string | null) => dryRun(site, request(reasonCode)) });
  const start = useMutation({
    mutationFn: (reasonCode: string | null) => {
      const frozen = preview.data?.id;
      const of: Selection = selection.filter === undefined || frozen === undefined ? selection : { filter: selection.filter, frozen };
      return startBulk(site, { ...request(reasonCode), selection: of });
    },
    onSuccess: ({ id }) => { setRunId(id); },
  });
  const undo = useMutation({ mutationFn: () => reverseBulk(site, runId ?? ''), onSuccess: ({ id }) => { setReversalId(id); } });
  const run = useBulk(site, runId).data;
  const reversal = useBulk(site, reversalId).data;
  return { preview, start, undo, runId, run, reversal, isRunning: runId !== null && (run === undefined || !isOver(run)), isUndone: reversal !== undefined && isOver(reversal) };
}

export type BulkRun = ReturnType<typeof useBulkRun>;

/** Looks once, as soon as a reason is known. */
export function usePreview(bulk: BulkRun, action: BulkPlan['action'], reason: string | null): void {
  const { mutate, isIdle } = bulk.preview;
  useEffect(() => { if (isIdle && (action === 'approve' || reason !== null)) mutate(reason); }, [mutate, isIdle, action, reason]);
}
