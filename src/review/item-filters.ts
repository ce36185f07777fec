import { Injectable } from '@nestjs/common';
import { invalidField } from '../domain/errors';
import type { Queryable } from '../platform/database/statement';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { MembershipStore } from '../store/membership.store';
import type { ItemFilter, ItemSort } from '../store/review-filter';
import type { Filtered } from '../store/review-list.store';
import { searchQuery } from '../store/search-words';
import type { DeskLook } from './desk-call';
import type { AskedFilter } from './item-filter.dto';
import { QueueAccess } from './queues/queue-access';

/** Turns what a caller asks for into what the store understands, through the caller's eyes. */
@Injectable()
export class ItemFilters {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly members: MembershipStore,
    private readonly access: QueueAccess,
  ) {}

  /** `pointerOf` names a member in problems: `?claimed` in an address, `/filter/claimed` in a body. Who asks in a transaction hands it in. */
  async of(asked: AskedFilter, look: DeskLook, pointerOf: (member: string) => string, on: Queryable = this.unitOfWork.reads): Promise<Filtered> {
    const filter = filterOf(asked, look, pointerOf);
    return { filter: asked.sections === 'mine' ? { ...filter, sections: await this.sectionsOf(look, on) } : filter, look: { now: look.now, closedQueues: await this.access.closedTo(look, on) } };
  }

  /** Those that the caller looks after; null: all of them, as for an owner who works nowhere in particular. */
  private async sectionsOf({ site, personId }: DeskLook, on: Queryable): Promise<readonly string[] | null> {
    const member = personId === null ? null : await this.members.find(on, site.id, personId);
    return member === null || member.sections.length === 0 ? null : member.sections;
  }
}

/** All that follows from the request alone. @throws a problem that names the member by `pointerOf` */
export function filterOf(asked: AskedFilter, { personId }: Pick<DeskLook, 'personId'>, pointerOf: (member: string) => string): ItemFilter {
  const state = asked.state ?? 'open';
  if (asked.claimed === 'me' && personId === null) throw invalidField(pointerOf('claimed'), 'Only a person has claims.');
  if (asked.sections === 'mine' && personId === null) throw invalidField(pointerOf('sections'), 'Only a person looks after sections.');
  for (const member of ['q', 'claimed', 'snoozed'] as const) {
    if (state === 'resolved' && asked[member] !== undefined) throw invalidField(pointerOf(member), 'Only open items can be narrowed by this.');
  }
  return {
    state,
    queueId: asked.queue ?? null,
    kind: asked.kind ?? null,
    articleId: asked.article ?? null,
    authorId: asked.author ?? null,
    section: asked.section ?? null,
    sections: null,
    rule: asked.rule ?? null,
    policy: asked.policy ?? null,
    lang: asked.lang ?? null,
    tag: asked.tag ?? null,
    minScore: asked.minScore === undefined ? null : Math.round(asked.minScore * 100),
    claimed: asked.claimed === undefined ? null : asked.claimed !== 'false',
    claimedBy: asked.claimed === 'me' ? personId : null,
    overdue: asked.overdue ?? null,
    escalated: asked.escalated ?? null,
    snoozed: asked.snoozed === 'any' ? null : asked.snoozed === 'true',
    reported: asked.reported ?? null,
    words: asked.q === undefined ? null : wordsIn(asked.q, pointerOf('q')),
  };
}

function wordsIn(question: string, pointer: string): string {
  const words = searchQuery(question);
  if (words === null) throw invalidField(pointer, 'There is no word in this to look for.');
  return words;
}

/** The order a list has when nobody asks for one: what waits by how bad it is, what was decided newest first. */
export function sortOf(state: ItemFilter['state'], sort: ItemSort | undefined, pointer: string): ItemSort {
  if (state === 'resolved' && sort === 'priority') throw invalidField(pointer, 'Resolved items are sorted by age: newest or oldest.');
  return sort ?? (state === 'open' ? 'priority' : 'newest');
}
