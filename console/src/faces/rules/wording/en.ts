import type { Action, Brake, Change, ChangeKind, Draft, Outcome, RuleFlag, RuleList, RuleMode, RuleStats } from '../../../api/rule-types';
import type { FieldKind, GroupMode, OPERATORS } from '../conditions';
import { percent } from '../figures';
import { plural, troubleIn } from './phrasing';

export const entries = (count: number): string => plural(count, 'entry', 'entries');
export const hitCount = (count: number): string => plural(count, 'hit', 'hits');

export const troubleWords = troubleIn({
  unreachable: 'The service could not be reached. Nothing is lost; try again in a moment.',
  forbidden: 'Your role on this site does not allow this. An admin can change that.',
});

export const NOT_REMOVED = (error: unknown): string => `Not removed: ${troubleWords(error)}`;
export const AS_TABLE = 'As a table';
export const BACK = 'Back';
export const MORE = 'More';
export const HITS_7 = 'Hits, 7 days';

export const MODES: Readonly<Record<RuleMode, string>> = { active: 'active', shadow: 'shadow', draft: 'draft', paused: 'paused' };

export const MODE_MEANS: Readonly<Record<RuleMode, string>> = {
  active: 'Acts on comments.',
  shadow: 'Only watches: it is counted and shown, and changes nothing.',
  draft: 'Does not run; only its examples do.',
  paused: 'Does not run.',
};

export const ACTIONS: Readonly<Record<Action, string>> = {
  none: 'Nothing by itself (score and tags only)',
  flag: 'Publish, look at it afterwards',
  hold: 'Hold for a moderator',
  reject: 'Reject',
  allow: 'Allow (overrules named groups)',
};

export const OUTCOMES: Readonly<Record<Outcome, string>> = { publish: 'Published', flag: 'Flagged', hold: 'Held', reject: 'Rejected' };

export const FLAGS: Readonly<Record<RuleFlag, { readonly word: string; readonly means: string }>> = {
  noisy: { word: 'noisy', means: 'Moderators often decide otherwise.' },
  dead: { word: 'never hits', means: 'It has not matched anything for a long time.' },
  braked: { word: 'braked', means: 'It matched suspiciously much, so its rejections only hold.' },
  degraded: { word: 'failing', means: 'It failed several times and is not run in full until somebody looks.' },
  alarm: { word: 'unusual', means: 'It matches far more than it used to.' },
  young: { word: 'young', means: 'New or edited within a day: too young to be judged.' },
};

export const CHANGES: Readonly<Record<Change, string>> = { added: 'new', removed: 'removed', changed: 'changed' };

export const CHANGE_KINDS: Readonly<Record<ChangeKind, string>> = { newly_caught: 'Newly caught', no_longer_caught: 'No longer caught', changed: 'Otherwise changed' };

export const LIST_KINDS: Readonly<Record<RuleList['kind'], string>> = { words: 'words', domains: 'domains', ips: 'addresses', emails: 'e-mail addresses', authors: 'authors', regex: 'patterns' };

export const FACE = {
  tab: 'Rules',
  pages: 'Workshop',
  pageNames: [['', 'Rules'], ['~lists', 'Lists'], ['~versions', 'Versions'], ['~backtests', 'Backtests']],
  keys: 'Keys',
  keyList: [['/', 'Filter the rules'], ['J', 'Next rule'], ['K', 'Previous rule'], ['T', 'Try a text'], ['B', 'Backtest the draft'], ['P', 'Review and publish'], ['?', 'This list']],
  forbidden: 'Not yours to see',
  forbiddenText: 'Your role on this site does not include the rules. A lead or an admin can change that.',
  failed: 'The rules could not be loaded',
  failedText: 'They go on judging as before. Try again in a moment.',
  again: 'Try again',
  missing: 'No such rule',
  missingText: 'It is neither in the draft nor in the version that runs.',
  all: 'All rules',
} as const;

