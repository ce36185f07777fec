import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationError } from '../src/engine/signals/toxicity/calibration';
import { IDENTITY_TERMS } from '../src/engine/signals/toxicity/identity-terms';
import { type ToxicityLabel, TOXICITY_LABELS, type ToxicityScores } from '../src/engine/signals/toxicity/labels';
import { scoreToxicity } from '../src/engine/signals/toxicity/score';
import { areaUnderCurve } from '../src/engine/signals/validation';
import { DEFAULT_MODEL_FILE, shippedToxicityModel } from '../src/evaluate/signals/toxicity/model-file';
import { type Example, readCorpus } from '../scripts/toxicity/corpus';
import { readLexicon } from '../scripts/toxicity/lexicon';
import { trainToxicity } from '../scripts/toxicity/train-toxicity';
import { DISGUISES, MORE_DISGUISES } from '../test/support/evasion/disguises';
import { BENIGN_SENTENCES } from './benign-sentences';
import { type Conditions, figure, type Result } from './report';

const SIX = TOXICITY_LABELS.filter((label) => label !== 'SPAM');
/**
 * Of Kaggle's 159,571 training comments this file is a choice of 18,073 with four times the share of toxic ones. So many comments of the whole
 * stand behind each of the file's: with them as weights a figure says what it would be on the whole.
 */
const BEHIND = { toxic: 15_294 / 7_014, harmless: 144_277 / 11_059 };
/** Share of harmless comments above the threshold that the identity sentences are held against. */
const ALARMS = 0.05;
const FILES = ['toxicity', 'spam'];

interface Scored {
  readonly example: Example;
  readonly scores: ToxicityScores;
}

const model = shippedToxicityModel;
const scored = (examples: readonly Example[]): Scored[] => examples.map((example) => ({ example, scores: { ...scoreToxicity(model(), { body: example.text, format: example.format }) } }));

/**
 * What the shipped toxicity model is worth, on the texts of `DIR/toxicity` and `DIR/spam` that it has not learned from (a quarter by hash of id or text),
 * on harmless sentences about people, and on the same texts in disguise. Nothing without the files.
 */
export function benchToxicity(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  if (dataDir === null || !FILES.every((name) => existsSync(join(dataDir, name)))) {
    console.log('no toxicity/ and spam/: give the folder that holds them with --data');
    return Promise.resolve({ results: [], conditions: {} });
  }
  return measured(readCorpus(dataDir).filter(({ part }) => part === 'test'));
}

async function measured(test: readonly Example[]): Promise<{ results: Result[]; conditions: Conditions }> {
  const all = scored(test);
  const jigsaw = all.filter(({ example }) => example.source.startsWith('jigsaw'));
  const results = [...labels(jigsaw), ...otherSets(all), ...calibration(jigsaw), ...identity(jigsaw), ...(await disguised(jigsaw)), ...cost(jigsaw)];
  return { results, conditions: { 'toxicity.model': model().head.version, 'toxicity.held_out': jigsaw.length, 'toxicity.all_held_out': all.length } };
}

const area = (of: readonly Scored[], label: ToxicityLabel, isBad: (example: Example) => boolean = ({ labels: said }) => said[label] === true): number => areaUnderCurve(of.map(({ example, scores }) => ({ score: scores[label], isBad: isBad(example) }))) ?? Number.NaN;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const one = (name: string, unit: string, value: number): Result => figure(`toxicity.${name}`, unit, [value]);

function labels(jigsaw: readonly Scored[]): Result[] {
  const areas = SIX.map((label) => area(jigsaw, label));
  const natural = SIX.map((label) => weightedArea(jigsaw, label));
  return [
    ...SIX.map((label, l) => one(`auc.${label.toLowerCase()}`, 'ratio', areas[l] ?? 0)),
    one('auc.mean', 'ratio', mean(areas)),
    ...SIX.map((label, l) => one(`auc_natural_mix.${label.toLowerCase()}`, 'ratio', natural[l] ?? 0)),
    one('auc_natural_mix.mean', 'ratio', mean(natural)),
  ];
}

/** The area under the curve with each comment counted as often as it stands for one of the whole. */
function weightedArea(jigsaw: readonly Scored[], label: ToxicityLabel): number {
  const sorted = [...jigsaw].sort((a, b) => a.scores[label] - b.scores[label]);
  let [below, above, positives] = [0, 0, 0];
  for (const { example } of sorted) {
    const weight = example.labels.TOXICITY === true ? BEHIND.toxic : BEHIND.harmless;
    if (example.labels[label] !== true) below += weight;
    else [above, positives] = [above + weight * below, positives + weight];
  }
  return above / (positives * below);
}

