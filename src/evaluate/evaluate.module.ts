import { Module } from '@nestjs/common';
import { AuditSample } from './audit-sample';
import { EvaluateBatch } from './evaluate-batch';
import { EvidenceRounds } from './evidence/evidence-rounds';
import { FoldEvidence } from './evidence/fold-evidence';
import { WatchRules } from './evidence/watch-rules';
import { KeepPartitions } from './keep-partitions';
import { ReplayEvaluation } from './replay-evaluation';
import { RuleSetVersions } from './rule-set-versions';
import { RunningRuleSets } from './running-rule-sets';
import { GatherSignals } from './signals/gather-signals';
import { NearCopies } from './signals/near-copies';
import { SignalModels } from './signals/signal-models';

const signals = [GatherSignals, NearCopies, SignalModels];

/** ② Judges: gathers facts, calls the engine, keeps the explanation. */
@Module({ providers: [...signals, AuditSample, RunningRuleSets, EvaluateBatch, KeepPartitions, FoldEvidence, WatchRules, EvidenceRounds, RuleSetVersions, ReplayEvaluation], exports: [GatherSignals, NearCopies, ReplayEvaluation, AuditSample, RunningRuleSets, EvaluateBatch, KeepPartitions] })
export class EvaluateModule {}
