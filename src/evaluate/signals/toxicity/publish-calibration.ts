import { Injectable, Logger } from '@nestjs/common';
import type { SiteId } from '../../../domain/ids';
import { calibrationError, fitCurve, type Summed } from '../../../engine/signals/toxicity/calibration';
import { type ToxicityLabel, TOXICITY_LABELS } from '../../../engine/signals/toxicity/labels';
import { type Curve, READING_VERSION, type ToxicityModel } from '../../../engine/signals/toxicity/model';
import { onCurve, rawToxicity } from '../../../engine/signals/toxicity/score';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { Breath } from '../../../platform/jobs/breath';
import { SignalModelStore } from '../../../store/signal-model.store';
import { type DecidedTextRow, ToxicityLessonStore } from '../../../store/toxicity-lesson.store';
import { decodeCalibration, encodeCalibration, lessonOf, type SiteCalibration, type SiteCurve, TOXICITY_CALIBRATION } from './calibration-data';
import { shippedToxicityModel } from './model-file';
import { SiteToxicity } from './site-toxicity';

/** Fewer decisions of each kind say nothing about a label. */
export const FEWEST_LESSONS = 50;
const MOST_LESSONS = 2_000;
/** Curves are fitted anew when so much more (or less) has been decided, or after a day. */
const GROWTH = 0.05;
const DAY_MS = 86_400_000;
const KEPT_VERSIONS = 20;
const FOLDS = 5;

/**
 * Fits each label's curve to a site's own decisions: thresholds do not travel between sites, but what 0.8 means can. A curve is used only where, on
 * decisions that it was not fitted to, it errs less than the shipped one. Published as versions that never change.
 */
@Injectable()
export class PublishCalibration {
  private readonly log = new Logger('signals');

  constructor(
    private readonly work: UnitOfWork,
    private readonly lessons: ToxicityLessonStore,
    private readonly models: SignalModelStore,
    private readonly sites: SiteToxicity,
  ) {}

  /** Looks at every site on which somebody decided something; returns how many versions were published. */
  async runOnce(now: Date, signal?: AbortSignal): Promise<number> {
    let published = 0;
    for (const siteId of await this.lessons.sites(this.work.reads)) {
      if (signal?.aborted === true) break;
      if (await this.execute(siteId, now)) published++;
    }
    return published;
  }

  /** A new version for one site, if its decisions ask for one. */
  async execute(siteId: SiteId, now: Date): Promise<boolean> {
    const model = shippedToxicityModel();
    const [latest, count] = await Promise.all([this.models.latest(this.work.reads, siteId, TOXICITY_CALIBRATION), this.lessons.count(this.work.reads, siteId)]);
    if (count.good < FEWEST_LESSONS || count.bad < FEWEST_LESSONS) return false;
    const before = latest ? latest.learned_good + latest.learned_bad : 0;
    const isOfOtherWeights = latest !== null && (await this.weightsOf(siteId, latest.version)) !== model.head.version;
    const isDue = latest === null || isOfOtherWeights || now.getTime() - latest.created_at.getTime() > DAY_MS || Math.abs(count.good + count.bad - before) >= Math.max(1, before * GROWTH);
    if (!isDue) return false;
    const calibration: SiteCalibration = { model: model.head.version, curves: await this.curves(siteId, model) };
    const version = (latest?.version ?? 0) + 1;
    const isEnabled = Object.keys(calibration.curves).length > 0;
    await this.work.run(async (tx) => {
      await this.models.publish(tx, siteId, { name: TOXICITY_CALIBRATION, version, learnedGood: count.good, learnedBad: count.bad, auc: null, isEnabled, tokensVersion: READING_VERSION, data: encodeCalibration(calibration), createdAt: now });
      await this.models.forget(tx, siteId, TOXICITY_CALIBRATION, version - KEPT_VERSIONS);
    });
    this.log.log({ siteId, version, labels: Object.keys(calibration.curves) }, 'curves of toxicity were published');
    return true;
  }

  private async weightsOf(siteId: SiteId, version: number): Promise<string | null> {
    const data = await this.models.data(this.work.reads, siteId, TOXICITY_CALIBRATION, version);
    return data && decodeCalibration(data).model;
  }

  private async curves(siteId: SiteId, model: ToxicityModel): Promise<SiteCalibration['curves']> {
    const { identity } = await this.sites.load(siteId);
    const texts: { readonly row: DecidedTextRow; readonly raw: Float64Array }[] = [];
    const breath = new Breath();
    for (const row of await this.lessons.latest(this.work.reads, siteId, MOST_LESSONS)) {
      texts.push({ row, raw: rawToxicity(model, row, identity).slice() });
      await breath.take();
    }
    const curves: Partial<Record<ToxicityLabel, SiteCurve>> = {};
    for (const [l, label] of TOXICITY_LABELS.entries()) {
      const summed = texts.flatMap(({ row, raw }) => {
        const isPositive = lessonOf(label, row.action, row.reason_code);
        return isPositive === null ? [] : [{ sum: raw[l] ?? 0, isPositive }];
      });
      const shipped = model.head.curves[l];
      const curve = shipped && siteCurve(summed, shipped);
      if (curve) curves[label] = curve;
      await breath.take();
    }
    return curves;
  }
}

/** The curve through a site's decisions; null while there are too few, or it is not better than the shipped one on decisions it has not seen. */
export function siteCurve(summed: readonly Summed[], shipped: Curve): SiteCurve | null {
  const positives = summed.filter(({ isPositive }) => isPositive).length;
  const negatives = summed.length - positives;
  if (positives < FEWEST_LESSONS || negatives < FEWEST_LESSONS) return null;
  const unseen = Array.from({ length: FOLDS }, (_, fold) => {
    const curve = fitCurve(summed.filter((__, at) => at % FOLDS !== fold));
    return summed.filter((__, at) => at % FOLDS === fold).map(({ sum, isPositive }) => ({ score: onCurve(sum, curve), isPositive }));
  }).flat();
  const errorBefore = calibrationError(summed.map(({ sum, isPositive }) => ({ score: onCurve(sum, shipped), isPositive })));
  const errorAfter = calibrationError(unseen);
  const curve = fitCurve(summed);
  // A falling curve would say that insults are approved: then the decisions are about something else.
  if (curve.slope <= 0 || errorAfter >= errorBefore) return null;
  return { ...curve, positives, negatives, errorBefore, errorAfter };
}
