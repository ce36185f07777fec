import { useCallback, useState } from 'react';
import type { ItemFilter } from '../../api/review';
import { plainFilter, useViews } from '../../api/views';
import { FEEDBACK } from './feedback-aside';
import type { Command } from './keys';
import type { Actions } from './use-actions';
import type { BulkPlan } from './use-bulk-run';
import type { DeskState } from './use-desk';
import type { SelectionState } from './use-selection';

/** What each command does, one by one and in the list; and which panels stand open. */
export function useCommands(desk: DeskState, actions: Actions, selection: SelectionState) {
  const { scope, line, currentId, item, deeds } = desk;
  const [sheet, setSheet] = useState<'help' | 'settings' | null>(null);
  const [isAuthorOpen, setAuthorOpen] = useState(false);
  const [isBanAsked, setBanAsked] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [searchAsked, setSearchAsked] = useState(0);
  const [plan, setPlan] = useState<BulkPlan | null>(null);
  const { data: views } = useViews(desk.site.slug);
  const viewFilter = views?.find(({ id }) => id === scope.filter['view'])?.filter as ItemFilter | undefined;
  const mayBulk = desk.mayDecide && desk.site.permissions.includes('review.bulk');

  const actOnMany = (action: 'approve' | 'reject'): void => {
    if (!mayBulk) return;
    const picked = line.items.filter(({ id }) => selection.ids.has(id)).map(({ id, version }) => ({ id, version }));
    // What a view says is spelled out: it may be changed before the list is frozen.
    if (selection.isAll) setPlan({ action, selection: { filter: { ...plainFilter({ ...viewFilter, ...scope.filter }), state: 'open' } } });
    else if (picked.length > 0) setPlan({ action, selection: { ids: picked } });
  };
  const ask = (what: NonNullable<Actions['ask']>): void => { if (actions.can.act) actions.setAsk(actions.ask === what ? null : what); };
  const toggleAuthor = (): void => {
    setBanAsked(false);
    setAuthorOpen(!isAuthorOpen);
  };

  const inList: Partial<Record<Command, () => void>> = {
    approve: () => { actOnMany('approve'); },
    reject: () => { actOnMany('reject'); },
    select: () => { if (currentId !== null && mayBulk) selection.toggle(currentId); },
    search: () => { setSearchAsked((count) => count + 1); },
  };
  const onCard: Partial<Record<Command, () => void>> = {
    approve: () => { actions.approve(); },
    reject: () => { if (actions.can.reject || desk.item === undefined) actions.setAsk('reject'); },
    message: () => { ask('message'); },
    skip: actions.skip,
    escalate: () => { ask('escalate'); },
    snooze: () => { ask('snooze'); },
    move: () => { ask('move'); },
    note: () => { ask('note'); },
    tag: () => { ask('tag'); },
    feedback: () => { document.getElementById(FEEDBACK)?.querySelector('button')?.focus(); },
    author: toggleAuthor,
    ban: () => { setAuthorOpen(true); setBanAsked(true); },
    select: () => {
      if (currentId === null || !mayBulk) return;
      selection.toggle(currentId);
      scope.setList(true);
    },
    search: () => {
      scope.setList(true);
      setSearchAsked((count) => count + 1);
    },
  };
  const everywhere: Partial<Record<Command, () => void>> = {
    undo: () => void deeds.undo(),
    next: () => { desk.step(1); },
    previous: () => { desk.step(-1); },
    list: () => { scope.setList(!scope.isList); },
    fresh: line.showFresh,
    focus: () => { setFocused(!isFocused); },
    settings: () => { setSheet('settings'); },
    help: () => { setSheet('help'); },
  };
  const escape = (): void => {
    if (actions.ask !== null) actions.setAsk(null);
    else if (isAuthorOpen && !scope.isList) toggleAuthor();
    else if (scope.isList && (selection.count > 0 || selection.isAll)) selection.clear();
    else if (scope.isList) scope.setList(false);
    else if (isFocused) setFocused(false);
    else deeds.complain(null);
  };

  const openItem = (id: string): void => {
    desk.open(id);
    scope.setList(false);
  };

  return {
    sheet, isAuthorOpen, isBanAsked, isFocused, searchAsked, plan, escape, actOnMany, openItem,
    enter: scope.isList && currentId !== null ? () => { openItem(currentId); } : undefined,
    closeSheet: useCallback(() => { setSheet(null); }, []),
    closePlan: useCallback(() => { setPlan(null); }, []),
    run: (command: Command): void => { ((scope.isList ? inList : onCard)[command] ?? everywhere[command])?.(); },
    actOnCopies: (): void => { if (item !== undefined) setPlan({ action: 'reject', selection: { filter: { nearDuplicatesOf: item.comment.id, state: 'open' } } }); },
    rejectAllOf: (author: string): void => { setPlan({ action: 'reject', selection: { filter: { author, state: 'open' } } }); },
  };
}