export const RULE_LIST = {
  label: 'Rules',
  filter: 'Filter by name, mode, noisy …',
  filterLabel: 'Filter rules',
  add: 'New rule',
  columns: ['mode', 'hits, 7 days', 'precision'],
  empty: 'There are no rules yet. Every comment is published.',
  nothing: (filter: string) => `No rule with “${filter}”.`,
  hits: (rule: string) => `Hits of ${rule}`,
  ready: 'promote?',
  readyMeans: 'Watched long enough in shadow: people agree with it.',
} as const;

export const FRESH_RULE = { name: 'New rule', reason: 'Matches a new rule', examples: { match: ['This is an example'], no_match: ['This is not'] } };

export function precisionTitle({ confirmed, overturned, pending, precision }: Pick<RuleStats, 'confirmed' | 'overturned' | 'pending' | 'precision'>): string {
  if (precision === null) return pending === 0 ? 'No decision on its hits yet' : `No decision on its hits yet, ${String(pending)} waiting`;
  return `Moderators agreed with ${String(confirmed)} of ${String(confirmed + overturned)} hits; between ${percent(precision.low)} and ${percent(precision.high)} with 95 % certainty`;
}

export const CHART = {
  none: (label: string) => `${label}: none yet`,
  day: (day: string, { hits, confirmed, overturned }: { hits: number; confirmed: number; overturned: number }) => `${day}: ${hitCount(hits)}, ${String(confirmed)} confirmed, ${String(overturned)} overturned`,
  confirmed: 'confirmed',
  overturned: 'overturned',
  open: 'not decided by people',
  columns: ['Day', 'Hits', 'Confirmed', 'Overturned'],
} as const;

export const HEADER = {
  fresh: 'new, not published',
  version: (version: number, who: string | null) => `version ${String(version)}${who === null ? '' : ` by ${who}`},`,
  step: (from: RuleMode, to: RuleMode) => (to === 'paused' ? 'Pause' : to === 'active' ? (from === 'shadow' ? 'Promote' : 'Run') : from === 'active' ? 'Back to shadow' : 'Run in shadow'),
  stepMeans: 'Publishes a version in which only the mode of this rule is another',
  note: (rule: string, from: RuleMode, to: RuleMode) => `${rule}: ${MODES[from]} → ${MODES[to]}`,
  done: (version: number, rule: string, mode: RuleMode) => `Version ${String(version)} runs: “${rule}” is now ${MODES[mode]}.`,
  notDone: (error: unknown) => `Not changed: ${troubleWords(error)}`,
  reason: 'Reason to do it all the same',
  allTheSame: 'Do it all the same',
  leave: 'Leave it',
  remove: 'Remove from draft',
  removed: (id: string) => `“${id}” is out of the draft. What runs is as before until you publish.`,
  notRenamed: (error: unknown) => `Not renamed: ${troubleWords(error)}`,
} as const;

const BRAKES: Readonly<Record<Brake['kind'], string>> = {
  young: 'New or edited, it matched far more than a new rule should: what it would reject is held.',
  daily: 'It has acted as often as it may in a day: what it would reject is held.',
  degraded: 'It broke too often, so it is not run in full.',
  rate: 'It matches much more often than usual. Nothing is held back; somebody should look.',
};

export const BRAKE = {
  label: 'Brakes',
  words: ({ kind, until }: Brake, time: (iso: string) => string) => BRAKES[kind] + (until === null ? '' : ` Until ${time(until)}.`),
  since: (ago: string) => `Since ${ago}.`,
  release: 'Let it go on',
  released: (rule: string) => `“${rule}” goes on as it is written.`,
  notReleased: (error: unknown) => `Not released: ${troubleWords(error)}`,
} as const;

