/** What can be done at the desk by one key. */
export const COMMANDS = ['approve', 'reject', 'message', 'skip', 'escalate', 'snooze', 'move', 'note', 'tag', 'feedback', 'undo', 'next', 'previous', 'author', 'ban', 'list', 'select', 'search', 'fresh', 'focus', 'settings', 'help'] as const;
export type Command = (typeof COMMANDS)[number];
export type KeySet = 'weir' | 'coral';

/** Our own, and those that hands know from Coral; what Coral has no key for keeps ours where that is free. */
const KEYS: Readonly<Record<KeySet, Readonly<Record<Command, string | null>>>> = {
  weir: {
    approve: 'a', reject: 'r', message: 'm', skip: 's', escalate: 'e', snooze: 'h', move: 'v', note: 'n', tag: 't', feedback: 'w', undo: 'z', next: 'j', previous: 'k',
    author: 'b', ban: null, list: 'l', select: 'x', search: '/', fresh: '.', focus: 'f', settings: ',', help: '?',
  },
  coral: {
    approve: 'f', reject: 'd', message: 'm', skip: 's', escalate: 'e', snooze: 'h', move: 'v', note: 'n', tag: 't', feedback: 'w', undo: 'u', next: 'j', previous: 'k',
    author: 'p', ban: 'b', list: 'l', select: 'x', search: '/', fresh: '.', focus: 'z', settings: ',', help: '?',
  },
};

export function keyOf(set: KeySet, command: Command): string | null {
  return KEYS[set][command];
}

/** As it stands on a button. */
export function keyLabel(set: KeySet, command: Command): string {
  return (KEYS[set][command] ?? '').toUpperCase();
}
