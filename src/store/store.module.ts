import { Global, Module } from '@nestjs/common';
import { ApiKeyStore } from './api-key.store';
import { ArticleStore } from './article.store';
import { LabelStore } from './label.store';
import { LearnedDecisionStore } from './learned-decision.store';
import { NearDuplicateStore } from './near-duplicate.store';
import { ReputationStore } from './reputation.store';
import { RuleEffectStore } from './rule-effect.store';
import { SignalModelStore } from './signal-model.store';
import { TokenCountStore } from './token-count.store';
import { AuthorStore } from './author.store';
import { BacktestStore } from './backtest.store';
import { CommentStore } from './comment.store';
import { CounterStore } from './counter.store';
import { EvaluationStore } from './evaluation.store';
import { FailedJudgementStore } from './failed-judgement.store';
import { IdempotencyStore } from './idempotency.store';
import { RuleDraftStore } from './rule-draft.store';
import { RuleListStore } from './rule-list.store';
import { FoldCursorStore } from './fold-cursor.store';
import { VocabularyStore } from './vocabulary.store';
import { DecidedTextStore } from './decided-text.store';
import { RuleBrakeStore } from './rule-brake.store';
import { RuleHitListStore } from './rule-hit-list.store';
import { RuleHitStore } from './rule-hit.store';
import { RulePaceStore } from './rule-pace.store';
import { RuleSetStore } from './rule-set.store';
import { RuleStatsStore } from './rule-stats.store';
import { RuleSumsStore } from './rule-sums.store';
import { RuleStarterStore } from './rule-starter.store';
import { SentFieldsStore } from './sent-fields.store';
import { EventStore } from './event.store';
import { OutboxStore } from './outbox.store';
import { OutcomeStore } from './outcome.store';
import { MembershipStore } from './membership.store';
import { PartitionStore } from './partition.store';
import { PersonStore } from './person.store';
import { PersonalTokenStore } from './personal-token.store';
import { RateLimitStore } from './rate-limit.store';
import { ClaimStore } from './claim.store';
import { CommentStatusStore } from './comment-status.store';
import { DecisionStore } from './decision.store';
import { EventLogStore } from './event-log.store';
import { IntakeWriteStore } from './intake-write.store';
import { ItemLockStore } from './item-lock.store';
import { PolicyStore } from './policy.store';
import { QueueStore } from './queue.store';
import { ReviewListStore } from './review-list.store';
import { ReviewPageStore } from './review-page.store';
import { PublishedStore } from './published.store';
import { ReportStore } from './report.store';
import { ReviewItemStore } from './review-item.store';
import { SessionStore } from './session.store';
import { SiteStore } from './site.store';
import { WebhookDeliveryStore } from './webhook-delivery.store';
import { WebhookEndpointStore } from './webhook-endpoint.store';

const evidence = [RuleHitListStore, VocabularyStore, DecidedTextStore, FoldCursorStore, RuleBrakeStore, RulePaceStore, RuleHitStore, RuleStatsStore, RuleSumsStore];
const stores = [LabelStore, LearnedDecisionStore, NearDuplicateStore, OutcomeStore, ReputationStore, RuleEffectStore, SignalModelStore, TokenCountStore, BacktestStore, IntakeWriteStore, FailedJudgementStore, ReportStore, PublishedStore, ApiKeyStore, MembershipStore, PartitionStore, PersonStore, PersonalTokenStore, RateLimitStore, SessionStore, SiteStore, ArticleStore, AuthorStore, CommentStore, CounterStore, EvaluationStore, IdempotencyStore, RuleSetStore, RuleDraftStore, RuleListStore, RuleStarterStore, SentFieldsStore, EventStore, OutboxStore, WebhookDeliveryStore, WebhookEndpointStore, ReviewItemStore, ClaimStore, CommentStatusStore, DecisionStore, EventLogStore, ItemLockStore, PolicyStore, QueueStore, ReviewListStore, ReviewPageStore];

/** The only room that speaks SQL. Every method takes the transaction or pool first, then the site. */
@Global()
@Module({ providers: [...stores, ...evidence], exports: [...stores, ...evidence] })
export class StoreModule {}
