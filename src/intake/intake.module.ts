import { Module } from '@nestjs/common';
import { EvaluateModule } from '../evaluate/evaluate.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { AnalyseYoungTables } from './analyse-young-tables';
import { AppealComment } from './appeal-comment';
import { AppealableDecision } from './appealable';
import { AppealsController } from './appeals.controller';
import { ArticlesController } from './articles.controller';
import { AuthorNotice } from './author-notice';
import { CheckComment } from './check-comment';
import { CommentSignalsController } from './comment-signals.controller';
import { CommentsController } from './comments.controller';
import { CommitBatch } from './commit-batch';
import { AkismetComment } from './dialects/akismet/akismet-comment';
import { AkismetController } from './dialects/akismet/akismet.controller';
import { AkismetTrial } from './dialects/akismet/akismet-trial';
import { AkismetUsage } from './dialects/akismet/akismet-usage';
import { AnswerAkismetCheck } from './dialects/akismet/answer-akismet-check';
import { AnswerAkismetFeedback } from './dialects/akismet/answer-akismet-feedback';
import { CheckAkismetComment } from './dialects/akismet/check-akismet-comment';
import { TakeAkismetFeedback } from './dialects/akismet/take-akismet-feedback';
import { CoralComment } from './dialects/coral/coral-comment';
import { CoralController } from './dialects/coral/coral.controller';
import { CoralTrial } from './dialects/coral/coral-trial';
import { ModerateCoralComment } from './dialects/coral/moderate-coral-comment';
import { TryJudging } from './dialects/try-judging';
import { ScoringDialectsModule } from './dialects/scoring-dialects.module';
import { EnsureDemo } from './demo/ensure-demo';
import { EditComment } from './edit-comment';
import { EditOwnComment } from './edit-own-comment';
import { ExportHistory } from './exports/export-history';
import { ExportsController } from './exports/exports.controller';
import { CancelImport } from './imports/cancel-import';
import { ImportsController } from './imports/imports.controller';
import { MakePastRecords } from './imports/past-records';
import { RunImports } from './imports/run-imports';
import { ShowImports } from './imports/show-imports';
import { StartImport } from './imports/start-import';
import { WritePast } from './imports/write-past';
import { ExplainComment } from './explain-comment';
import { ChangeArticle } from './change-article';
import { JudgeReport } from './judge-report';
import { KeepReportVerdict } from './keep-report-verdict';
import { ListArticles } from './list-articles';
import { Housekeeping } from './housekeeping';
import { IndexWords } from './index-words';
import { IntakeLine } from './intake-line';
import { ListNearDuplicates } from './list-near-duplicates';
import { ListPublished } from './list-published';
import { PrepareSubmission } from './prepare-submission';
import { PublishedDoor } from './published-door';
import { PutArticle } from './put-article';
import { ReadArticle } from './read-article';
import { JudgeAgain } from './judge-again';
import { ReadComment } from './read-comment';
import { Repeats } from './repeats';
import { ReportComment } from './report-comment';
import { StoredComment } from './stored-comment';
import { SearchComments } from './search-comments';
import { Nudge } from './nudge';
import { NudgeTokens } from './nudge-tokens';
import { SubmitBatch } from './submit-batch';
import { SubmitComment } from './submit-comment';
import { ReadSurroundings } from './surroundings';
import { VisibleComment } from './visible-comment';
import { WithdrawComment } from './withdraw-comment';
import { WriteComments } from './write-comments';

const akismet = [AkismetComment, AkismetTrial, AkismetUsage, AnswerAkismetCheck, AnswerAkismetFeedback, CheckAkismetComment, TakeAkismetFeedback];
const coral = [CoralComment, CoralTrial, ModerateCoralComment];

/** ① Receives: comments, edits, withdrawals, reports and articles. */
@Module({
  imports: [EvaluateModule, JobsModule, ScoringDialectsModule],
  controllers: [CommentsController, AppealsController, CommentSignalsController, ArticlesController, ImportsController, ExportsController, AkismetController, CoralController],
  providers: [
    SubmitComment, PrepareSubmission, IntakeLine, CommitBatch, SubmitBatch, Nudge, NudgeTokens, Repeats, ReadSurroundings, WriteComments,
    CheckComment, ReadComment, VisibleComment, SearchComments, EditComment, EditOwnComment, StoredComment, JudgeAgain, WithdrawComment, ReportComment, AppealComment, AppealableDecision, AuthorNotice,
    ListPublished, PublishedDoor, ListNearDuplicates, ExplainComment, PutArticle, ReadArticle, ListArticles, ChangeArticle, JudgeReport, KeepReportVerdict, EnsureDemo, Housekeeping, AnalyseYoungTables, IndexWords,
    StartImport, ShowImports, CancelImport, RunImports, WritePast, MakePastRecords, ExportHistory,
    ...akismet, ...coral, TryJudging,
  ],
})
export class IntakeModule {}
