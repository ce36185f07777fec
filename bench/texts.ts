import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTable } from './csv';

const WORDS = 'the minister said that people in this town would vote again next week because nobody had asked them what they think about the new road which cost more than the school and took two years while the council kept quiet about who was paid for it and why'.split(' ');

/** Comments to measure with: real ones from `dir` (all of a file, as long or short as they are), else made-up sentences of the same length. */
export function texts(count: number, dir: string | null): { readonly source: string; readonly bodies: readonly string[] } {
  const file = dir === null ? null : join(dir, 'toxicity', 'toxic_spans_train.csv');
  if (file === null || !existsSync(file)) return { source: 'generated', bodies: Array.from({ length: count }, (_, index) => sentence(index)) };
  const real = parseTable(readFileSync(file, 'utf8')).map(({ text = '' }) => text.trim()).filter((text) => text !== '');
  return { source: 'news comments', bodies: Array.from({ length: count }, (_, index) => real[index % real.length] ?? '') };
}

/** About 200 characters, different for every number. */
function sentence(seed: number): string {
  let state = seed * 2_654_435_761 + 1;
  const words = Array.from({ length: 36 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[state % WORDS.length] ?? '';
  });
  return `${words.join(' ')} ${String(seed)}.`;
}
