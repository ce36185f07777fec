import { useState } from 'react';
import type { ItemDetail, ReviewItem, Signal, SignalVerdict } from '../../api/types';

/** As many as a decision takes along. */
const MOST = 50;

interface Said {
  readonly item: string;
  readonly verdicts: ReadonlyMap<string, SignalVerdict>;
}

/** What is said of the signals of the item on the screen, until the decision takes it along; another item begins anew. */
export function useFeedback(itemId: string | null) {
  const [said, setSaid] = useState<Said>({ item: '', verdicts: new Map() });
  const verdicts: Said['verdicts'] = said.item === itemId ? said.verdicts : new Map();
  return {
    of: (signalId: string): SignalVerdict | null => verdicts.get(signalId) ?? null,
    /** Said a second time it is taken back. */
    say: (signalId: string, verdict: SignalVerdict): void => {
      if (itemId === null) return;
      const next = new Map(verdicts);
      if (verdicts.get(signalId) === verdict) next.delete(signalId);
      else next.set(signalId, verdict);
      setSaid({ item: itemId, verdicts: next });
    },
    /** What goes along with a decision on that item. */
    along: ({ id }: Pick<ReviewItem, 'id'>) => (id !== itemId || verdicts.size === 0 ? {} : { signalFeedback: [...verdicts].map(([signalId, verdict]) => ({ signalId, verdict })) }),
  };
}

export type Feedback = ReturnType<typeof useFeedback>;

/** What one can be right or wrong about: what the rules said of the text as it is, and each report. An appeal is answered by the decision itself. */
export function judgedSignals({ signals, verdict }: ItemDetail): readonly Signal[] {
  const rules = verdict === null ? undefined : signals.filter(({ kind }) => kind === 'verdict').at(-1);
  return [...(rules === undefined ? [] : [rules]), ...signals.filter(({ kind }) => kind === 'report')].slice(0, MOST);
}
