import { Module } from '@nestjs/common';
import { EvidenceController } from './evidence.controller';
import { EvaluateModule } from '../../evaluate/evaluate.module';
import { WorkshopModule } from '../workshop/workshop.module';
import { ListRuleHits } from './list-rule-hits';
import { ListBrakes } from './list-brakes';
import { PromotionEvidence } from './promotion-evidence';
import { ReleaseBrake } from './release-brake';
import { ShowRuleStats } from './show-rule-stats';
import { WriteReport } from './write-report';

/** What rules did and whether people agreed, for admins. The sums are folded by the worker in `evaluate/evidence`. */
@Module({ imports: [EvaluateModule, WorkshopModule], controllers: [EvidenceController], providers: [ShowRuleStats, ListBrakes, ReleaseBrake, PromotionEvidence, WriteReport, ListRuleHits], exports: [PromotionEvidence] })
export class EvidenceModule {}
