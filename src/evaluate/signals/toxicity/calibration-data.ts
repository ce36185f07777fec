import { type ToxicityLabel, TOXICITY_LABELS } from '../../../engine/signals/toxicity/labels';
import type { Curve } from '../../../engine/signals/toxicity/model';

/** One label's curve on one site, and how it was found. */
export interface SiteCurve extends Curve {
  readonly positives: number;
  readonly negatives: number;
  /** Calibration error on decisions that the curve was not fitted to, with the shipped curve and with this kind of curve. */
  readonly errorBefore: number;
  readonly errorAfter: number;
}

/** The curves fitted to one site's decisions, of labels that had enough of them. */
export interface SiteCalibration {
  /** The weights they belong to: on other weights they mean nothing. */
  readonly model: string;
  readonly curves: Readonly<Partial<Record<ToxicityLabel, SiteCurve>>>;
}

/** The name in the store of models. */
export const TOXICITY_CALIBRATION = 'toxicity';

/** Policies (by the first part of their id) whose rejections are examples of a label. What is rejected for another reason says nothing about it. */
const REASONS: Readonly<Record<ToxicityLabel, readonly string[]>> = {
  TOXICITY: ['abuse', 'insult', 'harassment', 'profanity', 'hate', 'threat', 'violence', 'toxicity'],
  SEVERE_TOXICITY: ['hate', 'threat', 'violence'],
  PROFANITY: ['profanity', 'obscenity', 'language'],
  THREAT: ['threat', 'violence'],
  INSULT: ['abuse', 'insult', 'harassment'],
  IDENTITY_ATTACK: ['hate'],
  SPAM: ['spam', 'scam'],
};

/** Whether a decision says that the text has the label, has it not, or says nothing. */
export function lessonOf(label: ToxicityLabel, action: 'approve' | 'reject', reasonCode: string | null): boolean | null {
  if (action === 'approve') return false;
  const reason = (reasonCode ?? '').split('.')[0] ?? '';
  return REASONS[label].includes(reason) ? true : null;
}

export function encodeCalibration(calibration: SiteCalibration): Buffer {
  return Buffer.from(JSON.stringify(calibration));
}

/** What {@link encodeCalibration} was given. */
export function decodeCalibration(data: Buffer): SiteCalibration {
  const { model, curves } = JSON.parse(data.toString('utf8')) as SiteCalibration;
  return { model, curves: Object.fromEntries(TOXICITY_LABELS.flatMap((label) => (curves[label] ? [[label, curves[label]]] : []))) };
}
