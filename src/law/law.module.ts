import { Module } from '@nestjs/common';
import { EvaluateModule } from '../evaluate/evaluate.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { AnswerNotifier } from './answer-notifier';
import { AuthorStatementsController } from './author-statements.controller';
import { EraseNotifier } from './erase-notifier';
import { FollowNotices } from './follow-notices';
import { ListAuthorStatements } from './list-author-statements';
import { ListNotices } from './list-notices';
import { ListStatements } from './list-statements';
import { NoticesController } from './notices.controller';
import { NotifierSeal } from './notifier';
import { PublicNoticesController } from './public-notices.controller';
import { ReadNotifier } from './read-notifier';
import { ReportController } from './report.controller';
import { ShowStatement } from './show-statement';
import { StateReasons } from './state-reasons';
import { StatementsController } from './statements.controller';
import { TakeNotice } from './take-notice';
import { TellAuthor } from './tell-author';
import { YearlyReport } from './yearly-report';

const statements = [StateReasons, TellAuthor, ListStatements, ShowStatement, ListAuthorStatements];
const notices = [TakeNotice, AnswerNotifier, FollowNotices, ListNotices, NotifierSeal, ReadNotifier, EraseNotifier];

/** Wing E, what the law asks: reasons for what is restricted, and an ear for what is illegal. */
@Module({
  imports: [EvaluateModule, JobsModule],
  controllers: [StatementsController, AuthorStatementsController, NoticesController, PublicNoticesController, ReportController],
  providers: [...statements, ...notices, YearlyReport],
})
export class LawModule {}
