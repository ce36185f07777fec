import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { RuleStanding } from '../workshop/check-task';
import { type ShadowRecord, ShadowRecords } from './shadow-records';

/** A rule may reject by itself once so many of its shadow hits were reviewed and surely this share was right (rules.md 2.7). */
const ENOUGH_REVIEWED = 20;
const ENOUGH_PRECISION = 0.9;

/** Keeps rules from rejecting before they have proved themselves, unless an admin says why. */
@Injectable()
export class PromotionGate {
  constructor(private readonly records: ShadowRecords) {}

  /** A rule that hits something else than the one that was watched begins anew. @throws Problem `rule_set_refused` naming each rule that has not proved itself. */
  async pass(site: Site, before: readonly RuleStanding[], after: readonly RuleStanding[], override: string | undefined): Promise<void> {
    const rejecting = newlyRejecting(before, after);
    if (rejecting.length === 0 || override !== undefined) return;
    const records = await this.records.of(site.id, rejecting.map(({ id }) => id));
    if (records === null) return;
    const watched = new Map(before.map(({ id, hits }) => [id, hits]));
    const recordOf = ({ id, hits }: RuleStanding): ShadowRecord => (watched.get(id) === hits ? (records.get(id) ?? NONE) : NONE);
    const unproven = rejecting.map((rule) => ({ rule: rule.id, ...recordOf(rule) })).filter((record) => !hasProvedItself(record));
    if (unproven.length === 0) return;
    throw problem('rule_set_refused', {
      detail: `${unproven.map(({ rule }) => `\`${rule}\``).join(', ')} would reject without having proved itself: at least ${String(ENOUGH_REVIEWED)} of its shadow hits must have been reviewed, and surely ${String(ENOUGH_PRECISION * 100)} % of them right. Leave it in shadow mode, or give a reason as \`override\`.`,
      extra: { unproven: unproven.map(({ rule, confirmed, overturned, precision }) => ({ rule, confirmed, overturned, low: precision?.low ?? 0 })) },
    });
  }
}

const NONE: ShadowRecord = { confirmed: 0, overturned: 0, precision: null };

/** Active and rejecting now, and not before. */
export function newlyRejecting(before: readonly RuleStanding[], after: readonly RuleStanding[]): readonly RuleStanding[] {
  const isRejecting = ({ mode, action }: RuleStanding): boolean => mode === 'active' && action === 'reject';
  const already = new Set(before.filter(isRejecting).map(({ id }) => id));
  return after.filter((rule) => isRejecting(rule) && !already.has(rule.id));
}

export function hasProvedItself({ confirmed, overturned, precision }: ShadowRecord): boolean {
  return confirmed + overturned >= ENOUGH_REVIEWED && (precision?.low ?? 0) >= ENOUGH_PRECISION;
}
