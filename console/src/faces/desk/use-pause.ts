import { useEffect, useRef, useState } from 'react';
import type { ReviewItem } from '../../api/types';
import { isHard } from './wording';

export type Pause = 'none' | 'offered' | 'resting';

/** Counts the hard comments that were read in a row, and offers a break after so many; nobody has to take it. */
export function usePause(item: ReviewItem | undefined, after: number) {
  const read = useRef(new Set<string>());
  const [pause, setPause] = useState<Pause>('none');
  const id = item?.id;
  const hard = item !== undefined && isHard(item.policy, item.rule, ...(item.verdict?.hits ?? []).flatMap(({ policy, mode }) => (mode === 'active' ? [policy] : [])));
  useEffect(() => {
    if (after === 0 || !hard || id === undefined) return;
    read.current.add(id);
    if (read.current.size >= after) {
      read.current.clear();
      setPause('offered');
    }
  }, [id, hard, after]);
  return { pause, set: setPause };
}
