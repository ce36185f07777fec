// What runs in a worker thread: pure work on rule sets of any size, so that no request waits for it.
import { createHash } from 'node:crypto';
import { workerData } from 'piscina';
import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import { compileInThread, shareDictionary, taughtInThread } from '../../evaluate/compile-for-judging';
import { goLast } from '../../platform/workers/go-last';
import { HashedWords } from '../../engine/text/ordinary-words';
import { checkRuleSet } from '../../engine/language/check';
import type { Problem } from '../../engine/language/problem';
import type { NewRuleList } from '../../store/rule-list.store';
import { checkSource, type CheckOutcome, type SourceToCheck } from './check-task';
import { type DiffTask, diffRuleSets, type RuleSetDifference } from './diff-task';
import { exportedList, type ExportTask, importedList, type ImportOutcome, type ImportTask } from './import-task';
import { type MergedItem, mergeStarter, type MergeTask } from './merge-task';
import { packedRuleSet } from './packed-rule-set';
import { type Edit, editedText } from './rule-set-edit';
import { parseSource, readSource, type ReadOutcome, type Source } from './source';
import { tryComments, type TriedComment, type TryOutcome } from './try-task';

goLast();
shareDictionary(new HashedWords((workerData as WorkshopData).words));

/** What each thread is given at its start. */
export interface WorkshopData {
  /** The dictionary's table, in shared memory. */
  readonly words: Uint32Array;
}

export function read(source: Source): ReadOutcome {
  return readSource(source);
}

export function check(source: SourceToCheck): CheckOutcome {
  return checkSource(source);
}

export interface EditTask {
  readonly yaml: string;
  readonly edits: readonly Edit[];
}

/** Changes a text; null when there is nothing of an id that shall be removed. Long lists are named in the text, not written into it. */
export function edit({ yaml, edits }: EditTask): ReadOutcome | null {
  const newLists: NewRuleList[] = [];
  let text = yaml;
  for (const one of edits) {
    const compact = one.value === undefined ? one : { ...one, value: named(one.value, newLists) };
    const next = editedText(text, compact);
    if (next === null) return null;
    text = next;
  }
  const outcome = readSource({ yaml: text, lists: [] });
  return 'problems' in outcome ? outcome : { draft: { ...outcome.draft, newLists: [...outcome.draft.newLists, ...newLists] } };
}

function named(value: Readonly<Record<string, unknown>>, newLists: NewRuleList[]): Readonly<Record<string, unknown>> {
  const packed = packedRuleSet({ lists: [value] });
  newLists.push(...packed.newLists);
  return packed.newLists.length === 0 ? value : ((JSON.parse(packed.document) as { readonly lists: readonly Record<string, unknown>[] }).lists[0] ?? value);
}

export interface ImportIntoText extends ImportTask {
  readonly yaml: string;
}

/** The list after the import, and the draft with it in place unless the file has problems. */
export function importEntries({ yaml, ...task }: ImportIntoText): { readonly outcome: Omit<ImportOutcome, 'list'>; readonly draft: ReadOutcome | null } {
  const { list, ...outcome } = importedList(task);
  return { outcome, draft: list === null ? null : edit({ yaml, edits: [{ part: 'lists', id: task.list.id, value: list }] }) };
}

export function exportEntries(task: ExportTask): string {
  return exportedList(task);
}

export interface TryTask {
  readonly source: Source;
  readonly comments: readonly TriedComment[];
  /** What the site has learned: no disguise is seen in these words. */
  readonly learned: readonly string[];
  readonly now: string;
}

/** Compiled a moment ago: whoever tries texts while writing sends the same rules again and again. */
const warm = new Map<string, CompiledRuleSet>();
const MOST_WARM = 3;

export function attempt({ source, comments, learned, now }: TryTask): TryOutcome | { readonly problems: readonly Problem[] } {
  const compiled = compiledOf(source);
  return 'problems' in compiled ? compiled : tryComments(taughtInThread(compiled, learned), comments, now);
}

function compiledOf(source: Source): CompiledRuleSet | { readonly problems: readonly Problem[] } {
  const hash = createHash('sha256').update(source.yaml ?? JSON.stringify(source.document)).update(source.lists.map(([name]) => name).join()).digest('hex');
  const known = warm.get(hash);
  if (known) return known;
  const parsed = parseSource(source);
  if ('problems' in parsed) return parsed;
  const { problems } = checkRuleSet(parsed.document, parsed.locate);
  if (problems.length > 0) return { problems };
  const compiled = compileInThread(parsed.document);
  warm.set(hash, compiled);
  for (const oldest of [...warm.keys()].slice(0, -MOST_WARM)) warm.delete(oldest);
  return compiled;
}

export function diff(task: DiffTask): RuleSetDifference {
  return diffRuleSets(task);
}

export interface MergeIntoText extends MergeTask {
  /** The text of `mine`. */
  readonly yaml: string;
}

/** The pack's changes and the draft with them in place. */
export function merge({ yaml, ...task }: MergeIntoText): { readonly items: readonly MergedItem[]; readonly draft: ReadOutcome | null } {
  const { items, edits } = mergeStarter(task);
  return { items, draft: edits.length === 0 ? null : edit({ yaml, edits }) };
}
