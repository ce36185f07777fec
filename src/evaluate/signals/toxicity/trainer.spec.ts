import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOXICITY_LABELS } from '../../../engine/signals/toxicity/labels';
import { INPUTS, MIXED } from '../../../engine/signals/toxicity/mixer';
import { decodeToxicityModel, type ToxicityModel } from '../../../engine/signals/toxicity/model';
import { DEFAULT_IDENTITY_TERMS, linearToxicity, mixerInputs, scoreToxicity } from '../../../engine/signals/toxicity/score';
import { readMatrix } from '../../../../scripts/toxicity/matrix';
import { shippedToxicityModel } from './model-file';

const LABELS = TOXICITY_LABELS.length;
const HARSH = ['You are a stupid idiot', 'Shut up, you moron', 'What a load of crap from a liar', 'I will kill you, scum', 'Go away, you filthy troll'];
const KIND = ['Thank you for the article', 'The council meets on Tuesday', 'I learned a lot from this page', 'Please add a source to the second part', 'The bridge was built in 1902'];
const TEXTS = ['You are a stupid idiot.', 'Thank you for this article, dear editors.', '', 'f.u.c.k this, seriously', 'My gay friend reads here, too.'];

/** A hundred or so rows of each file that the trainer wants. */
function writeData(dir: string): void {
  const rows = Array.from({ length: 120 }, (_, i) => ({ i, isHarsh: i % 2 === 0, text: `${(i % 2 === 0 ? HARSH : KIND)[(i >> 1) % 5] ?? ''} number ${String(i)}` }));
  const write = (path: string, lines: readonly string[]): void => { writeFileSync(join(dir, path), `${lines.join('\n')}\n`); };
  mkdirSync(join(dir, 'toxicity'));
  mkdirSync(join(dir, 'spam'));
  write('toxicity/jigsaw_train.csv', ['id,source,split_used,comment_text,toxic,severe_toxic,obscene,threat,insult,identity_hate', ...rows.map(({ i, isHarsh, text }) => [`id${String(i)}`, 'predibase', 'train', `"${text}"`, ...Array.from({ length: 6 }, () => (isHarsh ? '1' : '0'))].join(','))]);
  write('toxicity/toxic_spans_train.csv', ['spans,text', '"[0, 1, 2, 3, 4, 5]","Idiots again at the town hall"']);
  write('toxicity/edos.csv', ['rewire_id,text,label_sexist,label_category', 'a,"A post about somebody",not sexist,none']);
  write('toxicity/germeval2018_train.tsv', ['Guten Morgen an alle\tOTHER\tOTHER']);
  for (const name of ['Youtube01-Psy', 'Youtube02-KatyPerry', 'Youtube03-LMFAO']) write(`spam/${name}.csv`, ['COMMENT_ID,CONTENT,CLASS', ...rows.map(({ i, isHarsh }) => `${String(i)},"${isHarsh ? 'Subscribe to my channel for free money' : 'I love this song'} ${name} ${String(i)}",${isHarsh ? '1' : '0'}`)]);
  write('spam/SMSSpamCollection.tsv', ['ham\tSee you at six', 'spam\tWin a prize now']);
}

describe('the trainer of the toxicity model', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'weir-toxicity-'));
    writeData(dir);
  });
  afterAll(() => { rmSync(dir, { recursive: true }); });

  it('makes the same bytes of the same files, which the scorer reads', () => {
    const [first, second] = [trained(dir, 'first.bin'), trained(dir, 'second.bin')];
    expect(first.equals(second)).toBe(true);
    const model = decodeToxicityModel(first);
    expect(model.head.version).toMatch(/^linear-[\da-f]{8}$/);
    const about = (body: string): number => scoreToxicity(model, { body, format: 'text' }).INSULT;
    expect(about('You are a stupid liar')).toBeGreaterThan(about('Thank you for the bridge'));
  });

  it.each(TEXTS)('reads and sums up a text as the scorer does: %j', (text) => {
    const model = shippedToxicityModel();
    const expected = linearToxicity(model, { body: text, format: 'text' }).slice();
    const ours = sums(model, text);
    expect(ours).toHaveLength(LABELS);
    ours.forEach((sum, l) => { expect(sum).toBeCloseTo(expected[l] ?? Number.NaN, 5); });
  });

  it('gives the network the sums, the worst stretches and the length', () => {
    const model = shippedToxicityModel();
    const inputs = (body: string): Float64Array => mixerInputs(model, { body, format: 'text' }).slice();
    const three = inputs('you stupid idiot');
    expect(three).toHaveLength(INPUTS);
    expect(three.slice(0, MIXED)).toEqual(linearToxicity(model, { body: 'you stupid idiot', format: 'text' }).slice(0, MIXED));
    const long = inputs('the river is high today and you stupid idiot went to the bridge with a boat of your own');
    // Among harmless words the same three are the worst three of every label that they speak for.
    expect(long[MIXED]).toBe(three[MIXED]);
    expect(long[INPUTS - 1]).toBeCloseTo(Math.log(20));
    expect(inputs('')).toEqual(new Float64Array(INPUTS));
  });
});

/** What the command writes; a process of its own, in which numbers are faster than within the test runner. */
function trained(dir: string, name: string): Buffer {
  const [file, root] = [join(dir, name), join(__dirname, '..', '..', '..', '..')];
  execFileSync(process.execPath, ['--require', './scripts/typescript-hook.cjs', 'scripts/toxicity/train.ts', '--data', dir, '--out', file], { cwd: root, stdio: 'pipe' });
  return readFileSync(file);
}

/** The sums by the trainer's reading of a text, as it has them while it learns. */
function sums({ knowledge, weights, head }: ToxicityModel, text: string): number[] {
  const { buckets, values } = readMatrix([{ text, format: 'text' }], knowledge, DEFAULT_IDENTITY_TERMS, head.groups);
  return TOXICITY_LABELS.map((_, l) => buckets.reduce((sum, bucket, at) => sum + (values[at] ?? 0) * (weights[bucket * LABELS + l] ?? 0), 0) * (head.step[l] ?? 0));
}
