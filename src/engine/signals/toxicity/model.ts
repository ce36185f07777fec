import { type ToxicityLabel, TOXICITY_LABELS } from './labels';
import { BUCKETS, GROUPS } from './features';
import { INPUTS, type Mixer } from './mixer';
import { READING_VERSION } from './read-words';
export { READING_VERSION } from './read-words';
import { type ListedWord, WordKnowledge } from './word-knowledge';

/** What turns the sum of weights of one label into a number from 0 to 1: 1 / (1 + e^-(slope × sum + offset)), after Platt. */
export interface Curve {
  readonly slope: number;
  readonly offset: number;
}

/** The part of the file that a person may read. */
export interface ToxicityModelHead {
  /** Names weights and reading: another one may say something else of the same text. */
  readonly version: string;
  readonly reading: number;
  readonly labels: readonly ToxicityLabel[];
  /** Sum of a text without any known feature, per label. */
  readonly bias: readonly number[];
  /** Weight of one step of an int8, per label. */
  readonly step: readonly number[];
  /** Factor of each group of features. */
  readonly groups: readonly number[];
  /** What is made of the linear sums of the labels but SPAM. */
  readonly mixer: Mixer;
  /** How much one step of a label's linear sum counts for the label, roughly; for explaining. */
  readonly slopes: readonly number[];
  readonly curves: readonly Curve[];
}

/** Everything the scorer needs; immutable, one for all sites. */
export interface ToxicityModel {
  readonly head: ToxicityModelHead;
  readonly knowledge: WordKnowledge;
  /** Weight of bucket b for label l at `b × labels + l`. */
  readonly weights: Int8Array;
}

/** What a model file is made of. */
export interface ToxicityModelParts {
  readonly head: ToxicityModelHead;
  /** Hashes of known words, rising. */
  readonly vocabulary: Uint32Array;
  readonly listed: readonly ListedWord[];
  readonly weights: Int8Array;
}

const MAGIC = 0x31585457;
const FIXED = 16;

/** Little-endian: mark, then the lengths of head, vocabulary and list, then head and list as JSON, vocabulary, weights. */
export function encodeToxicityModel({ head, vocabulary, listed, weights }: ToxicityModelParts): Uint8Array {
  const encoder = new TextEncoder();
  const headBytes = encoder.encode(JSON.stringify(head));
  const listBytes = encoder.encode(listed.map(({ word, wordClass }) => `${word} ${wordClass}`).join('\n'));
  const bytes = new Uint8Array(FIXED + headBytes.length + listBytes.length + vocabulary.length * 4 + weights.length);
  const view = new DataView(bytes.buffer);
  [MAGIC, headBytes.length, listBytes.length, vocabulary.length].forEach((value, i) => { view.setUint32(i * 4, value, true); });
  bytes.set(headBytes, FIXED);
  bytes.set(listBytes, FIXED + headBytes.length);
  const at = FIXED + headBytes.length + listBytes.length;
  vocabulary.forEach((hash, i) => { view.setUint32(at + i * 4, hash, true); });
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), at + vocabulary.length * 4);
  return bytes;
}

/** The model in a file's bytes; throws for bytes that are none, or of another reading of texts than this release's. */
export function decodeToxicityModel(bytes: Uint8Array): ToxicityModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < FIXED || view.getUint32(0, true) !== MAGIC) throw new Error('These bytes are no toxicity model.');
  const [headLength, listLength, words] = [view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
  const decoder = new TextDecoder();
  const head = JSON.parse(decoder.decode(bytes.subarray(FIXED, FIXED + headLength))) as ToxicityModelHead;
  if (head.reading !== READING_VERSION || head.labels.join() !== TOXICITY_LABELS.join() || head.groups.length !== GROUPS || head.mixer.hidden.length % (INPUTS + 1) !== 0) throw new Error(`The toxicity model ${head.version} is of another release.`);
  const list = decoder.decode(bytes.subarray(FIXED + headLength, FIXED + headLength + listLength));
  const at = FIXED + headLength + listLength;
  const vocabulary = new Uint32Array(words);
  for (let i = 0; i < words; i++) vocabulary[i] = view.getUint32(at + i * 4, true);
  // A copy: the bytes may be part of a larger buffer. 255 becomes -1.
  const weights = new Int8Array(bytes.subarray(at + words * 4));
  if (weights.length !== BUCKETS * head.labels.length) throw new Error(`The toxicity model ${head.version} is cut off.`);
  return { head, knowledge: new WordKnowledge(vocabulary, list === '' ? [] : list.split('\n').map(listedWord)), weights };
}

function listedWord(line: string): ListedWord {
  const [word = '', wordClass = '0'] = line.split(' ');
  return { word, wordClass: Number(wordClass) };
}
