import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleWorkshop } from '../workshop/rule-workshop';
import { type CheckRuleSetView, checkView } from './check.view';
import type { RuleSetSourceDto } from './draft.dto';
import { OpenDrafts } from './open-draft';
import { writtenIn } from './save-draft';
import { SiteKnowledge } from './site-knowledge';

/** Everything that publishing would find: errors, warnings, failing examples, costs. Of the draft, or of a text not saved yet. */
@Injectable()
export class CheckDraft {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
    private readonly workshop: RuleWorkshop,
    private readonly site: SiteKnowledge,
  ) {}

  async execute(site: Site, dto: RuleSetSourceDto): Promise<CheckRuleSetView> {
    const { reads } = this.work;
    const isGiven = dto.yaml !== undefined || dto.document !== undefined;
    const source = await this.open.source(reads, site, isGiven ? writtenIn(dto) : { yaml: (await this.open.of(reads, site)).yaml });
    return checkView(await this.workshop.run('check', { ...source, site: await this.site.of(site) }));
  }
}
