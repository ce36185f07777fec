import { Module } from '@nestjs/common';
import { EvaluateModule } from '../evaluate/evaluate.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { AuthorStatementsController } from './author-statements.controller';
import { ListAuthorStatements } from './list-author-statements';
import { ListStatements } from './list-statements';
import { ShowStatement } from './show-statement';
import { StateReasons } from './state-reasons';
import { StatementsController } from './statements.controller';
import { TellAuthor } from './tell-author';

/** Wing E, what the law asks: reasons for what is restricted. */
@Module({
  imports: [EvaluateModule, JobsModule],
  controllers: [StatementsController, AuthorStatementsController],
  providers: [StateReasons, TellAuthor, ListStatements, ShowStatement, ListAuthorStatements],
})
export class LawModule {}
