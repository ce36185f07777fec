// Order is history: append only. A file that is not listed here does not exist.
import { CreateSitesAndPeople1764000000000 } from './1764000000000-create-sites-and-people';
import { CreateComments1764000001000 } from './1764000001000-create-comments';
import { CreateJudging1764000002000 } from './1764000002000-create-judging';
import { CreateReview1764000003000 } from './1764000003000-create-review';
import { CreateWebhooks1764000004000 } from './1764000004000-create-webhooks';
import { AddSiteSsoSecret1764000005000 } from './1764000005000-add-site-sso-secret';
import { IndexApiKeysBySecret1764000006000 } from './1764000006000-index-api-keys-by-secret';
import { IndexReviewLists1764000007000 } from './1764000007000-index-review-lists';
import { IndexOutboxBySite1764000008000 } from './1764000008000-index-outbox-by-site';
import { KeepMetadataAsSent1764000009000 } from './1764000009000-keep-metadata-as-sent';
import { IndexResolvedItems1764000010000 } from './1764000010000-index-resolved-items';
import { IndexFailedJudgements1764000011000 } from './1764000011000-index-failed-judgements';
import { LightenCountersAndEvaluations1764000012000 } from './1764000012000-lighten-counters-and-evaluations';
import { WriteRuleSets1764000013000 } from './1764000013000-write-rule-sets';
import { CountRuleEvidence1764000015000 } from './1764000015000-count-rule-evidence';
import { BrakeRules1764000016000 } from './1764000016000-brake-rules';
import { KeepBacktests1764000017000 } from './1764000017000-keep-backtests';
import { KeepNearDuplicates1764000019000 } from './1764000019000-keep-near-duplicates';
import { LearnFromDecisions1764000020000 } from './1764000020000-learn-from-decisions';
import { KeepLabels1764000021000 } from './1764000021000-keep-labels';
import { PlaceEventsApart1764000022000 } from './1764000022000-place-events-apart';
import { LearnWords1764000023000 } from './1764000023000-learn-words';
import { DecideInBulk1764000024000 } from './1764000024000-decide-in-bulk';
import { JudgeAuthors1764000025000 } from './1764000025000-judge-authors';
import { ListWaitingItems1764000026000 } from './1764000026000-list-waiting-items';
import { KeepNotesTagsAndViews1764000027000 } from './1764000027000-keep-notes-tags-and-views';
import { CountDeskWork1764000028000 } from './1764000028000-count-desk-work';
import { SumDeskDays1764000029000 } from './1764000029000-sum-desk-days';
import { WeighReportsAndTakeAppeals1764000030000 } from './1764000030000-weigh-reports-and-take-appeals';
import { WritePoliciesAndTemplates1764000031000 } from './1764000031000-write-policies-and-templates';
import { ListArticles1764000032000 } from './1764000032000-list-articles';
import { WatchArrivals1764000033000 } from './1764000033000-watch-arrivals';
import { SearchComments1764000034000 } from './1764000034000-search-comments';
import { ConnectDialects1764000038000 } from './1764000038000-connect-dialects';
import { CountConnectionUsage1764000038100 } from './1764000038100-count-connection-usage';
import { ScoreToxicity1764000040000 } from './1764000040000-score-toxicity';
import { KeepImports1764000041000 } from './1764000041000-keep-imports';
import { ErasePeople1764000050000 } from './1764000050000-erase-people';
import { LetDataExpire1764000051000 } from './1764000051000-let-data-expire';
import { GuardAccounts1764000056001 } from './1764000056001-guard-accounts';
import { StateReasons1764000060002 } from './1764000060002-state-reasons';
import { InvitePeople1764000062000 } from './1764000062000-invite-people';
import { TakeNotices1764000063000 } from './1764000063000-take-notices';
import { LinkIdentities1764000066000 } from './1764000066000-link-identities';
import { HoldKeys1764000067000 } from './1764000067000-hold-keys';
import { KeepSuggestedScores1764000039000 } from './1764000039000-keep-suggested-scores';

export const migrations = [
  CreateSitesAndPeople1764000000000,
  CreateComments1764000001000,
  CreateJudging1764000002000,
  CreateReview1764000003000,
  CreateWebhooks1764000004000,
  AddSiteSsoSecret1764000005000,
  IndexApiKeysBySecret1764000006000,
  IndexReviewLists1764000007000,
  IndexOutboxBySite1764000008000,
  KeepMetadataAsSent1764000009000,
  IndexResolvedItems1764000010000,
  IndexFailedJudgements1764000011000,
  LightenCountersAndEvaluations1764000012000,
  WriteRuleSets1764000013000,
  CountRuleEvidence1764000015000,
  BrakeRules1764000016000,
  KeepBacktests1764000017000,
  KeepNearDuplicates1764000019000,
  LearnFromDecisions1764000020000,
  KeepLabels1764000021000,
  PlaceEventsApart1764000022000,
  LearnWords1764000023000,
  DecideInBulk1764000024000,
  JudgeAuthors1764000025000,
  ListWaitingItems1764000026000,
  KeepNotesTagsAndViews1764000027000,
  CountDeskWork1764000028000,
  SumDeskDays1764000029000,
  WeighReportsAndTakeAppeals1764000030000,
  WritePoliciesAndTemplates1764000031000,
  ListArticles1764000032000,
  WatchArrivals1764000033000,
  SearchComments1764000034000,
  ConnectDialects1764000038000,
  CountConnectionUsage1764000038100,
  KeepSuggestedScores1764000039000,
  ScoreToxicity1764000040000,
  KeepImports1764000041000,
  ErasePeople1764000050000,
  LetDataExpire1764000051000,
  GuardAccounts1764000056001,
  StateReasons1764000060002,
  InvitePeople1764000062000,
  TakeNotices1764000063000,
  LinkIdentities1764000066000,
  HoldKeys1764000067000,
];
