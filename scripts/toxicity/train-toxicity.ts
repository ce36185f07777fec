/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { createHash } from 'node:crypto';
import { fitCurve } from '../../src/engine/signals/toxicity/calibration';
import { TOXICITY_LABELS } from '../../src/engine/signals/toxicity/labels';
import { MIXED } from '../../src/engine/signals/toxicity/mixer';
import { type Curve, encodeToxicityModel, type ToxicityModelHead } from '../../src/engine/signals/toxicity/model';
import { READING_VERSION } from '../../src/engine/signals/toxicity/read-words';
import { DEFAULT_IDENTITY_TERMS, linearToxicity, mixerInputs } from '../../src/engine/signals/toxicity/score';
import { WordKnowledge } from '../../src/engine/signals/toxicity/word-knowledge';
import { benignSentences } from './benign';
import { type Example, readCorpus, type Source } from './corpus';
import { learn, type Targets } from './learn';
import { learnMixer } from './learn-mixer';
import { readLexicon } from './lexicon';
import { readMatrix } from './matrix';
import { prominence } from './prominence';
import { type Quantised, quantised } from './quantise';
import { readVocabulary } from './vocabulary';

const LABELS = TOXICITY_LABELS.length;
/** Words, grams, classes. */
const GROUPS: readonly number[] = [1, 1, 0.2];
const OPTIONS = { rounds: 5, rate: 4, decay: 1e-5 };
const VOCABULARY = { least: 3, most: 26_000 };
const SOURCES: readonly Source[] = ['jigsaw', 'jigsaw-lower', 'news', 'news-cut', 'edos', 'germeval', 'youtube', 'sms', 'benign'];
/** How much one text of a source counts. */
const WEIGHTS: Readonly<Partial<Record<Source, number>>> = { news: 0.4, 'news-cut': 0.4, edos: 0.05, germeval: 0.4, benign: 2.5 };
/** So many sets of weights are learned, each without its part of the texts that mixer and curves are learned from. */
const FOLDS = 5;
const FOLDED: readonly Source[] = ['jigsaw', 'jigsaw-lower', 'benign', 'youtube', 'sms'];
const BIAS = TOXICITY_LABELS.map(() => 0);

/**
 * The bytes of the model learned from the files below `dir`: the same bytes for the same files, list packages and release, on any machine. Texts
 * of the part `test` are not looked at.
 */
export async function trainToxicity(dir: string, say: (line: string) => void): Promise<Uint8Array> {
  const texts = [...readCorpus(dir).filter(({ part }) => part === 'learn'), ...benign()];
  const listed = await readLexicon();
  const vocabulary = readVocabulary(texts, listed, VOCABULARY);
  say(`${texts.length} texts to learn from, ${vocabulary.length} words, ${listed.length} listed`);
  const knowledge = new WordKnowledge(vocabulary, listed);
  const { whole, unseen } = learned(texts, knowledge, say);
  const six = texts.flatMap(({ labels, source }, i) => (unseen[i] !== undefined && labels.TOXICITY !== undefined ? [{ source, inputs: unseen[i].inputs, answers: TOXICITY_LABELS.slice(0, MIXED).map((label) => (labels[label] === true ? 1 : 0)) }] : []));
  const mixer = learnMixer(six);
  const spam = fitCurve(texts.flatMap(({ labels: { SPAM } }, i) => (SPAM !== undefined && unseen[i] !== undefined ? [{ sum: unseen[i].spam, isPositive: SPAM }] : [])));
  // The mixer was learned from what the weights had not seen, and for how often a label is right: it needs no curve of its own.
  const curves: Curve[] = [...Array.from({ length: MIXED }, () => ({ slope: 1, offset: 0 })), spam];
  const slopes = [...Array.from({ length: MIXED }, (_, l) => fitCurve(six.map(({ inputs, answers }) => ({ sum: inputs[l]!, isPositive: answers[l] === 1 }))).slope), spam.slope];
  const { bytes, steps } = whole;
  const version = `linear-${createHash('sha256').update(bytes).update(JSON.stringify([mixer, curves])).digest('hex').slice(0, 8)}`;
  const head: ToxicityModelHead = { version, reading: READING_VERSION, labels: TOXICITY_LABELS, bias: BIAS, step: steps, groups: GROUPS, mixer, slopes, curves };
  return encodeToxicityModel({ head, vocabulary, listed, weights: bytes });
}

/** What a text came to by weights that had not seen it. */
interface Unseen {
  readonly inputs: Float64Array;
  readonly spam: number;
}

/** The mean of the weights of all folds; and what each text of a folded source came to by those learned without it. */
function learned(texts: readonly Example[], knowledge: WordKnowledge, say: (line: string) => void): { whole: Quantised; unseen: readonly (Unseen | undefined)[] } {
  const matrix = readMatrix(texts, knowledge, DEFAULT_IDENTITY_TERMS, GROUPS);
  const targets: Targets = { values: answers(texts), sources: Uint8Array.from(texts, ({ source }) => SOURCES.indexOf(source)), sourceCount: SOURCES.length, weights: Float32Array.from(texts, ({ source }) => WEIGHTS[source] ?? 1) };
  const folds = texts.map(foldOf);
  const unseen = new Array<Unseen | undefined>(texts.length);
  let sum: Float32Array | undefined;
  for (let fold = 0; fold < FOLDS; fold++) {
    const from = Uint32Array.from(texts.flatMap((_, i) => (folds[i] === fold ? [] : [i])));
    // So many posts about one topic would tell what is rare.
    const factors = prominence(matrix, targets, from.filter((i) => texts[i]!.source !== 'edos'));
    const { weights } = learn(matrix, targets, { ...OPTIONS, factors, from });
    const { bytes, steps } = quantised(weights, LABELS);
    const model = { knowledge, weights: bytes, head: { step: steps, groups: GROUPS, bias: BIAS } };
    texts.forEach((text, i) => {
      if (folds[i] !== fold) return;
      const read = { body: text.text, format: text.format };
      unseen[i] = { spam: linearToxicity(model, read)[MIXED]!, inputs: mixerInputs(model, read).slice() };
    });
    if (sum === undefined) sum = weights;
    else for (let i = 0; i < sum.length; i++) sum[i]! += weights[i]!;
    say(`weights ${fold + 1} of ${FOLDS}`);
  }
  return { whole: quantised(sum!.map((weight) => weight / FOLDS), LABELS), unseen };
}

/** The fold of a text, the same for the same text; -1 if its source is in none. */
function foldOf({ text, source }: Example): number {
  return FOLDED.includes(source) ? createHash('sha256').update(text).digest()[1]! % FOLDS : -1;
}

function benign(): Example[] {
  const labels = { TOXICITY: false, SEVERE_TOXICITY: false, PROFANITY: false, THREAT: false, INSULT: false, IDENTITY_ATTACK: false };
  return benignSentences().map((text) => ({ text, format: 'text', labels, source: 'benign', part: 'learn' }));
}

/** What each label is to each text: 1, 0, or -1 where its source does not say. */
function answers(texts: readonly Example[]): Int8Array {
  const values = new Int8Array(texts.length * LABELS);
  texts.forEach(({ labels }, i) => { TOXICITY_LABELS.forEach((label, l) => { values[i * LABELS + l] = labels[label] === undefined ? -1 : labels[label] ? 1 : 0; }); });
  return values;
}
