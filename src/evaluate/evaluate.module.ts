import { Module } from '@nestjs/common';
import { EvaluateBatch } from './evaluate-batch';
import { KeepPartitions } from './keep-partitions';
import { RunningRuleSets } from './running-rule-sets';

/** ② Judges: gathers facts, calls the engine, keeps the explanation. */
@Module({ providers: [RunningRuleSets, EvaluateBatch, KeepPartitions], exports: [RunningRuleSets, EvaluateBatch, KeepPartitions] })
export class EvaluateModule {}
