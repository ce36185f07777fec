import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { Secrets } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { EventStore } from '../../store/event.store';
import { SiteStore, type StoredSite } from '../../store/site.store';
import { type Call, changeLine } from '../call';
import { SiteDirectory } from '../guard/site-directory';
import type { Plain } from '../../platform/http/plain';
import { type ChangeSettingsDto, mergeSettings, type SettingsView, toSettingsView } from './settings.dto';

type Saved = Pick<StoredSite, 'site' | 'ssoSecret'>;

/** Changes the settings that the request names; in force at once here, within seconds in other processes. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteStore,
    private readonly events: EventStore,
    private readonly directory: SiteDirectory,
    private readonly secrets: Secrets,
  ) {}

  async execute(call: Call, { id }: Site, change: ChangeSettingsDto): Promise<Plain<SettingsView>> {
    const saved = await this.unitOfWork.run(async (tx) => {
      const stored = await this.sites.lock(tx, id);
      if (!stored) throw problem('not_found');
      const site: Site = { ...stored.site, name: change.name ?? stored.site.name, settings: mergeSettings(stored.site.settings, change) };
      const next: Saved = { site, ssoSecret: this.sealed(change.ssoSecret, stored.ssoSecret) };
      await this.sites.save(tx, id, next);
      const changes = changesOf(stored, next);
      if (Object.keys(changes).length > 0) await this.events.append(tx, id, [changeLine(call, 'settings.changed', { changes })]);
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

/** By setting: from what to what. Of the readers' secret only what became of it. */
function changesOf(before: Saved, after: Saved): Record<string, unknown> {
  const [from, to]: readonly Record<string, unknown>[] = [{ name: before.site.name, ...before.site.settings }, { name: after.site.name, ...after.site.settings }];
  const changes: Record<string, unknown> = {};
  for (const name in to) {
    if (!isDeepStrictEqual(from?.[name], to[name])) changes[name] = { from: from?.[name], to: to[name] };
  }
  if (before.ssoSecret !== after.ssoSecret) changes['ssoSecret'] = after.ssoSecret === null ? 'removed' : 'set';
  return changes;
}
