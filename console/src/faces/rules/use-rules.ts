import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PersonSite } from '../../api/types';
import type { Rule } from '../../api/rule-types';
import { useStats } from '../../api/evidence';
import { saveRule, useCheck, useRunning } from '../../api/rules';
import { hrefOf, navigate } from '../../router';
import { listedRules } from './rule-list';
import { useDraft } from './use-draft';
import { FRESH_RULE, HEADER, NOT_REMOVED } from './wording';

export interface Notice {
  readonly tone: 'done' | 'trouble';
  readonly text: string;
}

const NOTICE_MS = 12_000;

/** Everything that the rules face knows and can do; the components only show it. */
export function useRules({ slug: site, permissions }: PersonSite) {
  const running = useRunning(site);
  const draft = useDraft(site);
  const check = useCheck(site, draft.saved?.version);
  const stats = useStats(site, 7);
  const mayEdit = permissions.includes('rules.publish');
  const [notice, setNotice] = useState<Notice | null>(null);
  const lastTab = useRef<'form' | 'yaml'>('form');
  const clearing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => { clearTimeout(clearing.current); }, []);

  const say = useCallback((next: Notice) => {
    clearTimeout(clearing.current);
    setNotice(next);
    clearing.current = setTimeout(() => { setNotice(null); }, NOTICE_MS);
  }, []);

  const rules = useMemo(() => (running.data === undefined || draft.document === undefined ? undefined : listedRules(running.data.document.rules, draft.document.rules, stats.data?.items)), [running.data, draft.document, stats.data]);
  const changes = rules?.filter(({ change }) => change !== null).length ?? 0;

  const add = useCallback(() => {
    const taken = new Set(draft.document?.rules.map(({ id }) => id));
    let number = 1;
    while (taken.has(`new-rule-${String(number)}`)) number += 1;
    const rule = freshRule(`new-rule-${String(number)}`);
    draft.change({ kind: 'rule', rule });
    void draft.flush();
    navigate(hrefOf(site, 'rules', rule.id));
  }, [draft, site]);

  const remove = useCallback(async (id: string) => {
    try {
      await draft.remove(id);
      say({ tone: 'done', text: HEADER.removed(id) });
    } catch (error) {
      say({ tone: 'trouble', text: NOT_REMOVED(error) });
    }
  }, [draft, say]);

  /** A rule that does not run yet may still change its id. */
  const rename = useCallback(async (rule: Rule, id: string) => {
    try {
      await draft.flush();
      const seen = draft.seen();
      if (seen === undefined) return;
      draft.keep(await saveRule(site, { ...rule, id }, seen));
      await draft.remove(rule.id);
      navigate(hrefOf(site, 'rules', id), { replace: true });
    } catch (error) {
      say({ tone: 'trouble', text: HEADER.notRenamed(error) });
    }
  }, [draft, say, site]);

  return { site, running, draft, check, stats, mayEdit, rules, changes, notice, say, lastTab, add, remove, rename };
}

export type RulesState = ReturnType<typeof useRules>;

/** Valid and harmless: it does nothing until somebody says what it should do. */
function freshRule(id: string): Rule {
  return { id, mode: 'shadow', policy: 'spam.other', when: { body: { words: ['example'] } }, then: { action: 'hold' }, ...FRESH_RULE };
}
