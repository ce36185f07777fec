import type { TFunction } from 'i18next';
import { ApiError } from '../../api/client';
import type { ReviewItem } from '../../api/types';
import { excerpt } from './wording';

export type DeskWords = TFunction<'desk'>;

export interface Trouble {
  readonly text: string;
  /** The item still waits: it goes back into the list. */
  readonly isWaiting: boolean;
}

/** Why something did not go through, in words, with who decided what where somebody did. */
export function troubleOf(t: DeskWords, item: ReviewItem, error: unknown): Trouble {
  const words = excerpt(item.comment.body, 40);
  if (!(error instanceof ApiError) || error.unreachable) return { text: t('trouble.unreachable', { words }), isWaiting: true };
  const decision = error.problem?.decision ?? null;
  const isResolved = error.code === 'already_resolved' || error.problem?.current?.state === 'resolved';
  if (isResolved && decision !== null) return { text: t(decision.action === 'reject' ? 'trouble.alreadyRejected' : 'trouble.alreadyApproved', { words, who: decision.decidedBy.name ?? t('somebody') }), isWaiting: false };
  switch (error.code) {
    case 'already_resolved':
      return { text: t('trouble.alreadyDecided', { words }), isWaiting: false };
    case 'version_conflict':
      return { text: t('trouble.changed', { words }), isWaiting: true };
    case 'claimed_by_other':
      return { text: t('trouble.claimed', { words, who: error.problem?.holder?.name ?? t('somebody') }), isWaiting: true };
    case 'self_review':
      return { text: t('trouble.selfReview', { words }), isWaiting: true };
    case 'superseded':
      return { text: t('trouble.superseded', { words }), isWaiting: false };
    default:
      return { text: t('trouble.other', { words, why: error.message }), isWaiting: true };
  }
}