export const EVIDENCE = {
  label: 'Evidence, last seven days',
  precision: 'Precision',
  decided: 'Decided by people',
  right: 'right',
  wrong: 'wrong',
  waiting: 'waiting',
  alone: 'Alone',
  aloneMeans: 'Hits of this rule on comments that no other rule matched',
  last: 'Last hit',
  failures: 'Failures',
  more: 'Day by day, and by what matched',
  perDay: (rule: string) => `Hits of ${rule} per day`,
  entries: 'What matched, most frequent first',
  noEntries: 'No word or pattern has matched in these days.',
  notLoaded: 'What matched could not be loaded.',
  columns: ['Entry', 'Hits', 'Right', 'Wrong'],
  ready: 'It watches, and has proved itself: promote it when you like.',
  watching: (decided: number, enough: number, share: number) => `It watches in shadow and changes nothing. ${hitCount(decided)} of ${String(enough)} decided by people so far; promote it when it is surely right in ${percent(share)}.`,
} as const;

export const EDITING = {
  label: 'How to edit',
  form: 'Form',
  yaml: 'YAML',
  yamlLabel: (rule: string) => `Rule ${rule} as YAML`,
  unreadable: 'The text cannot be read as YAML at the moment, so there is no form of it. Mend it in YAML, or take it back there with Ctrl+Z.',
  rule: 'rule',
  list: 'list',
} as const;

/** What the editor says beside the schema's own words. */
export const HINT = {
  oneOf: (choices: readonly string[]) => `One of: ${choices.join(', ')}.`,
  takes: (keys: readonly string[]) => `Takes: ${keys.join(', ')}.`,
  usual: (value: string) => `If not written: ${value}.`,
} as const;

export const FORM = {
  name: 'Name',
  id: 'Id',
  idHint: 'Stays the same for as long as the rule lives: small letters, digits, hyphens.',
  reason: 'Reason',
  reasonHint: 'What moderators read above the comment.',
  policy: 'Policy',
  policyHint: 'The community rule it stands for.',
  mode: 'Mode',
  modeLabel: 'Mode in the draft',
  condition: 'Condition',
  when: 'Fires when',
  exception: 'Exception',
  addException: 'Add an exception',
  unless: 'Except when',
  action: 'Action',
  then: 'Then',
  score: 'Score',
  queue: 'Queue',
  also: 'also',
} as const;

type Operators = { readonly [Kind in FieldKind]: Readonly<Record<(typeof OPERATORS)[Kind][number], string>> };

const COMPARED: Operators = {
  text: { words: 'has a word of', contains: 'contains', lists: 'has a word of the lists', regex: 'matches a pattern of', starts_with: 'starts with', ends_with: 'ends with', equals: 'is exactly' },
  number: { lt: 'less than', lte: 'at most', gt: 'more than', gte: 'at least', eq: 'exactly', ne: 'not' },
  durations: { lt: 'shorter than', lte: 'at most', gt: 'longer than', gte: 'at least' },
  boolean: { true: 'yes', false: 'no' },
  enum: { in: 'is one of', not_in: 'is none of' },
  set: { any_in: 'has any of', all_in: 'has only', none_in: 'has none of', any_in_lists: 'has any of the lists', all_in_lists: 'has only those of the lists', none_in_lists: 'has none of the lists' },
};
const GROUPS: Readonly<Record<GroupMode, string>> = { all: 'all of these hold', any: 'any of these holds', none: 'none of these holds', at_least: 'at least this many hold' };
const OTHER_CONDITIONS: Readonly<Record<string, string>> = { rate: 'How often', duplicate: 'Same or similar text', rule: 'Another rule fires' };

export const CONDITION = {
  operators: COMPARED as Readonly<Record<FieldKind, Readonly<Record<string, string>>>>,
  groups: GROUPS,
  others: OTHER_CONDITIONS,
  howMany: (label: string) => `${label}: how many of these must hold`,
  count: 'How many',
  and: 'and',
  add: 'Add condition',
  addGroup: 'Add group',
  removeGroup: 'Remove group',
  remove: (field: string) => `Remove condition on ${field}`,
  asYaml: 'More than a row can show: edit it as YAML',
  field: 'Ask about',
  comment: 'comment',
  operator: (field: string) => `${field} is compared`,
  value: (field: string) => `Value for ${field}`,
  values: (field: string) => `Values for ${field}`,
  disguised: 'Disguised spellings',
  evasion: { off: 'as written', normal: 'also disguised', aggressive: 'also heavily disguised' },
  missing: 'also if not known',
  removeList: (list: string) => `Remove the list ${list}`,
  addListFor: (field: string) => `Add a list for ${field}`,
  addList: 'add a list …',
} as const;

