import type { Site } from '../domain/actor';
import type { CommentStatus } from '../domain/statuses';

/** Statuses in which a comment is its author's to change; what was rejected is for an appeal, so that nobody tries their way around a rule. */
const CHANGEABLE: readonly CommentStatus[] = ['published', 'held'];

export interface Aging {
  readonly status: CommentStatus;
  readonly created_at: Date;
}

/** How many seconds the author of a comment has left to change it, as a reader; 0: none. */
export function editSecondsLeft(site: Site, comment: Aging, now: Date): number {
  return CHANGEABLE.includes(comment.status) ? Math.max(0, Math.floor((endOfEdits(site, comment) - now.getTime()) / 1_000)) : 0;
}

/** Whether the window itself is over, whatever the status. */
export function isTooLate(site: Site, comment: Aging, now: Date): boolean {
  return now.getTime() >= endOfEdits(site, comment);
}

function endOfEdits({ settings }: Site, { created_at: createdAt }: Aging): number {
  return createdAt.getTime() + settings.readers.editMinutes * 60_000;
}
