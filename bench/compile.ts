import { setImmediate as nextTurn } from 'node:timers/promises';
import { dictionary } from '../src/evaluate/dictionary';
import { compileForJudging } from '../src/evaluate/compile-for-judging';
import { largeRuleSet } from './matching';
import { type Conditions, figure, percentile, type Result } from './report';

const ENTRIES = 100_000;
const PATTERNS = 1_000;
const ROUNDS = 3;
/** How long the event loop may be away from requests. */
const BARS = 'compile 10 s, pause 200 ms, rss 350 MB with 10,000 terms';

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly pauses: Float64Array;
}

/** Compiles while it notes how long each turn of the event loop takes: no request waits longer for its turn. */
async function compileAndWatch(document: Parameters<typeof compileForJudging>[0]): Promise<Run> {
  const turns: number[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  let isDone = false;
  const compiling = compileForJudging(document).finally(() => { isDone = true; });
  let before = start;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- because it is set when the promise settles
  while (!isDone) {
    await nextTurn();
    const now = performance.now();
    turns.push(now - before);
    before = now;
  }
  await compiling;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - start) / 1_000, cpuSeconds: (user + system) / 1e6, pauses: Float64Array.from(turns).sort() };
}

/** What compiling costs those who wait: 100,000 list entries and 1,000 patterns, in the process that answers requests. */
export async function benchCompile(): Promise<{ results: Result[]; conditions: Conditions }> {
  await dictionary();
  const usual = await largeRuleSet();
  const runs: Run[] = [];
  const large = await largeRuleSet({ terms: ENTRIES, patterns: PATTERNS });
  const small = await compileAndWatch(usual);
  const compiled = await compileForJudging(usual);
  const rss = process.memoryUsage().rss / 1e6;
  for (let round = 0; round < ROUNDS; round++) runs.push(await compileAndWatch(large));
  const huge = await compileForJudging(large);
  return {
    results: [
      figure('engine.compile_s', 's', runs.map(({ seconds }) => seconds)),
      figure('engine.compile_cpu_s', 's', runs.map(({ cpuSeconds }) => cpuSeconds)),
      figure('engine.compile_10k_s', 's', [small.seconds]),
      figure('engine.compile_pause_p99_ms', 'ms', runs.map(({ pauses }) => percentile(pauses, 0.99))),
      figure('engine.compile_pause_max_ms', 'ms', runs.map(({ pauses }) => pauses.at(-1) ?? 0)),
      figure('engine.rss_mb', 'MB', [rss]),
      figure('engine.rss_100k_mb', 'MB', [process.memoryUsage().rss / 1e6]),
      figure('engine.automaton_mb', 'MB', [compiled.matcher.size.automatonBytes / 1e6]),
      figure('engine.automaton_100k_mb', 'MB', [huge.matcher.size.automatonBytes / 1e6]),
    ],
    conditions: { 'compile.terms': huge.matcher.size.terms, 'compile.patterns': huge.matcher.size.patterns, 'compile.states': huge.matcher.size.states, 'compile.bars': BARS },
  };
}
