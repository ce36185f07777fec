import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SiteStore } from '../../store/site.store';
import type { Plain } from '../../platform/http/plain';
import { type SettingsView, toSettingsView } from './settings.dto';

/** The settings as they stand in the database, not as a cache remembers them: somebody is about to change them. */
@Injectable()
export class ShowSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteStore,
  ) {}

  async execute({ slug }: Site): Promise<Plain<SettingsView>> {
    const stored = await this.sites.bySlug(this.unitOfWork.reads, slug);
    if (!stored) throw problem('not_found');
    return toSettingsView(stored);
  }
}
