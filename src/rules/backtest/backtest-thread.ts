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
import type { ChangeKind } from '../../store/backtest.store';
import { decisionsOn, HISTORY_SETTINGS, type HistoryFacts, historyFacts, type HistoryLine, historyLines, historyPage, type HistoryPart, type HumanWord, versionDocuments } from '../../store/history.store';
import { type Batch, commentsIn, HistoryJudge, settle } from './history-judge';
import type { FoundChange, FromThread, GiveUp, Stretch, StretchResult, ThreadData } from './thread-messages';
import { type Candidate, VersionPlans } from './version-plans';

/** Beyond this share of comments whose facts are needed, they are read with all lines at once. */
const MANY = 0.3;
/** Of so many stretches read with facts one is read without, to see whether they are still needed. */
const TRIED_EACH = 16;

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
  private needsFacts = false;
  private stretches = 1;

  private constructor(
    private readonly on: OwnConnection,
    private readonly plans: VersionPlans,
    private readonly judge: HistoryJudge,
  ) {}

  static async begin(): Promise<Backtesting> {
    const candidate = candidateOf(data);
    const on = await ownConnection({ url: data.databaseUrl, name: 'weir backtest', settings: HISTORY_SETTINGS });
    const plans = new VersionPlans(candidate);
    return new Backtesting(on, plans, new HistoryJudge(candidate.compiled, plans, nanoseconds));
  }

  async stretch({ number, below, downTo, room }: Stretch): Promise<StretchResult> {
    const changes: FoundChange[] = [];
    const { batch, words } = await this.judged({ below, downTo });
    keep(changes, settle(batch, words), { ...room });
    send({ type: 'progress', evaluations: batch.tally.evaluations });
    return { number, tally: batch.tally, changes };
  }

  private async judged(part: HistoryPart): Promise<{ batch: Batch; words: readonly HumanWord[] }> {
    const { on, judge } = this;
    const { siteId } = data;
    if (this.needsFacts && this.stretches++ % TRIED_EACH !== 0) {
      const page = await historyPage(on, siteId, { ...part, around: judge.around });
      const batch = judge.allOpen(await this.known(page));
      // The rows themselves hold what is missing of each line.
      judge.rest(batch, (line) => line as HistoryLine & HistoryFacts);
      return { batch, words: await decisionsOn(on, siteId, batch.caught.map(({ row }) => row.comment_id)) };
    }
    const batch = judge.first(await this.known(await historyLines(on, siteId, part)));
    this.needsFacts = batch.open.length > batch.tally.evaluations * MANY;
    const [facts, words] = await Promise.all([historyFacts(on, siteId, { lines: batch.open.map(({ line }) => line), around: judge.around }), decisionsOn(on, siteId, commentsIn(batch))]);
    const byText = new Map(facts.map((each) => [`${each.comment_id} ${each.revision}`, each]));
    judge.rest(batch, ({ comment_id: id, revision }) => byText.get(`${id} ${revision}`));
    return { batch, words };
  }

  /** Sees to it that there is a plan for each version that judged these rows. */
  private async known<Line extends HistoryLine>(rows: readonly Line[]): Promise<readonly Line[]> {
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
