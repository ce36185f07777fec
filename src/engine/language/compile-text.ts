import type { Condition } from '../decide/condition';
import { textCondition, type Nearness, type TimedNeedle } from '../decide/text-condition';
import type { Anchor, NeedleSet, TextField, WordMode } from '../match/matcher';
import { allAtOnce, type Steps } from '../steps';
import { listNamed, type Asked, type Compiling, type PreparedText } from './compiling';
import { entryOf, many, type ListDocument, type OneOrMany, type TextOperand } from './document';

const MATCHERS: readonly { readonly key: 'words' | 'contains' | 'starts_with' | 'ends_with' | 'equals'; readonly mode: WordMode; readonly anchor?: Anchor }[] = [
  { key: 'words', mode: 'word' },
  { key: 'contains', mode: 'substring' },
  { key: 'starts_with', mode: 'substring', anchor: 'start' },
  { key: 'ends_with', mode: 'substring', anchor: 'end' },
  { key: 'equals', mode: 'substring', anchor: 'whole' },
];

/** Registers the terms and patterns of one text operand and ties them to its condition. */
export function compileText(field: string, operand: TextOperand, compiling: Compiling, asked: Asked): Condition {
  const { except, plain: listed, timed } = compiling.prepared.get(operand) ?? allAtOnce(prepareText(operand, compiling));
  const registering: Registering = { compiling, operand, except };
  const plain = [...ownNeedles(registering), ...listed];
  const fields: readonly TextField[] = field === 'text' ? ['title', 'body'] : [field as TextField];
  const needle = plain.length === 0 ? undefined : compiling.needles.addGroup(plain);
  for (const group of [...(needle === undefined ? [] : [needle]), ...timed.map((one) => one.needle)]) {
    const stepsPerUnit = compiling.needles.stepsPerUnit(group);
    if (stepsPerUnit > 0) asked.patterns.push({ fields, needle: group, stepsPerUnit });
  }
  return textCondition({
    fields,
    needle,
    timed,
    near: nearness(registering),
    patterns: patternsAmong([...plain, ...timed.map((one) => one.needle)], operand, compiling),
    part: operand.part ?? 'all',
    lists: many(operand.lists),
    minHits: operand.min_hits ?? 1,
    distinct: operand.distinct ?? false,
    missing: operand.missing ?? false,
  });
}

/** Registers what the lists of a text operand name, with places to pause: lists are long. */
export function* prepareText(operand: TextOperand, compiling: Compiling): Steps<PreparedText> {
  const except = [...many(operand.except), ...many(operand.except_lists).flatMap((id) => listNamed(compiling, id).entries.map((entry) => entryOf(entry).term))];
  const prepared = { except, plain: [], timed: [] };
  for (const id of many(operand.lists)) yield* addList({ compiling, operand, except }, listNamed(compiling, id), prepared);
  compiling.prepared.set(operand, prepared);
  return prepared;
}

function patternsAmong(needles: readonly number[], operand: TextOperand, compiling: Compiling): 'none' | 'filtered' | 'unfiltered' {
  if (needles.some((needle) => compiling.needles.isUnfiltered(needle))) return 'unfiltered';
  const hasPatterns = operand.regex !== undefined || many(operand.lists).some((id) => listNamed(compiling, id).kind === 'regex');
  return hasPatterns ? 'filtered' : 'none';
}

interface Registering {
  readonly compiling: Compiling;
  readonly operand: TextOperand;
  readonly except: readonly string[];
}

function ownNeedles({ compiling: { needles }, operand, except }: Registering): number[] {
  const shared = { caseExact: operand.case === 'exact', except, evasion: operand.evasion ?? 'off' };
  const terms = MATCHERS.flatMap(({ key, mode, anchor }) =>
    many(operand[key]).map((text) =>
      needles.addTerm({ ...shared, text, mode, anchor, inflect: key === 'words' && (operand.inflect ?? false), entry: text }),
    ),
  );
  const patterns = many(operand.regex).map((source) => needles.addPattern({ ...shared, source, whole: operand.whole ?? false, entry: source }));
  return [...terms, ...patterns];
}

/** An entry's own mode, exceptions and evasion win over the list's and the condition's. */
function* addList({ compiling: { needles }, operand, except }: Registering, list: ListDocument, into: { plain: number[]; timed: TimedNeedle[] }): Steps<void> {
  const caseExact = operand.case === 'exact';
  const inflect = operand.inflect ?? list.inflect ?? false;
  // One pattern takes about as long to compile as a hundred words.
  const stride = list.kind === 'regex' ? 1 : 100;
  for (const [index, written] of list.entries.entries()) {
    if (index % stride === 0) yield;
    const entry = entryOf(written);
    const shared = {
      caseExact, entry: `${list.id}:${entry.term}`, evasion: entry.evasion ?? operand.evasion ?? 'off',
      except: entry.except ? [...except, ...entry.except] : except,
    };
    const needle = list.kind === 'regex'
      ? needles.addPattern({ ...shared, source: entry.term, whole: operand.whole ?? false })
      : needles.addTerm({ ...shared, text: entry.term, mode: entry.match ?? list.match ?? 'word', inflect, lang: entry.lang });
    if (entry.expires_at === undefined) into.plain.push(needle);
    else into.timed.push({ needle, until: Date.parse(entry.expires_at) });
  }
}

function nearness({ compiling: { needles }, operand, except }: Registering): Nearness | undefined {
  const { near } = operand;
  if (!near) return undefined;
  const shared = { caseExact: operand.case === 'exact', except, evasion: operand.evasion ?? 'off', mode: 'word', inflect: operand.inflect ?? false } as const;
  const group = (words: OneOrMany): number => needles.addGroup(many(words).map((text) => needles.addTerm({ ...shared, text, entry: text })));
  return { a: group(near.a), b: group(near.b), within: near.within, ordered: near.ordered ?? false };
}

/** Tries one pattern alone. @throws PatternError with a sentence for its author. */
export function tryPattern(needles: NeedleSet, source: string): void {
  needles.addPattern({ source, caseExact: false, whole: false, entry: source });
}
