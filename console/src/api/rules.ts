import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, client } from './client';
import type { CheckResult, Draft, Rule, RuleMode, RuleSetDiff, RunningRuleSet, SchemaNode, Version } from './rule-types';

const RUNNING_EVERY_MS = 15_000;

/** The tag that a change must name, so that it overwrites nobody. */
export function ifMatch({ version }: Pick<Draft, 'version'>): { readonly 'if-match': string } {
  return { 'if-match': `"${String(version)}"` };
}

export function useRunning(site: string) {
  return useQuery({
    queryKey: ['rule-set', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/rule-set', { params: { path: { site } } }))) as unknown as RunningRuleSet,
    refetchInterval: RUNNING_EVERY_MS,
  });
}

export const draftKey = (site: string): readonly string[] => ['rule-draft', site];

export async function readDraft(site: string): Promise<Draft> {
  return draftOf(await answerOf(client.GET('/v1/sites/{site}/rule-set/draft', { params: { path: { site } } })));
}

export async function saveYaml(site: string, yaml: string, seen: Draft): Promise<Draft> {
  return draftOf(await answerOf(client.PUT('/v1/sites/{site}/rule-set/draft', { params: { path: { site }, header: ifMatch(seen) }, body: { yaml } })));
}

export async function saveRule(site: string, rule: Rule, seen: Draft): Promise<Draft> {
  return draftOf(await answerOf(client.PUT('/v1/sites/{site}/rule-set/draft/rules/{id}', { params: { path: { site, id: rule.id }, header: ifMatch(seen) }, body: { rule } })));
}

export async function removeRule(site: string, id: string, seen: Draft): Promise<Draft> {
  return draftOf(await answerOf(client.DELETE('/v1/sites/{site}/rule-set/draft/rules/{id}', { params: { path: { site, id }, header: ifMatch(seen) } })));
}

export async function resetDraft(site: string, seen: Draft): Promise<Draft> {
  return draftOf(await answerOf(client.DELETE('/v1/sites/{site}/rule-set/draft', { params: { path: { site }, header: ifMatch(seen) } })));
}

/** What the language says of the document inside is more than its description says. */
export function draftOf(view: unknown): Draft {
  return view as Draft;
}

export function checkYaml(site: string, yaml: string): Promise<CheckResult> {
  return answerOf(client.POST('/v1/sites/{site}/rule-set/draft:check', { params: { path: { site } }, body: { yaml } }));
}

/** What the check says of the draft as it is saved; the last answer stays until the next one is there. */
export function useCheck(site: string, version: number | undefined) {
  return useQuery({
    queryKey: ['rule-check', site, version],
    queryFn: () => answerOf(client.POST('/v1/sites/{site}/rule-set/draft:check', { params: { path: { site } }, body: {} })),
    enabled: version !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

export interface Trial {
  readonly body: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly against: 'draft' | 'running';
}

/** The verdict on a made-up comment; `state` is what makes the rules other ones. */
export function useTry(site: string, { body, fields, against }: Trial, state: string) {
  return useQuery({
    queryKey: ['rule-try', site, state, against, fields, body],
    queryFn: async () => {
      const { items, tookUs } = await answerOf(client.POST('/v1/sites/{site}/rule-set/draft:try', { params: { path: { site } }, body: { comments: [{ body, fields, format: 'text', event: 'create' }], against } }));
      return { body, verdict: items[0]?.verdict, tookUs };
    },
    enabled: body.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function useVersions(site: string) {
  return useQuery({ queryKey: ['rule-versions', site], queryFn: () => answerOf(client.GET('/v1/sites/{site}/rule-set/versions', { params: { path: { site }, query: { limit: 50 } } })) });
}

/** `to` may be the draft; `state` is what makes the answer another one. */
export function useDiff(site: string, from: number | undefined, to: number | 'draft', state: string) {
  return useQuery({
    queryKey: ['rule-diff', site, from, to, state],
    queryFn: (): Promise<RuleSetDiff> => answerOf(client.GET('/v1/sites/{site}/rule-set/versions/{from}...{to}', { params: { path: { site, from: String(from), to: String(to) } } })),
    enabled: from !== undefined,
    placeholderData: keepPreviousData,
  });
}

export function useSchema() {
  return useQuery({ queryKey: ['rule-schema'], queryFn: async () => (await answerOf(client.GET('/v1/rule-language/schema'))) as SchemaNode, staleTime: Infinity });
}

export interface Publication {
  readonly note: string;
  /** Why a rule may reject that has not proved itself. */
  readonly reason: string | null;
  /** The version that runs, where it is another than the draft was begun from. */
  readonly replaces: number | null;
  readonly seen: Draft;
}

export function usePublish(site: string) {
  const refresh = useRefresh(site);
  return useMutation({
    mutationFn: ({ note, reason, replaces, seen }: Publication): Promise<Version> =>
      answerOf(client.POST('/v1/sites/{site}/rule-set/versions', { params: { path: { site }, header: ifMatch(seen) }, body: { note, ...(reason === null ? {} : { override: { reason } }), ...(replaces === null ? {} : { replaces }) } })),
    onSuccess: refresh,
  });
}

export function useRollback(site: string) {
  const refresh = useRefresh(site);
  return useMutation({
    mutationFn: ({ to, note }: { readonly to: number; readonly note: string }): Promise<Version> => answerOf(client.POST('/v1/sites/{site}/rule-set/rollback', { params: { path: { site } }, body: { to, ...(note === '' ? {} : { note }) } })),
    onSuccess: refresh,
  });
}

export interface ModeSwitch {
  readonly id: string;
  readonly mode: Exclude<RuleMode, 'draft'>;
  readonly note: string;
  readonly reason: string | null;
}

export function useSetMode(site: string) {
  const refresh = useRefresh(site);
  return useMutation({
    mutationFn: ({ id, mode, note, reason }: ModeSwitch): Promise<Version> => answerOf(client.POST('/v1/sites/{site}/rule-set/rules/{id}/mode', { params: { path: { site, id } }, body: { mode, note, ...(reason === null ? {} : { override: { reason } }) } })),
    onSuccess: refresh,
  });
}

const ALL = ['rule-set', 'rule-draft', 'rule-versions', 'rule-stats', 'rule-diff', 'rule-check', 'rule-try'];

/** After another version runs, nothing that was read before holds. */
function useRefresh(site: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(ALL.map((name) => queries.invalidateQueries({ queryKey: [name, site] })));
  };
}

/** What an update of the starter rules would bring. */
export function useStarter(site: string) {
  return useQuery({ queryKey: ['rule-set', site, 'starter'], queryFn: () => answerOf(client.GET('/v1/sites/{site}/rule-set/starter', { params: { path: { site } } })), staleTime: 60_000, retry: false });
}

export async function takeStarter(site: string, seen: Draft): Promise<Draft> {
  return draftOf((await answerOf(client.POST('/v1/sites/{site}/rule-set/starter/update', { params: { path: { site }, header: ifMatch(seen) } }))).draft);
}
