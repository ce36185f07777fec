import { decide } from '../engine/decide/decide';
import type { CompiledRuleSet } from '../engine/decide/compiled-rule-set';
import type { Facts, JudgedText } from '../engine/facts';
import type { Verdict } from '../engine/verdict';
import { ENGINE_VERSION } from '../engine/version';
import { metrics } from '../platform/metrics/metrics';

export interface Judgement {
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly tookUs: number;
  readonly engineVersion: string;
}

/** Held, so that a person looks: what judging that broke makes of a comment. Never published, never lost. */
const ENGINE_ERROR: Verdict = {
  action: 'hold',
  primaryRule: 'engine_error',
  reason: 'Judging failed; a person must look',
  policy: null,
  score: { total: 0, shadow: 0, groups: {} },
  queue: 'system',
  urgency: 'normal',
  tags: [],
  labels: [],
  notify: [],
  closeArticle: false,
  authorMessage: null,
  hits: [],
  errors: [],
  evaluated: 0,
};

/** The engine's verdict with the time it took. An exception holds this comment alone; `onError` hears of it. */
export function judge(ruleSet: CompiledRuleSet, facts: Facts, text: JudgedText, onError: (error: unknown) => void): Judgement {
  const began = process.hrtime.bigint();
  const verdict = safely(ruleSet, facts, text, onError);
  const tookUs = Number((process.hrtime.bigint() - began) / 1_000n);
  metrics.judgeSeconds.observe(tookUs / 1_000_000);
  metrics.commentsJudged.inc({ event: facts.event, action: verdict.action });
  return { facts, verdict, tookUs, engineVersion: ENGINE_VERSION };
}

function safely(ruleSet: CompiledRuleSet, facts: Facts, text: JudgedText, onError: (error: unknown) => void): Verdict {
  try {
    return decide(ruleSet, facts, text);
  } catch (error) {
    metrics.engineErrors.inc();
    onError(error);
    // A closed article rejects whatever the engine cannot say; everything else is held.
    return facts.base === 'reject' ? { ...ENGINE_ERROR, action: 'reject' } : ENGINE_ERROR;
  }
}
