import type { CommentStatus } from '../../../domain/statuses';

type Flag = { readonly actionType: 'FLAG'; readonly reason: 'COMMENT_DETECTED_TOXIC' | 'COMMENT_DETECTED_SPAM' };
type Code = 'OFFENSIVE' | 'ABUSIVE' | 'SPAM' | 'BANNED_WORD' | 'AD' | 'ILLEGAL_CONTENT' | 'HARASSMENT_BULLYING' | 'MISINFORMATION' | 'HATE_SPEECH' | 'IRRELEVANT_CONTENT' | 'OTHER';

/** What Coral accepts; a member that is there and empty or null discards the whole answer over there. */
export interface CoralAnswer {
  readonly status?: 'REJECTED' | 'SYSTEM_WITHHELD';
  readonly actions?: readonly Flag[];
  readonly moderationAction?: { readonly status: 'REJECTED'; readonly rejectionReason: { readonly code: Code; readonly customReason?: string } };
}

/** What Weir says about the comment. */
export interface ToldCoral {
  readonly status: CommentStatus;
  readonly isFlagged: boolean;
  /** Such as `spam.links`. */
  readonly policy: string | null;
  readonly reason: string | null;
}

/** By the first part of the policy. Those of the site's own making are OTHER, with the reason in words. */
const CODES: Readonly<Record<string, Code>> = {
  spam: 'SPAM',
  scam: 'SPAM',
  advertising: 'AD',
  abuse: 'ABUSIVE',
  profanity: 'BANNED_WORD',
  offensive: 'OFFENSIVE',
  hate: 'HATE_SPEECH',
  threat: 'HARASSMENT_BULLYING',
  harassment: 'HARASSMENT_BULLYING',
  illegal: 'ILLEGAL_CONTENT',
  misinformation: 'MISINFORMATION',
  'off-topic': 'IRRELEVANT_CONTENT',
};

const SPAM_CODES: ReadonlySet<Code> = new Set(['SPAM', 'AD']);
const LONGEST_REASON = 500;

/** The answer to Coral; null for no opinion, which is 204. `moderationAction` goes with a rejection only: with any other status Coral would write to the author all the same. */
export function coralAnswer(told: ToldCoral): CoralAnswer | null {
  switch (told.status) {
    case 'published':
      return told.isFlagged ? { actions: [flagOf(told)] } : null;
    case 'held':
      return { status: 'SYSTEM_WITHHELD', actions: [flagOf(told)] };
    case 'rejected':
      return { status: 'REJECTED', moderationAction: { status: 'REJECTED', rejectionReason: reasonOf(told) } };
    case 'withdrawn':
      return null;
  }
}

function codeOf({ policy }: ToldCoral): Code {
  return CODES[policy?.split('.')[0] ?? ''] ?? 'OTHER';
}

function flagOf(told: ToldCoral): Flag {
  return { actionType: 'FLAG', reason: SPAM_CODES.has(codeOf(told)) ? 'COMMENT_DETECTED_SPAM' : 'COMMENT_DETECTED_TOXIC' };
}

function reasonOf(told: ToldCoral): NonNullable<CoralAnswer['moderationAction']>['rejectionReason'] {
  const code = codeOf(told);
  const reason = told.reason?.trim().slice(0, LONGEST_REASON) ?? '';
  return code === 'OTHER' && reason !== '' ? { code, customReason: reason } : { code };
}
