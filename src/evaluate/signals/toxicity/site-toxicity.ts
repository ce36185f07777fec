import { Injectable, Logger } from '@nestjs/common';
import type { SiteId } from '../../../domain/ids';
import { identityTerms, IDENTITY_TERMS, type IdentityTerms } from '../../../engine/signals/toxicity/identity-terms';
import { DEFAULT_IDENTITY_TERMS } from '../../../engine/signals/toxicity/score';
import { Secrets } from '../../../platform/crypto/secrets';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { SignalModelStore } from '../../../store/signal-model.store';
import { type ToxicitySettings, ToxicitySettingStore } from '../../../store/toxicity-setting.store';
import { decodeCalibration, type SiteCalibration, TOXICITY_CALIBRATION } from './calibration-data';
import { shippedToxicityModel } from './model-file';

/** How one site has toxicity scored, ready to use. */
export interface LoadedSettings {
  readonly version: number;
  readonly provider: ToxicitySettings['provider'];
  readonly key: string | null;
  readonly identity: IdentityTerms;
  /** Null while the site has not decided enough, or its curves belong to other weights. */
  readonly calibration: { readonly version: number; readonly curves: SiteCalibration['curves'] } | null;
}

interface Known {
  readonly loaded: LoadedSettings;
  readonly askedAt: number;
}

/** A changed setting counts within so long in every process. */
const ASK_AGAIN_MS = 5_000;

/** The settings and curves of the sites this process scores for: read once, then looked at again every few seconds, beside the scoring and not before it. */
@Injectable()
export class SiteToxicity {
  private readonly log = new Logger('signals');
  private readonly known = new Map<SiteId, Known>();
  private readonly loading = new Map<SiteId, Promise<LoadedSettings>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: ToxicitySettingStore,
    private readonly models: SignalModelStore,
    private readonly secrets: Secrets,
  ) {}

  /** Waits for the database only the first time. */
  async of(siteId: SiteId): Promise<LoadedSettings> {
    const known = this.known.get(siteId);
    if (!known) return this.load(siteId);
    if (Date.now() - known.askedAt > ASK_AGAIN_MS && !this.loading.has(siteId)) {
      this.load(siteId).catch((error: unknown) => {
        this.log.warn({ err: error instanceof Error ? error.message : 'failed' }, 'the database did not say how toxicity is scored; what is known goes on');
      });
    }
    return known.loaded;
  }

  /** Reads them anew now. */
  load(siteId: SiteId): Promise<LoadedSettings> {
    const under = this.loading.get(siteId) ?? this.read(siteId).then((loaded) => {
      this.known.set(siteId, { loaded, askedAt: Date.now() });
      return loaded;
    }).finally(() => this.loading.delete(siteId));
    this.loading.set(siteId, under);
    return under;
  }

  private async read(siteId: SiteId): Promise<LoadedSettings> {
    const [row, latest] = await Promise.all([this.settings.latest(this.work.reads, siteId), this.models.latest(this.work.reads, siteId, TOXICITY_CALIBRATION)]);
    const data = latest?.is_enabled === true ? await this.models.data(this.work.reads, siteId, TOXICITY_CALIBRATION, latest.version) : null;
    const calibration = data && latest ? { version: latest.version, ...decodeCalibration(data) } : null;
    const { added, removed } = row.settings.identityTerms;
    return {
      version: row.version,
      provider: row.settings.provider,
      key: row.sealed_key === null ? null : this.secrets.decrypt(row.sealed_key),
      identity: added.length + removed.length === 0 ? DEFAULT_IDENTITY_TERMS : identityTerms(termsOf(row.settings)),
      calibration: calibration?.model === shippedToxicityModel().head.version ? calibration : null,
    };
  }
}

/** The words that are neutral on a site. */
export function termsOf({ identityTerms: { added, removed } }: ToxicitySettings): readonly string[] {
  const without = new Set(removed);
  return [...IDENTITY_TERMS.filter((term) => !without.has(term)), ...added];
}
