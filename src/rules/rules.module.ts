import { Module } from '@nestjs/common';
import { RuleSetController } from './rule-set.controller';
import { SeedStarterRules } from './seed-starter-rules';
import { ShowRuleSet } from './show-rule-set';

/** Wing A: admins tune. Every new site begins with the starter rules. */
@Module({ controllers: [RuleSetController], providers: [SeedStarterRules, ShowRuleSet] })
export class RulesModule {}
