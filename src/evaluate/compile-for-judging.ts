import type { CompiledRuleSet } from '../engine/decide/compiled-rule-set';
import { warmUp } from '../engine/decide/warm-up';
import { compileInSteps, compileRuleSet } from '../engine/language/compile';
import type { RuleSetDocument } from '../engine/language/document';
import type { Steps } from '../engine/steps';
import { type OrdinaryWords, wordsOfAny } from '../engine/text/ordinary-words';
import { dictionary, readDictionary } from './dictionary';

/** Longer than this nobody waits behind a compilation. */
const SLICE_MS = 4;

let before: Promise<unknown> = Promise.resolve();

/**
 * Compiles a checked document for judging in the process that answers requests: in slices of a few milliseconds, between which everything
 * else goes on, one rule set after another. A hundred thousand list entries take some seconds. (A thread of its own could not hand
 * over what it made: compiled patterns cannot be sent.)
 * @throws CompileError or PatternError for a document that the check would have refused.
 */
export function compileForJudging(document: RuleSetDocument): Promise<CompiledRuleSet> {
  const compiling = before.then(() => compile(document));
  before = compiling.catch(() => undefined);
  return compiling;
}

async function compile(document: RuleSetDocument): Promise<CompiledRuleSet> {
  const compiled = await inSlices(compileInSteps(document, { ordinaryWords: await dictionary() }));
  warmUp(compiled);
  return compiled;
}

/** The same for a thread that has nothing else to do. */
export function compileInThread(document: RuleSetDocument): CompiledRuleSet {
  own ??= readDictionary();
  return compileRuleSet(document, { ordinaryWords: own });
}

/** The same rules, in a thread, with the words that a site has learned; see `taught`. */
export function taughtInThread(compiled: CompiledRuleSet, learned: readonly string[]): CompiledRuleSet {
  if (learned.length === 0) return compiled;
  own ??= readDictionary();
  return { ...compiled, matcher: compiled.matcher.knowing(wordsOfAny(new Set(learned), own)) };
}

let own: OrdinaryWords | undefined;

/** For a thread that was given the dictionary of its process, perhaps with what one site has learned: it need not read one of its own. */
export function shareDictionary(words: OrdinaryWords): void {
  own = words;
}

async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
