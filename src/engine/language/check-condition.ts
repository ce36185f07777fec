import type { NeedleSet } from '../match/matcher';
import { PatternError } from '../match/pattern-error';
import { hintAtDuplicate, hintAtField, hintAtRate, type Hinting } from './check-hints';
import { type CheckOptions } from './check-options';
import { isExact } from './counters';
import { fieldNamed, type Field } from './fields';
import {
  many, type AtLeastOperand, type ConditionDocument, type DuplicateOperand, type ListDocument, type NumberOperand, type OneOrMany,
  type RateOperand, type SetOperand, type TextOperand,
} from './document';
import { durationSeconds } from './duration';
import { nearest } from './nearest';
import { type Path, type Report } from './report';

export interface Checking {
  readonly report: Report;
  readonly lists: ReadonlyMap<string, ListDocument>;
  readonly ruleIds: ReadonlySet<string>;
  /** Only to try terms and patterns; thrown away. */
  readonly needles: NeedleSet;
  /** Patterns that run on every comment. */
  readonly unfiltered: Set<string>;
  readonly options: CheckOptions;
}

const TEXT_LISTS = ['words', 'regex', 'authors', 'emails'];

/** Checks one condition and everything in it. */
export function checkCondition(condition: ConditionDocument, path: Path, checking: Checking): void {
  for (const [key, operand] of Object.entries(condition)) checkKey(key, operand, { path: [...path, key], checking });
}

interface At {
  readonly path: Path;
  readonly checking: Checking;
}

function checkKey(key: string, operand: unknown, at: At): void {
  const { path, checking } = at;
  switch (key) {
    case 'all': case 'any': case 'none':
      (operand as readonly ConditionDocument[]).forEach((part, i) => { checkCondition(part, [...path, i], checking); });
      return;
    case 'at_least': checkAtLeast(operand as AtLeastOperand, at); return;
    case 'rule': checkReferences(operand as OneOrMany, checking.ruleIds, { ...at, what: 'rule' }); return;
    case 'rate': checkRate(operand as RateOperand, at); return;
    case 'duplicate': checkDuplicate(operand as DuplicateOperand, at); return;
    default: checkField(key, operand, at);
  }
}

const DAY = 86_400;
/** Counters reach back four weeks, near duplicates a month; what is older has been dropped. */
const LONGEST_WINDOW = 28 * DAY;
const LONGEST_NEAR_WINDOW = 30 * DAY;

function checkCounter({ window, count }: RateOperand | DuplicateOperand, longest: number, at: At): void {
  const seconds = durationSeconds(window) ?? 0;
  if (seconds === 0 || seconds > longest) at.checking.report.problem([...at.path, 'window'], `A window lasts from one second to ${String(longest / DAY)} days here.`);
  checkNumber(count, { ...at, path: [...at.path, 'count'] });
}

function checkRate(operand: RateOperand, at: At): void {
  checkCounter(operand, LONGEST_WINDOW, at);
  hintAtRate(operand, hinting(at));
}

function checkDuplicate(operand: DuplicateOperand, at: At): void {
  checkCounter(operand, isExact(operand) ? LONGEST_WINDOW : LONGEST_NEAR_WINDOW, at);
  hintAtDuplicate(operand, hinting(at));
}

function hinting({ path, checking: { report, options, lists } }: At): Hinting {
  return { path, report, options, lists };
}

function checkAtLeast({ n, of }: AtLeastOperand, { path, checking }: At): void {
  if (n > of.length) checking.report.problem([...path, 'n'], `At least ${String(n)} of ${String(of.length)} conditions can never hold.`);
  of.forEach((part, i) => { checkCondition(part, [...path, 'of', i], checking); });
}

function checkReferences(ids: OneOrMany, known: ReadonlySet<string> | ReadonlyMap<string, unknown>, { path, checking, what }: At & { what: string }): void {
  for (const id of many(ids)) {
    if (known.has(id)) continue;
    const meant = nearest(id, known.keys());
    checking.report.problem(path, `There is no ${what} \`${id}\`.${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}`);
  }
}

