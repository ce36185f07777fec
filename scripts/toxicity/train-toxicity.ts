/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { createHash } from 'node:crypto';
import { BUCKETS } from '../../src/engine/signals/toxicity/features';
import { TOXICITY_LABELS } from '../../src/engine/signals/toxicity/labels';
import { encodeToxicityModel, type ToxicityModelHead } from '../../src/engine/signals/toxicity/model';
import { READING_VERSION } from '../../src/engine/signals/toxicity/read-words';
import { DEFAULT_IDENTITY_TERMS } from '../../src/engine/signals/toxicity/score';
import { WordKnowledge } from '../../src/engine/signals/toxicity/word-knowledge';
import { benignSentences } from './benign';
import { fitCurve } from './calibrate';
import { type Example, readCorpus, type Source } from './corpus';
import { learn } from './learn';
import { readLexicon } from './lexicon';
import { type Matrix, readMatrix } from './matrix';
import { quantised } from './quantise';
import { readVocabulary } from './vocabulary';

const LABELS = TOXICITY_LABELS.length;
/** Words, grams, classes. */
const GROUPS: readonly number[] = [1, 1, 0.2];
const OPTIONS = { rounds: 5, rate: 4, decay: 1e-5 };
const VOCABULARY = { least: 3, most: 26_000 };
const SOURCES: readonly Source[] = ['jigsaw', 'jigsaw-lower', 'news', 'news-cut', 'edos', 'germeval', 'youtube', 'sms', 'benign'];
/** How much one text of a source counts. */
const WEIGHTS: Readonly<Partial<Record<Source, number>>> = { benign: 0.5 };

/**
 * The bytes of the model learned from the files below `dir`: the same bytes for the same files, list packages and release, on any machine. Texts
 * of the part `test` are not looked at.
 */
export async function trainToxicity(dir: string, say: (line: string) => void): Promise<Uint8Array> {
  const all = readCorpus(dir);
  const train = [...all.filter(({ part }) => part === 'train'), ...benign()];
  const held = all.filter(({ part }) => part === 'calibrate');
  const listed = await readLexicon();
  const vocabulary = readVocabulary(train, listed, VOCABULARY);
  say(`${train.length} texts to learn from, ${held.length} for the curves, ${vocabulary.length} words, ${listed.length} listed`);
  const knowledge = new WordKnowledge(vocabulary, listed);
  const read = (texts: readonly Example[]): Matrix => readMatrix(texts, knowledge, DEFAULT_IDENTITY_TERMS, GROUPS);
  const matrix = read(train);
  say(`${matrix.buckets.length} features read`);
  const rarity = rarities(matrix);
  scale(matrix, rarity);
  const { weights } = learn(matrix, { values: answers(train), sources: Uint8Array.from(train, ({ source }) => SOURCES.indexOf(source)), sourceCount: SOURCES.length, weights: Float32Array.from(train, ({ source }) => WEIGHTS[source] ?? 1) }, OPTIONS);
  for (let b = 0; b < BUCKETS; b++) for (let l = 0; l < LABELS; l++) weights[b * LABELS + l]! *= rarity[b]!;
  const { bytes, steps } = quantised(weights, LABELS);
  const curves = curvesOf(read(held), held, { bytes, steps });
  const version = `linear-${createHash('sha256').update(bytes).update(JSON.stringify(curves)).digest('hex').slice(0, 8)}`;
  const head: ToxicityModelHead = { version, reading: READING_VERSION, labels: TOXICITY_LABELS, bias: TOXICITY_LABELS.map(() => 0), step: steps, groups: GROUPS, curves };
  return encodeToxicityModel({ head, vocabulary, listed, weights: bytes });
}

function benign(): Example[] {
  const labels = { TOXICITY: false, SEVERE_TOXICITY: false, PROFANITY: false, THREAT: false, INSULT: false, IDENTITY_ATTACK: false };
  return benignSentences().map((text) => ({ text, format: 'text', labels, source: 'benign', part: 'train' }));
}

/** What each label is to each text: 1, 0, or -1 where its source does not say. */
function answers(texts: readonly Example[]): Int8Array {
  const values = new Int8Array(texts.length * LABELS);
  texts.forEach(({ labels }, i) => { TOXICITY_LABELS.forEach((label, l) => { values[i * LABELS + l] = labels[label] === undefined ? -1 : labels[label] ? 1 : 0; }); });
  return values;
}

/** How rare each bucket is: rare features may have larger weights. It goes into the weights, so the scorer need not know it. */
function rarities({ rows, buckets }: Matrix): Float64Array {
  const texts = rows.length - 1;
  const counts = new Uint32Array(BUCKETS);
  for (const bucket of buckets) counts[bucket]!++;
  const most = Math.log(texts / 50);
  return Float64Array.from(counts, (count) => Math.log((texts + 1) / (count + 1)) / most);
}

function scale({ buckets, values }: Matrix, factors: Float64Array): void {
  for (let i = 0; i < buckets.length; i++) values[i]! *= factors[buckets[i]!]!;
}

/** One curve per label, from texts that were not learned from; a label takes those whose source has it. */
function curvesOf({ rows, buckets, values }: Matrix, held: readonly Example[], { bytes, steps }: { readonly bytes: Int8Array; readonly steps: readonly number[] }): ToxicityModelHead['curves'] {
  return TOXICITY_LABELS.map((label, l) => {
    const asked = held.flatMap((example, i) => (example.labels[label] !== undefined && (label === 'SPAM' || example.source.startsWith('jigsaw')) ? [{ i, isPositive: example.labels[label] }] : []));
    return fitCurve(asked.map(({ i, isPositive }) => {
      let sum = 0;
      for (let at = rows[i]!; at < rows[i + 1]!; at++) sum += values[at]! * bytes[buckets[at]! * LABELS + l]!;
      return { sum: sum * steps[l]!, isPositive };
    }));
  });
}
