import { type Token } from './bayes-tokens';
import { type BayesModel, bayesModel, bayesScore, type TokenCount } from './bayes';

/** A comment on which people have decided. */
export interface LabelledText {
  readonly tokens: readonly Token[];
  readonly isBad: boolean;
}

/** What a score was, and what it should have been. */
export interface Scored {
  readonly score: number;
  readonly isBad: boolean;
}

/**
 * Area under the ROC curve: how probably a bad one scores higher than a good one, ties counting half (Mann and Whitney's U).
 * Null without both classes.
 */
export function areaUnderCurve(scored: readonly Scored[]): number | null {
  const bad = scored.filter(({ isBad }) => isBad).length;
  const good = scored.length - bad;
  if (bad === 0 || good === 0) return null;
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    // Ties share the mean of their ranks.
    for (let i = from; i < to; i++) if (sorted[i]?.isBad === true) ranks += (from + to + 1) / 2;
    from = to;
  }
  return (ranks - (bad * (bad + 1)) / 2) / (bad * good);
}

/** A model of these texts alone. */
export function learned(texts: readonly LabelledText[]): BayesModel {
  const counts = new Map<number, { hash: number; good: number; bad: number }>();
  const totals = { good: 0, bad: 0 };
  for (const { tokens, isBad } of texts) {
    totals[isBad ? 'bad' : 'good']++;
    for (const { hash } of tokens) {
      const count = counts.get(hash) ?? { hash, good: 0, bad: 0 };
      count[isBad ? 'bad' : 'good']++;
      counts.set(hash, count);
    }
  }
  return bayesModel([...counts.values()] satisfies TokenCount[], totals);
}

/** Scores of texts that a model has not learned; one it knows nothing of is undecided. */
export function scored(model: BayesModel, texts: readonly LabelledText[]): Scored[] {
  return texts.map(({ tokens, isBad }) => ({ score: bayesScore(model, tokens)?.score ?? 0.5, isBad }));
}

/**
 * The area under the curve of scores given by models that had not seen the text: learned from all folds but one, asked about
 * that one. A text's place in the row decides its fold. Null without both classes.
 */
export function crossValidated(texts: readonly LabelledText[], folds = 5): number | null {
  const steps = crossValidation(texts, folds);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** {@link crossValidated} in steps of some ten milliseconds, for a process that has other things to do between them. */
export function* crossValidation(texts: readonly LabelledText[], folds = 5): Generator<undefined, number | null> {
  const all: Scored[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = learned(texts.filter((_, index) => index % folds !== fold));
    yield;
    all.push(...scored(model, texts.filter((_, index) => index % folds === fold)));
    yield;
  }
  return areaUnderCurve(all);
}
