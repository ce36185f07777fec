import type { Backtest, BacktestChange, BacktestResult, Change, CheckResult, ImportResult, RuleList, RuleSetDiff, RuleStats, Version } from '../../../api/rule-types';
import { number } from '../../../words/times';
import { percent, precisionWords } from '../figures';
import { CHANGES, entries, hitCount, troubleWords } from './en';
import { MOST_TOLD, plural } from './phrasing';

/** The words of the pages beside the rule itself; the rest stands in en.ts. */
export const OVERVIEW = {
  title: 'Rules',
  rules: (active: number, shadow: number) => `${plural(active, 'rule acts', 'rules act')}, ${String(shadow)} watch in shadow.`,
  judged: (count: number, version: number) => `${plural(count, 'comment', 'comments')} judged in the last 7 days, by version ${String(version)} now.`,
  attention: 'Worth a look',
  quiet: 'Nothing. No rule is often overturned, none has fallen silent, none fails.',
  ready: 'Ready to act',
  watched: (stats: RuleStats) => `Watched long enough: people agree with it, ${precisionWords(stats)}.`,
  otherwise: ({ confirmed, overturned }: RuleStats) => `${hitCount(overturned)} of ${String(confirmed + overturned)} decided otherwise.`,
  scatter: 'Precision and hits, last 7 days',
  point: (rule: string, hits: number, share: number) => `${rule}: ${hitCount(hits)}, precision ${percent(share)}`,
  axis: 'more hits →',
  up: 'people agreed',
  columns: ['Hits', 'Right', 'Wrong', 'Precision'],
} as const;

export const REPORT = {
  worse: 'Worse than before',
  drop: (now: number, before: number) => `right in ${percent(now)} this week, in ${percent(before)} of the four weeks before`,
  lacking: 'What no rule knows yet',
  caption: 'Words in comments that people rejected although no rule had fired, in the last four weeks',
  text: 'Words',
  columns: ['Rejected', 'Approved', 'Would be right'],
  starter: 'New starter rules',
  starterWords: ({ name, version }: { name: string; version: number }, count: number, conflicts: readonly string[]) =>
    `Version ${String(version)} of “${name}” changes ${plural(count, 'rule or list', 'rules and lists')}. What this site has changed itself stays${conflicts.length === 0 ? '.' : `; both sides changed ${conflicts.join(', ')}, where the site’s words win.`}`,
  take: 'Take them into the draft',
  notTaken: (error: unknown) => `Not taken: ${troubleWords(error)}`,
} as const;

const KEYS: Readonly<Record<string, string>> = { when: 'condition', unless: 'exception', then: 'action' };

export const PUBLISH = {
  done: (version: number) => `Version ${String(version)} runs. Every process judges by it within a second of having compiled it.`,
  forget: 'Throw the draft away',
  forgotten: (version: number | undefined) => `The draft says again what version ${String(version ?? '')} says.`,
  notForgotten: (error: unknown) => `Not thrown away: ${troubleWords(error)}`,
  nothing: (version: number | undefined) => `The draft says what version ${String(version ?? '')} says: there is nothing to publish.`,
  over: (running: number, basedOn: number) => `Version ${String(running)} was published after this draft was begun from version ${String(basedOn)}. What stands here is the difference to version ${String(running)}: where the draft says otherwise, its changes are lost.`,
  changes: 'Changes',
  change: (change: Change, fields: readonly string[]) => `${CHANGES[change]}${change === 'changed' ? `: ${fields.map((field) => KEYS[field] ?? field).join(', ')}` : ''}`,
  mode: 'goes out in',
  ruleLabel: (rule: string) => `What changes in ${rule}`,
  list: 'List',
  listChange: (change: Change, added: number, removed: number) => `${CHANGES[change]}: ${entries(added)} more, ${entries(removed)} less`,
  checks: 'Checks',
  examples: ({ passed, failed }: CheckResult['examples']) => (failed.length === 0 ? `✓ ${plural(passed, 'example passes', 'examples pass')}` : `✗ ${plural(failed.length, 'example fails', 'examples fail')}, ${String(passed)} pass`),
  file: 'The whole file, line by line',
  fileLabel: 'What changes in the file',
  note: 'Note',
  noteHint: 'What changes and why, for those who look at this in a year.',
  reason: 'Reason to publish all the same',
  reasonHint: 'It is kept with the version.',
  publish: 'Publish',
  allTheSame: 'Publish all the same',
  publishOver: (version: number) => `Publish over version ${String(version)}`,
  mend: 'Mend the errors and examples above first.',
  say: 'Say in a note what changes.',
  moved: 'The draft has changed since you looked. Look at the changes above again, then publish.',
} as const;

export const VERSIONS = {
  title: 'Versions',
  columns: ['Version', 'Note', 'By', 'When', 'Rules'],
  runs: 'runs',
  service: 'Weir',
  noteOf: ({ note, rolledBackTo }: Version) => [rolledBackTo === null ? '' : `Back to version ${String(rolledBackTo)}`, note ?? ''].filter((part) => part !== '').join(': '),
  between: (running: number, version: number) => `From version ${String(running)}, which runs, back to version ${String(version)}`,
  noteHint: 'Why it goes back.',
  back: (version: number) => `Roll back to version ${String(version)}`,
  harmless: 'Makes a new version; nothing is lost.',
  current: (version: number) => `Version ${String(version)} runs now.`,
  done: (made: number, version: number) => `Version ${String(made)} runs: it says what version ${String(version)} said.`,
  same: 'They say the same.',
  changes: ({ rules, lists }: Pick<RuleSetDiff, 'rules' | 'lists'>) => [...rules.map(({ id, change }) => `${id} ${CHANGES[change]}`), ...lists.map(({ id, added, removed }) => `list ${id} ${entries(added)} more, ${String(removed)} less`)].join(' · '),
  diff: (from: number, to: number) => `What changes from version ${String(from)} to version ${String(to)}`,
} as const;

