/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { createHash } from 'node:crypto';
import { TOXICITY_LABELS } from '../../src/engine/signals/toxicity/labels';
import { encodeToxicityModel, type ToxicityModelHead } from '../../src/engine/signals/toxicity/model';
import { READING_VERSION } from '../../src/engine/signals/toxicity/read-words';
import { DEFAULT_IDENTITY_TERMS } from '../../src/engine/signals/toxicity/score';
import { WordKnowledge } from '../../src/engine/signals/toxicity/word-knowledge';
import { benignSentences } from './benign';
import { fitCurve } from '../../src/engine/signals/toxicity/calibration';
import { type Example, readCorpus, type Source } from './corpus';
import { learn, type Targets } from './learn';
import { readLexicon } from './lexicon';
import { type Matrix, readMatrix } from './matrix';
import { prominence } from './prominence';
import { type Quantised, quantised } from './quantise';
import { readVocabulary } from './vocabulary';

const LABELS = TOXICITY_LABELS.length;
/** Words, grams, classes. */
const GROUPS: readonly number[] = [1, 1, 0.2];
const OPTIONS = { rounds: 4, rate: 4, decay: 1e-5 };
const VOCABULARY = { least: 3, most: 26_000 };
const SOURCES: readonly Source[] = ['jigsaw', 'jigsaw-lower', 'news', 'news-cut', 'edos', 'germeval', 'youtube', 'sms', 'benign'];
/** How much one text of a source counts. */
const WEIGHTS: Readonly<Partial<Record<Source, number>>> = { news: 0.4, 'news-cut': 0.4, edos: 0.05, germeval: 0.4, benign: 2.5 };

/**
 * The bytes of the model learned from the files below `dir`: the same bytes for the same files, list packages and release, on any machine. Texts
 * of the part `test` are not looked at.
 */
export async function trainToxicity(dir: string, say: (line: string) => void): Promise<Uint8Array> {
  const all = readCorpus(dir);
  const [train, held] = [[...all.filter(({ part }) => part === 'train'), ...benign()], all.filter(({ part }) => part === 'calibrate')];
  const listed = await readLexicon();
  const vocabulary = readVocabulary([...train, ...held], listed, VOCABULARY);
  say(`${train.length} texts to learn from, ${held.length} for the curves and then to learn from, ${vocabulary.length} words, ${listed.length} listed`);
  const knowledge = new WordKnowledge(vocabulary, listed);
  const read = (texts: readonly Example[]): Matrix => readMatrix(texts, knowledge, DEFAULT_IDENTITY_TERMS, GROUPS);
  // Curves from texts that were not learned from; then everything is learned once more with them, which moves no curve as far as it sharpens the weights.
  const curves = curvesOf(read(held), held, learned(read(train), train));
  say(`curves: ${curves.map(({ slope, offset }) => `${slope.toFixed(2)} ${offset.toFixed(2)}`).join(', ')}`);
  const { bytes, steps } = learned(read([...train, ...held]), [...train, ...held]);
  const version = `linear-${createHash('sha256').update(bytes).update(JSON.stringify(curves)).digest('hex').slice(0, 8)}`;
  const head: ToxicityModelHead = { version, reading: READING_VERSION, labels: TOXICITY_LABELS, bias: TOXICITY_LABELS.map(() => 0), step: steps, groups: GROUPS, curves };
  return encodeToxicityModel({ head, vocabulary, listed, weights: bytes });
}

function learned(matrix: Matrix, texts: readonly Example[]): Quantised {
  const targets: Targets = { values: answers(texts), sources: Uint8Array.from(texts, ({ source }) => SOURCES.indexOf(source)), sourceCount: SOURCES.length, weights: Float32Array.from(texts, ({ source }) => WEIGHTS[source] ?? 1) };
  return quantised(learn(matrix, targets, { ...OPTIONS, factors: prominence(matrix, targets) }).weights, LABELS);
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

/** One curve per label, from texts that were not learned from; a label takes those whose source has it. */
function curvesOf({ rows, buckets, values }: Matrix, held: readonly Example[], { bytes, steps }: Quantised): ToxicityModelHead['curves'] {
  return TOXICITY_LABELS.map((label, l) => {
    const asked = held.flatMap((example, i) => (example.labels[label] !== undefined && (label === 'SPAM' || example.source.startsWith('jigsaw')) ? [{ i, isPositive: example.labels[label] }] : []));
    return fitCurve(asked.map(({ i, isPositive }) => {
      let sum = 0;
      for (let at = rows[i]!; at < rows[i + 1]!; at++) sum += values[at]! * bytes[buckets[at]! * LABELS + l]!;
      return { sum: sum * steps[l]!, isPositive };
    }));
  });
}