function checkField(key: string, operand: unknown, at: At): void {
  const field = fieldNamed(key);
  if (!field) return;
  if (field.kind === 'text') checkText(operand as TextOperand, at);
  if (field.kind === 'set') checkSet(field, operand as SetOperand, at);
  if (field.kind === 'number') checkNumber(operand as NumberOperand, at);
  hintAtField(field, operand, hinting(at));
}

function checkNumber(operand: NumberOperand, { path, checking }: At): void {
  if (typeof operand === 'number' || !operand.between) return;
  const [from, to] = operand.between;
  if (from > to) checking.report.problem([...path, 'between'], `Nothing lies between ${String(from)} and ${String(to)}. Write the smaller number first.`);
}

const MATCHERS = ['words', 'contains', 'starts_with', 'ends_with', 'equals', 'regex', 'lists', 'near'] as const;
const TERMS = ['words', 'contains', 'starts_with', 'ends_with', 'equals'] as const;

function checkText(operand: TextOperand, at: At): void {
  const { path, checking } = at;
  if (!MATCHERS.some((key) => operand[key] !== undefined)) checking.report.problem(path, `Says nothing to look for. Write one of: ${MATCHERS.join(', ')}.`);
  checkLists(operand.lists, TEXT_LISTS, { ...at, path: [...path, 'lists'] });
  checkLists(operand.except_lists, ['words'], { ...at, path: [...path, 'except_lists'] });
  for (const key of TERMS) many(operand[key]).forEach((term) => { tryTerm(term, { ...at, path: [...path, key] }); });
  for (const source of many(operand.regex)) tryPattern(source, { ...at, path: [...path, 'regex'] });
}

function checkSet(field: Field, operand: SetOperand, at: At): void {
  const fitting = field.domains ? ['domains'] : ['words', 'ips', 'emails', 'authors'];
  for (const key of ['any_in_lists', 'all_in_lists', 'none_in_lists'] as const) checkLists(operand[key], fitting, { ...at, path: [...at.path, key] });
}

function checkLists(ids: OneOrMany | undefined, fitting: readonly string[], at: At): void {
  if (ids === undefined) return;
  const { lists, report } = at.checking;
  checkReferences(ids, lists, { ...at, what: 'list' });
  for (const id of many(ids)) {
    const list = lists.get(id);
    if (list && !fitting.includes(list.kind)) report.problem(at.path, `The list \`${id}\` holds ${list.kind}; here stands a list of ${fitting.join(' or ')}.`);
  }
}

/** Patterns without a required literal are dear: a set may have a few (rules.md 3.5). */
const MOST_UNFILTERED = 30;
const SPARE = 'Give it a fixed part of three letters or more; for words with marks between the letters use `words` with `evasion: normal`.';

/** Refuses a pattern that cannot run in linear time or matches everywhere. */
export function tryPattern(source: string, { path, checking }: At): void {
  const needle = tried(() => checking.needles.addPattern({ source, caseExact: false, whole: false, entry: source }), { path, checking });
  if (needle === undefined || !checking.needles.isUnfiltered(needle)) return;
  checking.unfiltered.add(source);
  if (checking.unfiltered.size > MOST_UNFILTERED) checking.report.problem(path, `More than ${String(MOST_UNFILTERED)} patterns run on every comment, because nothing in them always stands in what they match. ${SPARE}`);
  else checking.report.warning(path, `\`${source}\` runs on every comment, because nothing in it always stands in what it matches. ${SPARE}`);
}

export function tryTerm(text: string, { path, checking }: At): void {
  tried(() => checking.needles.addTerm({ text, mode: 'word', caseExact: false, inflect: false, except: [], entry: text }), { path, checking });
}

function tried(add: () => number, { path, checking }: At): number | undefined {
  try {
    return add();
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    checking.report.problem(path, error.message);
    return undefined;
  }
}
