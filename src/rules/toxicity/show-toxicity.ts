import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { IDENTITY_TERMS } from '../../engine/signals/toxicity/identity-terms';
import { shippedToxicityModel } from '../../evaluate/signals/toxicity/model-file';
import { SiteToxicity } from '../../evaluate/signals/toxicity/site-toxicity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { ToxicitySettingStore } from '../../store/toxicity-setting.store';
import { type ToxicityView, toToxicityView } from './toxicity.dto';

/** How a site has toxicity scored, and what its own decisions made of the scores. */
@Injectable()
export class ShowToxicity {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: ToxicitySettingStore,
    private readonly sites: SiteToxicity,
  ) {}

  async execute({ id: siteId }: Site): Promise<Plain<ToxicityView>> {
    const [row, { calibration }] = await Promise.all([this.settings.latest(this.work.reads, siteId), this.sites.load(siteId)]);
    return toToxicityView({ row, model: shippedToxicityModel().head.version, shipped: IDENTITY_TERMS, calibration });
  }
}
