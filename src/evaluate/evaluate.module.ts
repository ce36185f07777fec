import { Module } from '@nestjs/common';
import { AuditSample } from './audit-sample';
import { EvaluateBatch } from './evaluate-batch';
import { EvidenceRounds } from './evidence/evidence-rounds';
import { FoldEvidence } from './evidence/fold-evidence';
import { LearnWords } from './evidence/learn-words';
import { PublishVocabulary } from './evidence/publish-vocabulary';
import { Vocabularies } from './evidence/vocabularies';
import { VocabularyRounds } from './evidence/vocabulary-rounds';
import { WatchRules } from './evidence/watch-rules';
import { FoldLog } from './fold-log';
import { ForgetLessons } from './forget-lessons';
import { JudgeWithoutRule } from './judge-without-rule';
import { KeepPartitions } from './keep-partitions';
import { ReplayEvaluation } from './replay-evaluation';
import { RuleSetVersions } from './rule-set-versions';
import { RunningRuleSets } from './running-rule-sets';
import { CountOutcomes } from './signals/count-outcomes';
import { ExplainSignals } from './signals/explain-signals';
import { GatherSignals } from './signals/gather-signals';
import { DetectLanguages } from './signals/detect-languages';
import { LearnDecisions } from './signals/learn-decisions';
import { LearnSuggestions } from './signals/learn-suggestions';
import { NearCopies } from './signals/near-copies';
import { PublishModels } from './signals/publish-models';
import { RunEffects } from './signals/run-effects';
import { SignalModels } from './signals/signal-models';
import { SiteFacts } from './signals/site-facts';
import { SignalRounds } from './signals/signal-rounds';
import { ExplainToxicity } from './signals/toxicity/explain-toxicity';
import { HostedModel } from './signals/toxicity/hosted-model';
import { PublishCalibration } from './signals/toxicity/publish-calibration';
import { ScoreToxicity } from './signals/toxicity/score-toxicity';
import { SiteToxicity } from './signals/toxicity/site-toxicity';
import { FoldArrivals } from './surges/fold-arrivals';
import { SurgeRounds } from './surges/surge-rounds';
import { WatchSurges } from './surges/watch-surges';

const signals = [FoldLog, SiteFacts, GatherSignals, NearCopies, SignalModels, LearnDecisions, LearnSuggestions, DetectLanguages, CountOutcomes, RunEffects, PublishModels, SignalRounds, ExplainSignals];
const toxicity = [SiteToxicity, HostedModel, ScoreToxicity, ExplainToxicity, PublishCalibration];
const surges = [FoldArrivals, WatchSurges, SurgeRounds];
const evidence = [FoldEvidence, WatchRules, EvidenceRounds, LearnWords, PublishVocabulary, Vocabularies, VocabularyRounds];

/** ② Judges: gathers facts, calls the engine, keeps the explanation. */
@Module({ providers: [...signals, ...toxicity, ...evidence, ...surges, AuditSample, ForgetLessons, RunningRuleSets, EvaluateBatch, KeepPartitions, RuleSetVersions, ReplayEvaluation, JudgeWithoutRule], exports: [ForgetLessons, ScoreToxicity, SiteToxicity, DetectLanguages, LearnSuggestions, JudgeWithoutRule, FoldLog, Vocabularies, ExplainSignals, GatherSignals, NearCopies, ReplayEvaluation, AuditSample, RunningRuleSets, EvaluateBatch, KeepPartitions] })
export class EvaluateModule {}
