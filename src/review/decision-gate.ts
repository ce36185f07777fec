import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../domain/errors';
import type { DecisionId } from '../domain/ids';
import { transition } from '../domain/transitions';
import { Secrets } from '../platform/crypto/secrets';
import { sqlState } from '../platform/database/failures';
import type { Tx } from '../platform/database/unit-of-work';
import { type DecisionRow, DecisionStore } from '../store/decision.store';
import { type IdempotencyClaim, idempotencyName, IdempotencyStore } from '../store/idempotency.store';
import { PolicyStore } from '../store/policy.store';
import { SettleAppeal } from './appeals/settle-appeal';
import { alreadyResolved, claimedByOther, claimInTheWay, type Contender, obstacle, versionConflict } from './conflicts';
import type { DecisionRequest, Judgement } from './decision.dto';
import type { LockedPair } from './decision-locks';
import type { DeskCall } from './desk-call';
import { QueueAccess } from './queues/queue-access';

const OPERATION = 'review.decide';
const TWIN_WAIT_MS = 2_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Everything that can stand in the way of a decision, asked under the locks and in the order of review.md 6.3. */
@Injectable()
export class DecisionGate {
  constructor(
    private readonly keys: IdempotencyStore,
    private readonly decisions: DecisionStore,
    private readonly policies: PolicyStore,
    private readonly secrets: Secrets,
    private readonly appeals: SettleAppeal,
    private readonly access: QueueAccess,
  ) {}

  /**
   * The decision that an earlier request with this Idempotency-Key made; null when the key is new, and then it now stands
   * for `newId`. `idempotency_key_reused` when that request asked for something else.
   */
  async replayed(tx: Tx, call: DeskCall, { judgement }: DecisionRequest, { path, newId }: { readonly path: string; readonly newId: DecisionId }): Promise<DecisionRow | null> {
    const key = call.idempotencyKey;
    if (key === null) return null;
    const fingerprint = this.secrets.keyedHash('fingerprint', 'POST', path, JSON.stringify(judgement));
    const claim = { actor: `person:${call.personId}`, operation: OPERATION, key, fingerprint, outcomeId: newId };
    if (await this.isNew(tx, call, claim)) return null;
    const earlier = (await this.keys.find(tx, call.site.id, [claim])).get(idempotencyName(claim));
    if (earlier === undefined) throw problem('idempotency_key_in_use', { retryAfter: 1 });
    if (!earlier.fingerprint.equals(fingerprint)) throw problem('idempotency_key_reused');
    return this.decisions.find(tx, call.site.id, earlier.outcome_id as DecisionId);
  }

  /** Waits for a twin in flight, but not for ever. */
  private async isNew(tx: Tx, { site, now }: DeskCall, claim: IdempotencyClaim): Promise<boolean> {
    try {
      return (await this.keys.claim(tx, site.id, [claim], { now, waitMs: TWIN_WAIT_MS })).has(claim.outcomeId);
    } catch (error) {
      if (sqlState(error) === LOCK_NOT_AVAILABLE) throw problem('idempotency_key_in_use', { retryAfter: 1, cause: error });
      throw error;
    }
  }

  /** A decision on an item. Returns the decision in force until now. Throws the problem that stands in the way. */
  async passItem(tx: Tx, call: DeskCall, { comment, item }: LockedPair & { readonly item: NonNullable<LockedPair['item']> }, { readVersion, judgement, bulkOperationId }: DecisionRequest): Promise<DecisionRow | null> {
    await this.access.demandSight(tx, call, item.queue_id);
    const inForce = await this.decisions.latest(tx, call.site.id, comment.id);
    const current = { version: item.version, state: item.state, status: comment.status };
    switch (obstacle(item, readVersion, contender(call, bulkOperationId !== undefined))) {
      case 'version_conflict':
        throw versionConflict(current, inForce);
      case 'already_resolved':
        throw alreadyResolved(current, inForce);
      case 'claimed_by_other':
        throw claimedByOther(item);
      case 'claim_required':
        throw problem('claim_required');
      case null:
        await this.access.demandAction(tx, call, { queueId: item.queue_id, action: judgement.action });
        await this.passJudgement(tx, call, comment, judgement);
        return inForce;
    }
  }

  /** A direct decision: the version that was read is the comment's. */
  async passComment(tx: Tx, call: DeskCall, { comment, item }: LockedPair, { readVersion, judgement, bulkOperationId }: DecisionRequest): Promise<DecisionRow | null> {
    const inForce = await this.decisions.latest(tx, call.site.id, comment.id);
    const current = { version: comment.version, state: item?.state ?? null, status: comment.status };
    if (item) await this.access.demandSight(tx, call, item.queue_id);
    if (comment.version !== readVersion) throw versionConflict(current, inForce);
    const inTheWay = item && claimInTheWay(item, contender(call, bulkOperationId !== undefined));
    if (inTheWay) throw inTheWay === 'claimed_by_other' ? claimedByOther(item) : problem(inTheWay);
    if (item) await this.access.demandAction(tx, call, { queueId: item.queue_id, action: judgement.action });
    await this.passJudgement(tx, call, comment, judgement);
    return inForce;
  }

  private async passJudgement(tx: Tx, call: DeskCall, { id, status }: LockedPair['comment'], { action, reasonCode }: Judgement): Promise<void> {
    if (transition(status, action) === null) throw problem('not_possible', `A comment that is ${status} cannot be decided.`);
    await this.appeals.demandSomebodyElse(tx, call, id);
    if (reasonCode === null) {
      if (action === 'reject') throw problem('reason_required', { errors: [{ pointer: '/reasonCode', detail: 'A rejection names a policy of the site.' }] });
    } else if (!(await this.policies.exists(tx, call.site.id, reasonCode))) throw invalidField('/reasonCode', 'The site has no such policy.');
  }
}

/** Who acts on many looks at a list, not at each: of those nobody asks for a claim. */
function contender({ site, personId, permissions, now }: DeskCall, isBulk: boolean): Contender {
  const { claims } = site.settings;
  return { personId, mayOverride: permissions.has('review.override'), claims: isBulk && claims === 'required' ? 'optional' : claims, now };
}
