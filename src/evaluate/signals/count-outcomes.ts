import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { Tx } from '../../platform/database/unit-of-work';
import { type CounterMove, CounterStore, type CounterValue } from '../../store/counter.store';
import type { EventRow } from '../../store/event-log.store';
import { OutcomeStore } from '../../store/outcome.store';
import type { OutcomeKey } from '../facts';
import { bucketSeconds } from '../velocity';

/** Something became of a comment, or did not after all. */
interface Outcome {
  readonly commentId: string;
  readonly of: OutcomeKey['of'];
  readonly by: 1 | -1;
  readonly at: Date;
}

/**
 * Counts what became of comments under the keys that each was judged with (decisions.md 1). They lag behind the comments by a second
 * or so, and no moderator waits for a counter that all share.
 */
@Injectable()
export class CountOutcomes {
  constructor(
    private readonly outcomes: OutcomeStore,
    private readonly counters: CounterStore,
  ) {}

  async count(tx: Tx, siteId: SiteId, events: readonly EventRow[]): Promise<void> {
    const reversed = await this.outcomes.decidedAt(tx, siteId, events.flatMap(({ type, decision_id: id }) => (type === 'decision.reversed' && id !== null ? [id] : [])));
    const became = events.flatMap((event) => outcomesOf(event, reversed));
    const keys = await this.outcomes.keys(tx, siteId, [...new Set(became.map(({ commentId }) => commentId))]);
    const tally = new Tally();
    for (const outcome of became) for (const key of keys.get(outcome.commentId) ?? []) if (key.of === outcome.of) tally.add(key, outcome);
    await this.counters.move(tx, siteId, tally.moves());
    await this.counters.seeAndAdd(tx, siteId, tally.windows(), tally.values());
  }
}

const CHANGES: ReadonlySet<EventRow['type']> = new Set(['comment.submitted', 'comment.edited', 'comment.held', 'comment.judged_again', 'decision.made']);

function outcomesOf({ type, comment_id: commentId, decision_id: decisionId, payload, created_at: at }: EventRow, reversed: ReadonlyMap<string, Date>): Outcome[] {
  if (commentId === null) return [];
  const [before, after] = [payload['previousStatus'], payload['status']];
  if (type === 'comment.reported') return [{ commentId, of: 'reported', by: 1, at }];
  if (CHANGES.has(type)) return (after === 'held' || after === 'rejected') && before !== after ? [{ commentId, of: after, by: 1, at }] : [];
  // Taken out of the moment it was counted in, so that both leave the window together.
  if (type === 'decision.reversed' && before === 'rejected' && after !== 'rejected') return [{ commentId, of: 'rejected', by: -1, at: reversed.get(decisionId ?? '') ?? at }];
  return [];
}

/** Moves and values of a portion of the log, each once. */
class Tally {
  readonly #moves = new Map<string, CounterMove>();
  readonly #values = new Map<string, CounterValue>();

  add({ key: written, value, windowSeconds }: OutcomeKey, { by, at }: Outcome): void {
    const length = bucketSeconds(windowSeconds);
    const seconds = Math.floor(at.getTime() / 1_000);
    const bucket = Math.floor(seconds / length);
    const [key, expiresAt] = [Buffer.from(written, 'base64'), new Date((seconds + windowSeconds + length) * 1_000)];
    const name = `${written} ${String(bucket)}`;
    if (value === undefined) this.#moves.set(name, { key, bucket, since: bucket, by: (this.#moves.get(name)?.by ?? 0) + by, expiresAt });
    // Who was rejected stays one of those who were: another rejection may stand behind the same value.
    else if (by === 1) this.#values.set(`${name} ${value}`, { key, bucket, value: Buffer.from(value, 'base64'), expiresAt });
  }

  moves(): CounterMove[] {
    return [...this.#moves.values()].filter(({ by }) => by !== 0);
  }

  values(): CounterValue[] {
    return [...this.#values.values()];
  }

  /** The store adds values where it reads; nobody reads here. */
  windows(): { readonly key: Buffer; readonly since: number }[] {
    const [first] = this.values();
    return first ? [{ key: first.key, since: first.bucket }] : [];
  }
}
