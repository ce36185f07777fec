import { Module, type OnModuleInit } from '@nestjs/common';
import { NewSiteSteps } from '../access/new-site-steps';
import { JobsModule } from '../platform/jobs/jobs.module';
import { authorParts } from './authors/author.parts';
import { bulkParts } from './bulk/bulk.parts';
import { SettleAppeal } from './appeals/settle-appeal';
import { ClaimItem } from './claim-item';
import { ClaimLine } from './claim-line';
import { ClaimNext } from './claim-next';
import { ClaimFromView } from './claim-from-view';
import { ClaimsController } from './claims.controller';
import { DecideComment } from './decide-comment';
import { DecideItem } from './decide-item';
import { DecisionGate } from './decision-gate';
import { DecisionLocks } from './decision-locks';
import { DecisionsController } from './decisions.controller';
import { DeskNews } from './desk-news';
import { ExplainItem } from './explain-item';
import { eventParts } from './events/event.parts';
import { FurnishSite } from './furnish-site';
import { insightParts } from './insights/insight.parts';
import { ItemFilters } from './item-filters';
import { ItemPages } from './item-pages';
import { ItemsController } from './items.controller';
import { Leases } from './leases';
import { AddLabel } from './labels/add-label';
import { LabelsController } from './labels/labels.controller';
import { ListLabels } from './labels/list-labels';
import { RemoveLabel } from './labels/remove-label';
import { ListItems } from './list-items';
import { PoliciesModule } from './policies/policies.module';
import { PositionEvents } from './position-events';
import { queueParts } from './queues/queue.parts';
import { ReadItem } from './read-item';
import { RecordDecision } from './record-decision';
import { RecordReversal } from './record-reversal';
import { ReleaseClaim } from './release-claim';
import { RenewClaim } from './renew-claim';
import { ReverseDecision } from './reverse-decision';
import { ReportsModule } from './reports/reports.module';
import { Rounds } from './rounds';
import { SkipItem } from './skip-item';
import { statsParts } from './stats/stats.parts';
import { streamParts } from './stream/stream.parts';
import { templateParts } from './templates/template.parts';
import { SweepLeases } from './sweep-leases';
import { viewParts } from './views/view.parts';
import { WhyNot } from './why-not';
import { workflowParts } from './workflow/workflow.parts';

const useCases = [AddLabel, ListLabels, RemoveLabel, ClaimItem, ClaimNext, DecideComment, DecideItem, ExplainItem, FurnishSite, ListItems, PositionEvents, ReadItem, ReleaseClaim, RenewClaim, ReverseDecision, SkipItem, SweepLeases];
const parts = [ClaimLine, ClaimFromView, DecisionGate, DecisionLocks, DeskNews, ItemFilters, ItemPages, Leases, RecordDecision, RecordReversal, Rounds, SettleAppeal, WhyNot];

/** Station 4, people decide: queues, claims, decisions, undo, and the log of what happened. */
@Module({ imports: [JobsModule, PoliciesModule, ReportsModule], controllers: [ItemsController, ClaimsController, DecisionsController, LabelsController, ...authorParts.controllers, ...bulkParts.controllers, ...eventParts.controllers, ...insightParts.controllers, ...statsParts.controllers, ...streamParts.controllers, ...queueParts.controllers, ...templateParts.controllers, ...viewParts.controllers, ...workflowParts.controllers], providers: [...useCases, ...parts, ...authorParts.providers, ...bulkParts.providers, ...eventParts.providers, ...insightParts.providers, ...statsParts.providers, ...streamParts.providers, ...queueParts.providers, ...templateParts.providers, ...viewParts.providers, ...workflowParts.providers] })
export class ReviewModule implements OnModuleInit {
  constructor(
    private readonly newSites: NewSiteSteps,
    private readonly furnish: FurnishSite,
    private readonly rounds: Rounds,
  ) {}

  onModuleInit(): void {
    this.newSites.register('review desk', (tx, site) => this.furnish.execute(tx, site, new Date()));
    this.rounds.begin();
  }
}
