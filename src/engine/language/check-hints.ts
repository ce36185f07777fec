import type { Comparisons } from '../decide/field-conditions';
import { type CheckOptions } from './check-options';
import { duplicateCounter, duplicatePlan, isExact, rateCounter, SHORTEST_NEAR_DUPLICATE } from './counters';
import { many, type DuplicateOperand, type ListDocument, type NumberOperand, type RateOperand, type SetOperand, type TextOperand } from './document';
import { durationSeconds } from './duration';
import { type Field } from './fields';
import { nearest } from './nearest';
import { type Path, type Report } from './report';

/** Where a hint goes, and what is known of the site. */
export interface Hinting {
  readonly path: Path;
  readonly report: Report;
  readonly options: CheckOptions;
  readonly lists: ReadonlyMap<string, ListDocument>;
}

/** What will not go wrong but will not do what its author thinks either: warnings, which keep nothing from being published. */
export function hintAtField(field: Field, operand: unknown, hinting: Hinting): void {
  const { path, report, options } = hinting;
  if (options.neverSent?.has(field.name)) {
    report.warning(path, `This site has never had a value of \`${field.name}\`, so the condition says what its \`missing:\` says: ${missingOf(operand) ? 'true' : 'false'}.`);
  }
  if (field.group === 'signal') hintAtSignal(field.name.slice('signal.'.length), hinting);
  if (field.kind === 'number') hintAtRange(field, operand as NumberOperand, hinting);
  if (field.kind === 'text') hintAtText(operand as TextOperand, hinting);
  if (field.name === 'request.ip_lists') hintAtAddressLists(operand as SetOperand, hinting);
}

function missingOf(operand: unknown): boolean {
  return typeof operand === 'object' && operand !== null && 'missing' in operand && operand.missing === true;
}

function hintAtSignal(name: string, { path, report, options: { signals } }: Hinting): void {
  if (!signals || signals.includes(name)) return;
  const meant = nearest(name, signals);
  report.warning(path, `No signal \`${name}\` is computed for this site, so the condition is false. ${meant === undefined ? `There are: ${signals.join(', ') || 'none'}.` : `Did you mean \`${meant}\`?`}`);
}

/** A share of 70 was meant as 70 %. */
function hintAtRange({ name, range = [0, Infinity] }: Field, operand: NumberOperand, { path, report }: Hinting): void {
  const ops: Comparisons = typeof operand === 'number' ? { eq: operand } : operand;
  const named = [ops.eq, ops.ne, ops.lt, ops.lte, ops.gt, ops.gte, ...(ops.between ?? [])].filter((value) => value !== undefined);
  const outside = named.find((value) => value < range[0] || value > range[1]);
  if (outside === undefined) return;
  const bounds = range[1] === Infinity ? `${String(range[0])} or more` : `between ${String(range[0])} and ${String(range[1])}`;
  const share = range[1] === 1 && outside > 1 && outside <= 100 ? ` Write ${String(outside / 100)} for ${String(outside)} %.` : '';
  report.warning(path, `\`${name}\` is ${bounds}, so comparing it with ${String(outside)} always comes out the same.${share}`);
}

function hintAtText(operand: TextOperand, { path, report, lists }: Hinting): void {
  const hasPatterns = operand.regex !== undefined || many(operand.lists).some((id) => lists.get(id)?.kind === 'regex');
  const hasWords = operand.words !== undefined || operand.near !== undefined || many(operand.lists).some((id) => lists.get(id)?.kind !== 'regex');
  if (operand.whole !== undefined && !hasPatterns) report.warning([...path, 'whole'], '`whole` is for `regex`; `words` are whole words anyway, `contains` looks inside them.');
  if (operand.inflect === true && !hasWords) report.warning([...path, 'inflect'], '`inflect` is for `words`, `near` and lists; here is nothing to inflect.');
  if (operand.case === 'exact' && operand.evasion !== undefined && operand.evasion !== 'off') {
    report.warning([...path, 'evasion'], 'With `case: exact` no disguise is looked for: a disguised word is not exactly the word. Leave one of the two out.');
  }
}

function hintAtAddressLists(operand: SetOperand, { path, report, lists }: Hinting): void {
  for (const key of ['any_in', 'all_in', 'none_in'] as const) {
    for (const id of many(operand[key])) {
      if (lists.get(id)?.kind === 'ips') continue;
      report.warning([...path, key], `This rule set has no list \`${id}\` of kind \`ips\`, so no address is in it.`);
    }
  }
}

export function hintAtRate(operand: RateOperand, hinting: Hinting): void {
  hintAtHistory(rateCounter(operand).id, operand.window, hinting);
}

export function hintAtDuplicate(operand: DuplicateOperand, hinting: Hinting): void {
  const { path, report } = hinting;
  hintAtHistory(isExact(operand) ? duplicateCounter(operand).id : duplicatePlan(operand).id, operand.window, hinting);
  if (!isExact(operand) && operand.min_length !== undefined && operand.min_length < SHORTEST_NEAR_DUPLICATE) {
    report.warning([...path, 'min_length'], `Near copies are looked for among bodies of ${String(SHORTEST_NEAR_DUPLICATE)} characters and more. For shorter ones write \`similarity: 1\`: the same text.`);
  }
}

/** A live window without full history counts what there is (decisions.md 4). */
function hintAtHistory(id: string, window: string, { path, report, options: { counted } }: Hinting): void {
  const seconds = durationSeconds(window) ?? 0;
  const known = counted?.get(id) ?? 0;
  if (!counted || known >= seconds) return;
  report.warning([...path, 'window'], known === 0
    ? `This has not been counted before: the count begins when the rule set is published, and is whole after ${window}.`
    : `This has been counted for ${spoken(known)} of its ${window}; until the window is full it counts what there is.`);
}

function spoken(seconds: number): string {
  if (seconds >= 172_800) return `${String(Math.floor(seconds / 86_400))} days`;
  return seconds >= 7_200 ? `${String(Math.floor(seconds / 3_600))} hours` : `${String(Math.floor(seconds / 60))} minutes`;
}
