import { Module } from '@nestjs/common';
import { EvidenceModule } from './evidence/evidence.module';
import { RuleSetController } from './rule-set.controller';
import { SeedStarterRules } from './seed-starter-rules';
import { ShowRuleSet } from './show-rule-set';

/** Wing A: admins tune. Every new site begins with the starter rules. */
@Module({ imports: [EvidenceModule], controllers: [RuleSetController], providers: [SeedStarterRules, ShowRuleSet] })
export class RulesModule {}
