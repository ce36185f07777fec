import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { Secrets } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SiteStore } from '../../store/site.store';
import { SiteDirectory } from '../guard/site-directory';
import type { Plain } from '../../platform/http/plain';
import { type ChangeSettingsDto, mergeSettings, type SettingsView, toSettingsView } from './settings.dto';

/** Changes the settings that the request names; in force at once here, within seconds in other processes. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly directory: SiteDirectory,
    private readonly secrets: Secrets,
  ) {}

  async execute({ id }: Site, change: ChangeSettingsDto): Promise<Plain<SettingsView>> {
    const saved = await this.unitOfWork.run(async (tx) => {
      const stored = await this.sites.lock(tx, id);
      if (!stored) throw problem('not_found');
      const site: Site = { ...stored.site, name: change.name ?? stored.site.name, settings: mergeSettings(stored.site.settings, change) };
      const next = { site, ssoSecret: this.sealed(change.ssoSecret, stored.ssoSecret) };
      await this.sites.save(tx, id, next);
      return next;
    });
    this.directory.changed();
    return toSettingsView(saved);
  }

  private sealed(given: string | null | undefined, current: Buffer | null): Buffer | null {
    if (given === undefined) return current;
    return given === null ? null : this.secrets.encrypt(given);
  }
}
