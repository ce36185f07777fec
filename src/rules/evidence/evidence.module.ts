import { Module } from '@nestjs/common';
import { EvidenceController } from './evidence.controller';
import { ShowRuleStats } from './show-rule-stats';

/** What rules did and whether people agreed, for admins. The sums are folded by the worker in `evaluate/evidence`. */
@Module({ controllers: [EvidenceController], providers: [ShowRuleStats] })
export class EvidenceModule {}