export const onePerLine = (label: string): string => `${label}, one per line`;

export const EXAMPLES = {
  title: 'Examples',
  match: 'Must match',
  no_match: 'Must not match',
  none: 'none yet: two on each side show where a rule ends',
  later: 'run once there is no error',
  running: 'running …',
  pass: (count: number) => `✓ ${count === 1 ? 'passes' : `all ${String(count)} pass`}`,
  fail: (count: number) => `✗ ${plural(count, 'example fails', 'examples fail')}`,
  one: (side: string, number: number) => `${side}, example ${String(number)}`,
  remove: (label: string) => `Remove ${label.toLowerCase()}`,
  add: 'Add example',
  fresh: 'A new example',
} as const;

export const CHECK = {
  checking: 'Checking …',
  clean: '✓ No errors',
  errors: (count: number) => `✗ ${plural(count, 'error', 'errors')} – this cannot be published yet`,
  elsewhere: (count: number) => `${plural(count, 'error', 'errors')} in other rules`,
  show: 'Show the line',
} as const;

export const WRITERS = [
  { id: 'newcomer', label: 'a newcomer', fields: {} },
  { id: 'reader', label: 'a reader, 20 approved', fields: { 'author.kind': 'registered', 'author.approved': 20, 'author.rejected': 1, 'author.approval_rate': 0.91 } },
  { id: 'regular', label: 'a regular, 200 approved', fields: { 'author.kind': 'subscriber', 'author.approved': 200, 'author.rejected': 0, 'author.approval_rate': 0.99 } },
] as const;

export const TRY = {
  title: 'Try it',
  as: 'as',
  writer: 'Written by',
  on: 'on',
  against: 'Judged by',
  draft: 'the draft',
  running: 'what runs now',
  placeholder: 'Paste a comment: what the rules see is marked as you type.',
  empty: 'Nothing is stored.',
  noMatch: 'no rule matches',
  onlyShadow: 'only rules in shadow match',
  harmless: 'nothing that holds it back',
  score: (points: number) => `score ${String(points)}`,
  time: 'Time the engine took',
  more: 'More about the comment',
  facts: 'Facts, one per line',
  factsExample: 'article.section: politics\nrequest.form_time: 2s\nrate: 7',
  matches: 'Matches',
} as const;

const savedWords = ({ updatedAt, updatedBy }: Draft, ago: (iso: string) => string): string => (updatedAt === null ? '' : `, saved ${ago(updatedAt)}${updatedBy === null ? '' : ` by ${updatedBy.name}`}`);

export const DRAFT = {
  backtest: 'Backtest',
  publish: 'Review and publish',
  again: 'Save again',
  readOnly: 'You may look, but not change anything: rules are for admins.',
  saving: 'Saving the draft …',
  unreadable: 'the text cannot be read as YAML.',
  notSaved: (why: string) => `Not saved: ${why}`,
  same: (version: number) => `The draft says what version ${String(version)} says.`,
  changed: (rules: number, draft: Draft, ago: (iso: string) => string) => `Draft: ${rules === 0 ? 'lists or words' : plural(rules, 'rule', 'rules')} changed since version ${String(draft.basedOn)}${savedWords(draft, ago)}.`,
  conflict: (who: string | null) => `${who ?? 'Somebody else'} changed the draft while you were writing. Your last change is not saved.`,
  compare: 'Compare',
  theirs: (who: string | null) => (who === null ? 'Take the other' : `Take ${who}’s`),
  mine: 'Keep mine',
  between: (who: string | null) => `What ${who ?? 'somebody else'} saved (−) and what you wrote (+)`,
} as const;
