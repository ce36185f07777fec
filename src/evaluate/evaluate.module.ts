import { Module } from '@nestjs/common';
import { EvaluateBatch } from './evaluate-batch';
import { RunningRuleSets } from './running-rule-sets';

/** ② Judges: gathers facts, calls the engine, keeps the explanation. */
@Module({ providers: [RunningRuleSets, EvaluateBatch], exports: [RunningRuleSets, EvaluateBatch] })
export class EvaluateModule {}