const backtestName = ({ against, basedOn }: Backtest): string => `${against === 'draft' ? 'Draft' : `Version ${String(against)}`} against version ${String(basedOn)}`;
const STATUS: Readonly<Record<Backtest['status'], string>> = { waiting: 'waits for its turn', running: 'is running', done: 'done', cancelled: 'cancelled', failed: 'failed' };
const DECIDED: Readonly<Record<NonNullable<BacktestChange['decided']>, string>> = { approve: 'a moderator approved it', reject: 'a moderator rejected it' };

export const BACKTEST = {
  title: 'Backtests',
  lead: 'A backtest judges stored comments again with the draft and says what would have been otherwise. Nothing happens to the comments.',
  over: 'The draft on',
  days: [['1', 'the last day'], ['7', 'the last 7 days'], ['30', 'the last 30 days'], ['', 'everything there is']],
  start: 'Start a backtest',
  notStarted: (error: unknown) => `The backtest did not start: ${troubleWords(error)}`,
  empty: 'There has been none yet.',
  what: 'What',
  state: 'State',
  judged: 'Comments',
  status: STATUS,
  name: backtestName,
  heading: (run: Backtest | undefined) => (run === undefined ? 'Backtest' : `Backtest: ${backtestName(run).toLowerCase()}`),
  all: 'All backtests',
  progress: ({ status, progress: { judged, total } }: Backtest) => (status === 'waiting' ? 'Waits for its turn' : total === null ? 'Begins' : `${number(judged)} of ${plural(total, 'comment', 'comments')}`),
  cancel: 'Cancel',
  notCancelled: (error: unknown) => `Not cancelled: ${troubleWords(error)}`,
  cancelled: ({ progress }: Backtest) => `It was cancelled after ${plural(progress.judged, 'comment', 'comments')}.`,
  failed: ({ failure }: Backtest) => `It failed. ${failure ?? 'Check the draft for errors, then start it again.'}`,
  unchanged: 'Unchanged',
  precision: 'Precision',
  was: (precision: string) => `was ${precision}`,
  size: ({ comments, perSecond, unknown }: BacktestResult) => `${plural(comments, 'comment', 'comments')}, ${number(Math.round(perSecond))} a second.${unknown > 0 ? ` For ${plural(unknown, 'comment', 'comments')} not every condition could be decided, because what it asks was not kept.` : ''}`,
  outcomes: 'Outcomes before and after',
  outcome: 'Outcome',
  before: 'before',
  after: 'after',
  byRule: 'By rule',
  rule: 'Rule',
  columns: ['Hits', 'Before', 'Alone', 'Right', 'Wrong', 'µs a comment'],
  others: (count: number) => `Also the ${plural(count, 'rule', 'rules')} without hits`,
  comments: 'The comments',
  kinds: 'Kind of change',
  none: 'None.',
  decided: DECIDED,
  erased: 'The text has been erased.',
} as const;

function importWords({ added, removed, changed, unchanged, repeated, total }: ImportResult): string {
  const parts = [`${entries(added)} more`, ...(removed > 0 ? [`${number(removed)} less`] : []), ...(changed > 0 ? [`${number(changed)} changed`] : []), ...(unchanged > 0 ? [`${number(unchanged)} as they were`] : []), ...(repeated > 0 ? [`${plural(repeated, 'line', 'lines')} twice`] : [])];
  return `${parts.join(', ')}; ${number(total)} in all`;
}

export const LISTS = {
  title: 'Lists',
  lead: 'Changes go into the draft and count once it is published.',
  none: 'There are no lists yet. A list holds words, domains or addresses that several rules may ask for.',
  list: 'List',
  holds: 'Holds',
  from: 'Source',
  runsWith: (count: number) => `runs with ${number(count)}`,
  fresh: 'New list',
  of: 'of',
  idHint: 'Small letters, digits and hyphens',
  addList: 'Add list',
  notAdded: (error: unknown) => `Not added: ${troubleWords(error)}`,
  missing: 'No such list',
  all: 'All lists',
  size: entries,
  unused: 'No rule asks for it.',
  usedBy: 'Asked for by',
  source: ({ source, license }: RuleList) => (source === undefined ? '' : ` Source: ${source}${license === undefined ? '' : ` (${license})`}.`),
  elsewhere: 'Elsewhere',
  export: { text: 'Export lines', csv: 'Export CSV', json: 'Export JSON' },
  remove: 'Remove the list',
  entries: 'Entries',
  entry: 'Entry',
  more: 'More',
  take: 'Remove',
  takeOne: (term: string) => `Remove ${term}`,
  search: 'Search',
  empty: 'It is empty.',
  nothing: (query: string) => `Nothing with “${query}”.`,
  add: 'Add entries',
  toAdd: 'Entries to add',
  as: 'as',
  formats: {
    text: { name: 'lines', hint: 'One per line; paste as many as you like.' },
    csv: { name: 'CSV', hint: 'First line: the column names, such as term, match, note, expires_at.' },
    json: { name: 'JSON', hint: 'A list of texts, or of entries with term, match, note …' },
  },
  modes: 'What to do with the entries there are',
  modeAdd: 'added to those there are',
  modeReplace: 'instead of those there are',
  preview: 'Look first',
  import: 'Into the draft',
  imported: (id: string, result: ImportResult) => `“${id}” in the draft: ${importWords(result)}.`,
  wouldBe: (result: ImportResult) => [`It would be: ${importWords(result)}.`, ...result.problems.slice(0, MOST_TOLD).map(({ line, message }) => `Line ${String(line)}: ${message}`)].join(' '),
} as const;
