import { decide } from '../engine/decide/decide';
import type { CompiledRuleSet } from '../engine/decide/compiled-rule-set';
import type { Facts } from '../engine/facts';
import type { Verdict } from '../engine/verdict';
import { JUDGING_VERSION } from './judging-version';
import { bareFacts, type Counted, factsOf } from './facts';
import type { JudgedComment } from './judged-comment';
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

/** The engine's verdict with the time it took. An exception, in the facts too, holds this comment alone; `onError` hears of it. */
export function judge(ruleSet: CompiledRuleSet, comment: JudgedComment, counted: Counted, onError: (error: unknown) => void): Judgement {
  const began = process.hrtime.bigint();
  const { facts, verdict } = safely(ruleSet, comment, counted, onError);
  const tookUs = Number((process.hrtime.bigint() - began) / 1_000n);
  metrics.judgeSeconds.observe(tookUs / 1_000_000);
  metrics.commentsJudged.inc({ event: facts.event, action: verdict.action });
  return { facts, verdict, tookUs, engineVersion: JUDGING_VERSION };
}

function safely(ruleSet: CompiledRuleSet, comment: JudgedComment, counted: Counted, onError: (error: unknown) => void): Pick<Judgement, 'facts' | 'verdict'> {
  try {
    const facts = factsOf(comment, counted);
    return { facts, verdict: decide(ruleSet, facts, comment.text) };
  } catch (error) {
    metrics.engineErrors.inc();
    onError(error);
    return { facts: bareFacts(comment, counted), verdict: ENGINE_ERROR };
  }
}
