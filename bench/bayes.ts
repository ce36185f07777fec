import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bayesScore } from '../src/engine/signals/bayes';
import { bayesTokens } from '../src/engine/signals/bayes-tokens';
import { areaUnderCurve, crossValidated, type LabelledText, learned, scored } from '../src/engine/signals/validation';
import { parseTable } from './csv';
import { type Conditions, figure, type Result } from './report';

const FILES = ['Youtube01-Psy.csv', 'Youtube02-KatyPerry.csv', 'Youtube03-LMFAO.csv'];
/** Where a rule would stand. */
const CLEAR = 0.95;

interface Labelled extends LabelledText {
  readonly body: string;
}

/**
 * Spam learned from the comments under two of the videos in `DIR/spam` and looked for under the third, all three ways, and
 * what one comment costs. Nothing without the files.
 */
export function benchBayes(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const files = dataDir === null ? [] : FILES.map((name) => join(dataDir, 'spam', name)).filter((path) => existsSync(path));
  if (files.length < FILES.length) {
    console.log(`no ${FILES.join(', ')}: give the folder that holds spam/ with --data`);
    return Promise.resolve({ results: [], conditions: {} });
  }
  const videos = files.map((path) => parseTable(readFileSync(path, 'utf8')).map(({ CONTENT = '', CLASS = '' }): Labelled => ({ body: CONTENT, tokens: bayesTokens(CONTENT, 'html'), isBad: CLASS === '1' })));
  const areas = videos.map((video, index) => unseen(video, videos.filter((_, other) => other !== index).flat(), FILES[index] ?? ''));
  const all = videos.flat();
  const inner = crossValidated(all) ?? 0;
  console.log(`five folds of all ${String(all.length)}: AUC ${inner.toFixed(3)}`);
  return Promise.resolve({
    results: [figure('bayes.auc_unseen_video', 'ratio', areas), figure('bayes.auc_unseen_video_least', 'ratio', [Math.min(...areas)]), figure('bayes.auc_five_folds', 'ratio', [inner]), figure('bayes.score', 'us', [microseconds(all)])],
    conditions: { 'bayes.comments': all.length, 'bayes.spam': all.filter(({ isBad }) => isBad).length },
  });
}

function unseen(video: readonly Labelled[], others: readonly Labelled[], name: string): number {
  const results = scored(learned(others), video);
  const area = areaUnderCurve(results) ?? 0;
  const told = results.filter(({ score }) => score >= CLEAR);
  const right = told.filter(({ isBad }) => isBad).length;
  const spam = results.filter(({ isBad }) => isBad).length;
  console.log(`${name}: AUC ${area.toFixed(3)}; at ${String(CLEAR)} and more precision ${(right / told.length).toFixed(2)}, recall ${(right / spam).toFixed(2)}`);
  return area;
}

/** Tokens and score of one comment. */
function microseconds(texts: readonly Labelled[]): number {
  const model = learned(texts);
  const judgeAll = (): void => { for (const { body } of texts) bayesScore(model, bayesTokens(body, 'html')); };
  judgeAll();
  const began = performance.now();
  judgeAll();
  return ((performance.now() - began) * 1_000) / texts.length;
}
