import { Module } from '@nestjs/common';
import { EvaluateModule } from '../evaluate/evaluate.module';
import { BacktestModule } from './backtest/backtest.module';
import { UndoModule } from './undo/undo.module';
import { EvidenceModule } from './evidence/evidence.module';
import { CheckDraft } from './draft/check-draft';
import { DiscardDraft } from './draft/discard-draft';
import { EditDraft } from './draft/edit-draft';
import { KeepDraft } from './draft/keep-draft';
import { RuleDraftController } from './draft/rule-draft.controller';
import { SaveDraft } from './draft/save-draft';
import { ShowDraft } from './draft/show-draft';
import { SiteKnowledge } from './draft/site-knowledge';
import { TryDraft } from './draft/try-draft';
import { ImportList } from './lists/import-list';
import { RuleListsController } from './lists/rule-lists.controller';
import { RuleLists } from './lists/rule-lists';
import { ShowLists } from './lists/show-lists';
import { RuleLanguageController } from './rule-language.controller';
import { RuleSetController } from './rule-set.controller';
import { SeedStarterRules } from './seed-starter-rules';
import { ShowRuleSet } from './show-rule-set';
import { StarterController } from './starter/starter.controller';
import { StarterPacks } from './starter/starter-packs';
import { UpdateStarter } from './starter/update-starter';
import { ChangeToxicity } from './toxicity/change-toxicity';
import { ShowToxicity } from './toxicity/show-toxicity';
import { ToxicityController } from './toxicity/toxicity.controller';
import { CompareVersions } from './versions/compare-versions';
import { KeepVersion } from './versions/keep-version';
import { ListVersions } from './versions/list-versions';
import { PromotionGate } from './versions/promotion-gate';
import { PublishRuleSet } from './versions/publish-rule-set';
import { RollBack } from './versions/roll-back';
import { RuleVersionsController } from './versions/rule-versions.controller';
import { SwitchMode } from './versions/switch-mode';
import { WorkshopModule } from './workshop/workshop.module';

const drafts = [ShowDraft, SaveDraft, EditDraft, DiscardDraft, KeepDraft, CheckDraft, SiteKnowledge, TryDraft];
const lists = [RuleLists, ShowLists, ImportList];
const versions = [ListVersions, CompareVersions, PublishRuleSet, RollBack, SwitchMode, KeepVersion, PromotionGate];

/** Wing A: admins tune. Every new site begins with the starter rules. */
@Module({
  imports: [BacktestModule, UndoModule, EvidenceModule, WorkshopModule, EvaluateModule],
  controllers: [RuleSetController, RuleDraftController, RuleVersionsController, RuleListsController, StarterController, RuleLanguageController, ToxicityController],
  providers: [SeedStarterRules, ShowRuleSet, ...drafts, ...versions, ...lists, StarterPacks, UpdateStarter, ShowToxicity, ChangeToxicity],
})
export class RulesModule {}