function otherSets(all: readonly Scored[]): Result[] {
  const of = (...sources: readonly Example['source'][]): Scored[] => all.filter(({ example }) => sources.includes(example.source));
  const news = of('news', 'news-cut');
  const whole = new Map(of('news').map((each) => [each.example.pair, each.scores.TOXICITY]));
  const pairs = of('news-cut');
  return [
    one('news.auc', 'ratio', area(news, 'TOXICITY', ({ source }) => source === 'news')),
    one('news.pairs_in_order', 'share', pairs.filter(({ example, scores }) => (whole.get(example.pair) ?? 0) > scores.TOXICITY).length / pairs.length),
    one('edos.auc_toxicity', 'ratio', area(of('edos'), 'TOXICITY', ({ about }) => about !== 'none')),
    one('edos.auc_identity_attack', 'ratio', area(of('edos'), 'IDENTITY_ATTACK', ({ about }) => about !== 'none')),
    one('germeval.auc', 'ratio', area(of('germeval'), 'TOXICITY', ({ about }) => about !== 'OTHER')),
    one('youtube.auc_spam', 'ratio', area(of('youtube'), 'SPAM')),
    one('sms.auc_spam', 'ratio', area(of('sms'), 'SPAM')),
  ];
}

function calibration(jigsaw: readonly Scored[]): Result[] {
  const errors = SIX.map((label) => calibrationError(jigsaw.map(({ example, scores }) => ({ score: scores[label], isPositive: example.labels[label] === true }))));
  return [...SIX.map((label, l) => one(`calibration_error.${label.toLowerCase()}`, 'ratio', errors[l] ?? 0)), one('calibration_error.largest', 'ratio', Math.max(...errors))];
}

/** How many harmless sentences about people score above what 5 % of harmless comments score. */
function identity(jigsaw: readonly Scored[]): Result[] {
  const harmless = jigsaw.filter(({ example }) => example.labels.TOXICITY === false).map(({ scores }) => scores.TOXICITY).sort((a, b) => b - a);
  const threshold = harmless[Math.floor(harmless.length * ALARMS)] ?? 1;
  const alarms = IDENTITY_TERMS.map((term) => BENIGN_SENTENCES.filter((sentence) => scoreToxicity(model(), { body: sentence.replaceAll('{}', term), format: 'text' }).TOXICITY > threshold).length / BENIGN_SENTENCES.length);
  console.log(`harmless sentences above ${threshold.toFixed(3)}: ${BENIGN_SENTENCES.filter((sentence) => scoreToxicity(model(), { body: sentence.replaceAll('{}', 'gay'), format: 'text' }).TOXICITY > threshold).join(' / ') || 'none'}`);
  return [one('identity.threshold', 'score', threshold), one('identity.false_alarms_worst_term', 'share', Math.max(...alarms)), one('identity.false_alarms_mean', 'share', mean(alarms))];
}

/** What the areas lose when every listed word of four letters and more is written in disguise. */
async function disguised(jigsaw: readonly Scored[]): Promise<Result[]> {
  const listed = new Set((await readLexicon()).filter(({ word, wordClass }) => word.length > 3 && wordClass >= 4).map(({ word }) => word));
  const plain = mean(SIX.map((label) => area(jigsaw, label)));
  const losses = [...DISGUISES, ...MORE_DISGUISES].filter(({ name }) => name !== 'plain').map(({ name, of }) => {
    const changed = jigsaw.map(({ example }) => ({ ...example, text: example.text.replaceAll(/[a-z]{4,}/gi, (word) => (listed.has(word.toLowerCase()) ? of(word.toLowerCase(), word.toLowerCase()) : word)) }));
    const again = scored(changed);
    const loss = plain - mean(SIX.map((label) => area(again, label)));
    return { name, loss };
  });
  return [...losses.map(({ name, loss }) => one(`auc_loss.${name.toLowerCase().replaceAll(' ', '_')}`, 'ratio', loss)), one('auc_loss.worst', 'ratio', Math.max(...losses.map(({ loss }) => loss)))];
}

/** Processor time for comments of about 200 characters, and what the file takes. */
function cost(jigsaw: readonly Scored[]): Result[] {
  const bodies = jigsaw.map(({ example }) => example.text).filter((text) => text.length >= 200).map((text) => text.slice(0, 200)).slice(0, 2_000);
  const runs = Array.from({ length: 6 }, () => {
    const began = process.cpuUsage();
    for (const body of bodies) scoreToxicity(model(), { body, format: 'text' });
    const { user, system } = process.cpuUsage(began);
    return (user + system) / bodies.length;
  }).slice(1);
  return [figure('toxicity.score', 'us', runs), one('weights', 'bytes', statSync(join(__dirname, '..', DEFAULT_MODEL_FILE)).size)];
}

/** Trains twice and compares: with each other and with what is shipped. Nothing without the files. */
export async function benchToxicityTraining(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  if (dataDir === null || !FILES.every((name) => existsSync(join(dataDir, name)))) {
    console.log('no toxicity/ and spam/: give the folder that holds them with --data');
    return { results: [], conditions: {} };
  }
  const seconds: number[] = [];
  const files: Buffer[] = [];
  for (let run = 0; run < 2; run++) {
    const began = process.cpuUsage();
    files.push(Buffer.from(await trainToxicity(dataDir, () => undefined)));
    seconds.push(process.cpuUsage(began).user / 1e6);
  }
  const { readFileSync } = await import('node:fs');
  const shipped = readFileSync(join(__dirname, '..', DEFAULT_MODEL_FILE));
  return { results: [figure('toxicity.train', 's', seconds), one('train_is_repeatable', 'yes=1', files[0]?.equals(files[1] ?? Buffer.alloc(0)) === true ? 1 : 0), one('train_gives_what_is_shipped', 'yes=1', files[0]?.equals(shipped) === true ? 1 : 0)], conditions: {} };
}
