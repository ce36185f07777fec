import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { warmUp } from '../../engine/decide/warm-up';
import { checkRuleSet } from '../../engine/language/check';
import type { RuleSetDocument } from '../../engine/language/document';
import { validateRuleSet } from '../../engine/language/parse';
import type { Problem } from '../../engine/language/problem';
import { withStoredEntries } from '../../engine/language/stored-entries';
import { HashedWords, wordsOfAny } from '../../engine/text/ordinary-words';
import { compileInThread, shareDictionary } from '../../evaluate/compile-for-judging';
import { isUnavailable } from '../../platform/database/failures';
import { type OwnConnection, ownConnection } from '../../platform/database/own-connection';
import { goLast } from '../../platform/workers/go-last';
import type { ChangeKind, HistoryKey } from '../../store/backtest.store';
import { decisionsOn, type HistoryPart, historyPage, type HistoryRow, versionDocuments } from '../../store/history.store';
import { HistoryJudge, settle } from './history-judge';
import { addTally, emptyTally } from './tally';
import type { FoundChange, FromThread, GiveUp, Stretch, StretchResult, ThreadData } from './thread-messages';
import { type Candidate, VersionPlans } from './version-plans';

/** Rows in hand: two pages of them per thread at most, one being judged while the next is read. */
const PAGE = 500;
/** The plans that fit: one descent into each index per row, in the order of the history. */
const SETTINGS = { statement_timeout: '60s', enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', jit: 'off', plan_cache_mode: 'force_custom_plan' };

class RulesAtFault extends Error {
  constructor(first: Problem | undefined) {
    super(first === undefined ? 'The rules cannot be compiled.' : `${first.pointer === '' ? '' : `${first.pointer}: `}${first.message}`);
  }
}

const nanoseconds = (): number => performance.now() * 1_000_000;

const data = workerData as ThreadData;
const send = (message: FromThread): void => {
  parentPort?.postMessage(message);
};

class Backtesting {
  private constructor(
    private readonly on: OwnConnection,
    private readonly plans: VersionPlans,
    private readonly judge: HistoryJudge,
  ) {}

  static async begin(): Promise<Backtesting> {
    const candidate = candidateOf(data);
    const on = await ownConnection({ url: data.databaseUrl, name: 'weir backtest', settings: SETTINGS });
    const plans = new VersionPlans(candidate);
    return new Backtesting(on, plans, new HistoryJudge(candidate.compiled, plans, nanoseconds));
  }

  async stretch({ number, below, downTo, room }: Stretch): Promise<StretchResult> {
    const tally = emptyTally();
    const changes: FoundChange[] = [];
    const left = { ...room };
    let next = this.page(below, downTo);
    for (;;) {
      const rows = await next;
      const last = rows.at(-1);
      if (!last) break;
      const isLast = rows.length < PAGE;
      if (!isLast) next = this.page({ at: last.at, id: last.id }, downTo);
      // What is asked for while this page is judged may fail before anybody waits for it.
      next.catch(() => undefined);
      const batch = this.judge.batch(await this.known(rows));
      const words = await decisionsOn(this.on, data.siteId, batch.caught.map(({ row }) => row.comment_id));
      keep(changes, settle(batch, words), left);
      addTally(tally, batch.tally);
      send({ type: 'progress', evaluations: rows.length });
      if (isLast) break;
    }
    return { number, tally, changes };
  }

  private page(below: HistoryKey, downTo: HistoryKey): Promise<HistoryRow[]> {
    const part: HistoryPart = { below, downTo, since: data.since, limit: PAGE, around: this.judge.around };
    return historyPage(this.on, data.siteId, part);
  }

  /** Sees to it that there is a plan for each version that judged these rows. */
  private async known(rows: readonly HistoryRow[]): Promise<readonly HistoryRow[]> {
    const unknown = new Set<string>();
    for (const { rule_set_version: version } of rows) if (!this.plans.knows(version)) unknown.add(version);
    if (unknown.size === 0) return rows;
    const documents = await versionDocuments(this.on, data.siteId, [...unknown].map(Number));
    for (const version of unknown) this.plans.add(version, (documents.get(version) ?? null) as RuleSetDocument | null);
    return rows;
  }
}

function keep(kept: FoundChange[], found: readonly FoundChange[], left: Record<ChangeKind, number>): void {
  for (const change of found) {
    if (left[change.kind] <= 0) continue;
    left[change.kind]--;
    kept.push(change);
  }
}

function candidateOf({ document, lists, checks }: ThreadData): Candidate {
  const texts = new Map(lists);
  const compact = JSON.parse(document) as RuleSetDocument;
  const full = withStoredEntries(compact, (hash) => entriesIn(texts.get(hash))) as RuleSetDocument;
  if (checks) refuseWrong(full);
  const compiled = compileInThread(full);
  warmUp(compiled);
  return { document: compact, full, compiled };
}

function refuseWrong(document: RuleSetDocument): void {
  const parsed = validateRuleSet(forgiven(document));
  if ('problems' in parsed) throw new RulesAtFault(parsed.problems[0]);
  const { problems } = checkRuleSet(document);
  if (problems.length > 0) throw new RulesAtFault(problems[0]);
}

/** What a rule owes to people and not to the engine may be missing while it is only tried. */
const OWED = { policy: 'tried', reason: 'Tried', examples: { match: ['a', 'b'], no_match: ['c', 'd'] } };

function forgiven(document: unknown): unknown {
  const { rules } = (document ?? {}) as { readonly rules?: unknown };
  if (!Array.isArray(rules)) return document;
  return { ...(document as object), rules: rules.map((rule: unknown) => (typeof rule === 'object' && rule !== null ? { ...OWED, ...rule } : rule)) };
}

function entriesIn(text: string | undefined): unknown {
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

function whyOf(error: unknown): GiveUp {
  const message = error instanceof Error ? error.message : 'unknown';
  if (error instanceof RulesAtFault) return { because: 'rules', message };
  return { because: isUnavailable(error) ? 'database' : 'fault', message };
}

async function work(): Promise<void> {
  goLast();
  shareDictionary(wordsOfAny(new Set(data.learned), new HashedWords(data.words)));
  const backtesting = await Backtesting.begin();
  parentPort?.on('message', (stretch: Stretch) => {
    backtesting.stretch(stretch).then(
      (result) => { send({ type: 'done', result }); },
      (error: unknown) => { send({ type: 'gave_up', why: whyOf(error) }); },
    );
  });
  send({ type: 'ready' });
}

work().catch((error: unknown) => { send({ type: 'gave_up', why: whyOf(error) }); });
