import { Module } from '@nestjs/common';
import { EvaluateModule } from '../evaluate/evaluate.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { ListStatements } from './list-statements';
import { StateReasons } from './state-reasons';
import { StatementsController } from './statements.controller';

/** Wing E, what the law asks: reasons for what is restricted. */
@Module({ imports: [EvaluateModule, JobsModule], controllers: [StatementsController], providers: [StateReasons, ListStatements] })
export class LawModule {}
