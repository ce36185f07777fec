import 'reflect-metadata';
import { benchBacktest } from './backtest';
import { benchBayes } from './bayes';
import { benchClaims } from './claims';
import { benchCompile } from './compile';
import { benchDesk } from './desk';
import { benchEngine } from './engine';
import { benchImport } from './import';
import { benchIntake } from './intake';
import { benchLists } from './lists';
import { benchMatching } from './matching';
import { benchNearDuplicates } from './near-duplicates';
import { benchPerspective } from './perspective';
import { benchPublished } from './published';
import { type Conditions, publish, type Result } from './report';
import { benchRuleExamples } from './rule-examples';
import { benchSpamFiles } from './spam-files';
import { benchStart } from './start';
import { benchToxicSpans } from './toxic-spans';
import { benchToxicity, benchToxicityTraining } from './toxicity';

type Bench = (dataDir: string | null) => Promise<{ results: Result[]; conditions: Conditions }>;

const BENCHES: Readonly<Record<string, Bench>> = { engine: benchEngine, compile: benchCompile, matching: benchMatching, start: benchStart, intake: benchIntake, perspective: benchPerspective, published: benchPublished, backtest: benchBacktest, import: benchImport, 'spam-files': benchSpamFiles, 'toxic-spans': benchToxicSpans, 'rule-examples': benchRuleExamples, bayes: benchBayes, toxicity: benchToxicity, 'toxicity-training': benchToxicityTraining, 'near-duplicates': benchNearDuplicates, claims: benchClaims, lists: benchLists, desk: benchDesk };

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const at = args.indexOf('--data');
  const dataDir = at < 0 ? null : (args[at + 1] ?? null);
  const names = args.filter((arg, index) => !arg.startsWith('--') && (at < 0 || index !== at + 1));
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) throw new Error(`There is no benchmark named ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`);
  const results: Result[] = [];
  let conditions: Conditions = {};
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`measuring ${name} …`);
    const measured = await bench(dataDir);
    results.push(...measured.results);
    conditions = { ...conditions, ...measured.conditions };
  }
  publish(results, conditions);
}

void main();
