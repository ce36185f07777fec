import { useEffect } from 'react';
import { type KeyMap, useKeys } from '../../shell/use-keys';
import type { Policy, Queue } from '../../api/types';
import { type Command, COMMANDS, keyOf, type KeySet } from './keys';
import { snoozeChoices } from './snooze';
import { type Actions, DIGITS } from './use-actions';
import type { DeskState } from './use-desk';

interface Wiring {
  readonly keys: KeySet;
  readonly run: (command: Command) => void;
  readonly escape: () => void;
  readonly enter: (() => void) | undefined;
  readonly policies: readonly Policy[];
  readonly queues: readonly Queue[];
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** One key, one command; while something is asked for, the digits answer. */
export function useDeskKeys(desk: DeskState, actions: Actions, { keys, run, escape, enter, policies, queues, page, onPage }: Wiring): void {
  const commands = Object.fromEntries(COMMANDS.flatMap((command) => {
    const key = keyOf(keys, command);
    return key === null ? [] : [[key, () => { run(command); }] as const];
  }));
  const { early } = actions;
  const answers = answersOf(desk, actions, policies, queues).slice(page * DIGITS, (page + 1) * DIGITS);
  const digits: KeyMap = actions.ask === null ? {} : Object.fromEntries([
    ...Array.from({ length: DIGITS }, (_, index) => [String(index + 1), () => { if (early.keep !== null && actions.ask === 'reject') early.keep(index); else answers[index]?.(); }] as const),
    ['0', () => { onPage(page + 1); }],
  ]);
  useKeys({ ...commands, ...digits, Escape: escape, Enter: enter });

  // The reasons have come: what was pressed for them a moment ago holds.
  useEffect(() => {
    if (early.digit === null) return;
    early.clear();
    answers[early.digit]?.();
  });
}

function answersOf({ t }: DeskState, actions: Actions, policies: readonly Policy[], queues: readonly Queue[]): readonly (() => void)[] {
  switch (actions.ask) {
    case 'reject': return policies.map((policy) => () => { actions.reject(policy); });
    case 'move': return queues.map((queue) => () => { actions.move(queue); });
    case 'snooze': return snoozeChoices(new Date()).map(({ name, until }) => () => { actions.snooze(until, t(`ask.${name}`)); });
    default: return [];
  }
}
