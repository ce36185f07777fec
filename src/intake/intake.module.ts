import { Module } from '@nestjs/common';
import { EvaluateModule } from '../evaluate/evaluate.module';

/** ① Receives: comments, edits, withdrawals, reports and articles. */
@Module({ imports: [EvaluateModule] })
export class IntakeModule {}
