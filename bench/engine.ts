import { decide } from '../src/engine/decide/decide';
import { compileRuleSet } from '../src/engine/language/compile';
import { starterPack } from '../src/rules/starter/starter-pack';
import { type Conditions, figure, percentile, type Result } from './report';
import { NEWCOMER } from './newcomer';
import { texts } from './texts';

const COMMENTS = 5_000;
const ROUNDS = 3;

/** What judging costs: the starter rules on comments of ordinary length, one core, no I/O. */
export async function benchEngine(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const { document } = await starterPack();
  const began = performance.now();
  const ruleSet = compileRuleSet(document);
  const compileSeconds = (performance.now() - began) / 1_000;
  const { source, bodies } = texts(COMMENTS, dataDir);
  const one = (body: string): void => void decide(ruleSet, NEWCOMER, { body, format: 'text' });
  bodies.forEach(one);
  const [means, cpus, p50s, p99s]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const start = performance.now();
    bodies.forEach(one);
    const { user, system } = process.cpuUsage(before);
    cpus.push((user + system) / bodies.length);
    means.push(((performance.now() - start) * 1_000) / bodies.length);
    const each = Float64Array.from(bodies, (body) => {
      const at = performance.now();
      one(body);
      return (performance.now() - at) * 1_000;
    }).sort();
    p50s.push(percentile(each, 0.5));
    p99s.push(percentile(each, 0.99));
  }
  const { rules, matcher } = ruleSet;
  return {
    results: [
      figure('engine.mean_us', 'µs', means),
      figure('engine.cpu_us', 'µs', cpus),
      figure('engine.per_s', 'comments/s', means.map((mean) => 1e6 / mean)),
      figure('engine.p50_us', 'µs', p50s),
      figure('engine.p99_us', 'µs', p99s),
      figure('engine.compile_starter_s', 's', [compileSeconds]),
    ],
    conditions: { 'engine.texts': source, 'engine.comments': bodies.length, 'engine.meanLength': Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length), 'engine.rules': rules.length, 'engine.terms': matcher.size.terms, 'engine.patterns': matcher.size.patterns },
  };
}
