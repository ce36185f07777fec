import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import type { CheckResult, Rule, RuleSetDocument, Draft } from '../../api/rule-types';
import { checkYaml, draftKey, readDraft, removeRule, saveRule, saveYaml } from '../../api/rules';
import { troubleWords } from './wording';

/** Long enough not to save every letter, short enough that what one sees is what is judged. */
const SAVE_AFTER_MS = 600;
const LOOK_EVERY_MS = 5_000;

/** An edit that is not saved yet: the whole file, or one rule. */
export type Edit = { readonly kind: 'yaml'; readonly yaml: string } | { readonly kind: 'rule'; readonly rule: Rule };

export type SaveState =
  | { readonly is: 'saved' | 'waiting' | 'saving' }
  /** The text is no YAML; it stays here until it is. */
  | { readonly is: 'unreadable'; readonly check: CheckResult }
  /** Somebody else saved in between. */
  | { readonly is: 'conflict'; readonly theirs: Draft }
  | { readonly is: 'failed'; readonly words: string };

const SAVED: SaveState = { is: 'saved' };

/** The draft as it stands on this screen: what is saved, with the edit that is on its way. */
export function useDraft(site: string) {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: draftKey(site), queryFn: () => readDraft(site), refetchInterval: LOOK_EVERY_MS });
  const [edit, setEdit] = useState<Edit | null>(null);
  const [state, setState] = useState<SaveState>(SAVED);
  const pending = useRef<Edit | null>(null);
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** What the edit began from: anything newer read meanwhile is somebody else's. */
  const base = useRef<Draft | null>(null);

  const keep = useCallback((draft: Draft) => {
    base.current = draft;
    queries.setQueryData(draftKey(site), draft);
    void queries.invalidateQueries({ queryKey: ['rule-diff', site] });
  }, [queries, site]);

  const save = useCallback(async (): Promise<void> => {
    const next = pending.current;
    if (next === null || base.current === null) return;
    setState({ is: 'saving' });
    try {
      const saved = await put(site, next, base.current);
      keep(saved);
      if (pending.current !== next) return;
      pending.current = null;
      setEdit(null);
      setState(SAVED);
    } catch (error) {
      setState(await stateAfter(site, next, error));
    }
  }, [keep, site]);

  /** Saves now, one request after the other. */
  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const before = running.current;
    const mine = (before ?? Promise.resolve()).then(save);
    running.current = mine;
    await mine;
    if (running.current === mine) running.current = null;
  }, [save]);

  const change = useCallback((next: Edit) => {
    if (pending.current === null || base.current === null) base.current = query.data ?? null;
    pending.current = next;
    setEdit(next);
    setState((now) => (now.is === 'conflict' ? now : { is: 'waiting' }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), SAVE_AFTER_MS);
  }, [flush, query.data]);

  const settle = useCallback((kept: 'mine' | 'theirs') => {
    if (state.is !== 'conflict') return;
    keep(state.theirs);
    if (kept === 'theirs') pending.current = null;
    setEdit(pending.current);
    setState(SAVED);
    if (kept === 'mine') void flush();
  }, [flush, keep, state]);

  /** The draft as it is saved now: after a `flush`, what this rendering knows is old. */
  const seen = useCallback(() => queries.getQueryData<Draft>(draftKey(site)), [queries, site]);

  const remove = useCallback(async (id: string) => {
    await flush();
    const draft = seen();
    if (draft !== undefined) keep(await removeRule(site, id, draft));
  }, [flush, keep, seen, site]);

  useEffect(() => () => { clearTimeout(timer.current); void save(); }, [save]);
  useWarning(edit !== null);

  const document = useMemo(() => (query.data === undefined ? undefined : withEdit(query.data.document, edit)), [query.data, edit]);
  return { query, saved: query.data, document, edit, yaml: edit?.kind === 'yaml' ? edit.yaml : query.data?.yaml, state, change, flush, settle, remove, keep, seen };
}

export type DraftState = ReturnType<typeof useDraft>;

function put(site: string, edit: Edit, seen: Draft): Promise<Draft> {
  return edit.kind === 'yaml' ? saveYaml(site, edit.yaml, seen) : saveRule(site, edit.rule, seen);
}

async function stateAfter(site: string, edit: Edit, error: unknown): Promise<SaveState> {
  try {
    if (error instanceof ApiError && error.status === 412) return { is: 'conflict', theirs: await readDraft(site) };
    if (error instanceof ApiError && error.status === 422 && edit.kind === 'yaml') return { is: 'unreadable', check: await checkYaml(site, edit.yaml) };
  } catch {
    // Said below, in the words of the first failure.
  }
  return { is: 'failed', words: troubleWords(error) };
}

function withEdit(document: RuleSetDocument, edit: Edit | null): RuleSetDocument {
  if (edit?.kind !== 'rule') return document;
  const { rule } = edit;
  const known = document.rules.some(({ id }) => id === rule.id);
  return { ...document, rules: known ? document.rules.map((each) => (each.id === rule.id ? rule : each)) : [...document.rules, rule] };
}

/** The browser asks before it throws an unsaved edit away. */
function useWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const warn = (event: BeforeUnloadEvent): void => { event.preventDefault(); };
    window.addEventListener('beforeunload', warn);
    return () => { window.removeEventListener('beforeunload', warn); };
  }, [unsaved]);
}
