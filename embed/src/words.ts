import { de } from './words-de';
import { es } from './words-es';
import { fr } from './words-fr';

const en = {
  title: 'Comments',
  newest: 'Newest first',
  oldest: 'Oldest first',
  order: 'Order',
  write: 'Write a comment',
  writeReply: (name: string) => `Reply to ${name}`,
  name: 'Your name',
  nameHint: 'shown beside your comment',
  send: 'Send',
  sending: 'Sending …',
  cancel: 'Cancel',
  reply: 'Reply',
  report: 'Report',
  edit: 'Edit',
  save: 'Save',
  editLeft: (minutes: number) => (minutes === 1 ? 'You can change it for one more minute.' : `You can change it for ${String(minutes)} more minutes.`),
  editOver: 'It is too late to change this comment.',
  withdraw: 'Take back',
  withdrawSure: 'Take it back for good',
  reported: 'Thank you. A moderator will look at it.',
  reportWhy: 'What is wrong with it?',
  reasons: { spam: 'Spam', offensive: 'Offensive', 'off-topic': 'Off topic', 'personal-data': 'Private details', threat: 'Threat', other: 'Something else' },
  illegal: 'Illegal content',
  published: 'Your comment is up.',
  held: 'A moderator will look at it. You will see it here, others not yet.',
  rejected: 'Your comment was not published.',
  onlyYou: 'Only you can see this.',
  because: (policy: string) => `Reason: ${policy}.`,
  appeal: 'Ask for another look',
  appealHint: 'A different moderator will read it again. Their decision is final.',
  appealWhy: 'Why should it be up? (You may leave this empty.)',
  appealSend: 'Ask',
  appealOpen: 'You asked for another look; a different moderator will read it.',
  appealDismissed: 'A different moderator has read it again, and it stays down.',
  appealUpheld: 'A different moderator has read it again: your comment is up.',
  anonymous: 'Anonymous',
  staff: 'Staff',
  subscriber: 'Subscriber',
  edited: 'edited',
  removed: 'This comment was removed.',
  inReplyTo: (name: string) => `in reply to ${name}`,
  empty: 'No comments yet. Yours would be the first.',
  emptyClosed: 'Nobody commented while the discussion was open.',
  closed: 'The discussion under this article is closed.',
  failed: 'The comments could not be loaded.',
  again: 'Try again',
  offline: 'You are offline. Your words are kept; send them when you are back.',
  notSent: 'That did not go through. Your words are kept; please try again.',
  tooMany: 'That was a lot at once. Please wait a moment and send again.',
  notThere: 'There are no comments for this page: the site or article is not known here.',
  notHere: 'Comments cannot be sent from this page.',
  parentGone: 'The comment you reply to is no longer there.',
  nudge: 'This may not be published as it is. Would you like to change it?',
  nudgeChange: 'Change it',
  nudgeSend: 'Send it anyway',
  needsWords: 'Write something first.',
  more: 'Show more comments',
  moreReplies: (count: number) => (count === 1 ? 'Show one more reply' : `Show ${String(count)} more replies`),
  fresh: (count: number) => (count === 1 ? 'Show one new comment' : `Show ${String(count)} new comments`),
  left: (count: number) => `${String(count)} characters left`,
};

export type Words = typeof en;

const LANGUAGES = new Map(Object.entries({ en, de, es, fr }));

/** Tags such as `de-AT`. */
export interface Languages {
  /** That the reader reads here. */
  readonly page: string;
  /** That the box speaks: words, dates and what a screen reader is told; the page's, as far as there are words in it. */
  readonly box: string;
}

/** The box in the page's language; English where there are no words in it, or it is none at all. */
export function speak(wanted: string): { words: Words; languages: Languages } {
  const page = canonical(wanted);
  const words = LANGUAGES.get(page.split('-')[0] ?? '');
  return { words: words ?? en, languages: { page, box: words === undefined ? 'en' : page } };
}

/** Also what is nearly one, such as `de_AT`. */
function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
