import { Injectable } from '@nestjs/common';
import { DEFAULT_SITE_SETTINGS, type Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import { EventStore } from '../../store/event.store';
import { SiteStore } from '../../store/site.store';
import { type Call, changeLine } from '../call';
import { SiteDirectory } from '../guard/site-directory';
import { NewSiteSteps } from '../new-site-steps';
import type { CreateSiteDto } from './site.dto';

/** Makes a site with everything it needs from its first moment, in one transaction; 409 when the slug is taken. */
@Injectable()
export class CreateSite {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly events: EventStore,
    private readonly steps: NewSiteSteps,
    private readonly directory: SiteDirectory,
  ) {}

  async execute(call: Call, { slug, name }: CreateSiteDto): Promise<{ site: Site; createdAt: Date }> {
    const site: Site = { id: newId<SiteId>(), slug, name, settings: DEFAULT_SITE_SETTINGS };
    const createdAt = new Date();
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.sites.insert(tx, site, createdAt))) throw problem('already_exists', 'Another site has this slug.');
      await this.events.append(tx, site.id, [changeLine(call, 'site.created', { slug }, createdAt)]);
      await this.steps.run(tx, site, call);
    });
    this.directory.changed();
    return { site, createdAt };
  }
}
