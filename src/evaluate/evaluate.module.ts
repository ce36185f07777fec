import { Module } from '@nestjs/common';
import { AuditSample } from './audit-sample';
import { EvaluateBatch } from './evaluate-batch';
import { EvidenceRounds } from './evidence/evidence-rounds';
import { FoldEvidence } from './evidence/fold-evidence';
import { WatchRules } from './evidence/watch-rules';
import { KeepPartitions } from './keep-partitions';
import { RunningRuleSets } from './running-rule-sets';

/** ② Judges: gathers facts, calls the engine, keeps the explanation. */
@Module({ providers: [AuditSample, RunningRuleSets, EvaluateBatch, KeepPartitions, FoldEvidence, WatchRules, EvidenceRounds], exports: [AuditSample, RunningRuleSets, EvaluateBatch, KeepPartitions] })
export class EvaluateModule {}
