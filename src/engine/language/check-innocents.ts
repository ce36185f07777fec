import { needleSet } from '../match/needle-set';
import type { WordMode } from '../match/matcher';
import { entryOf, many, type ConditionDocument, type ListDocument, type RuleSetDocument, type TextOperand } from './document';
import { conditionsOf } from './references';
import { type Path, type Report } from './report';
import { fieldNamed } from './fields';

/** A term that looks inside words, and where it stands. */
interface Looker {
  readonly term: string;
  readonly mode: WordMode;
  readonly except: readonly string[];
  readonly path: Path;
}

/** So many words of a dictionary hold a term by chance; fewer are its own inflections. */
const TOLERATED = 4;
const SHOWN = 5;
const CHUNK = 9_000;
const MOST_WARNINGS = 50;

/**
 * Tries each term that looks inside words on a dictionary, and names those that stand in many innocent ones (rules.md 2.7):
 * "`ass` also stands inside 827 ordinary words: bass, class …".
 */
export function warnAboutInnocents(document: RuleSetDocument, dictionary: readonly string[], report: Report): void {
  const lookers = [...lookersInLists(document.lists ?? []), ...lookersInRules(document)];
  if (lookers.length === 0 || dictionary.length === 0) return;
  const words = innocentsOf(lookers, dictionary);
  let told = 0;
  lookers.forEach(({ term, path }, i) => {
    const found = words[i] ?? { count: 0, shown: [] };
    if (found.count <= TOLERATED || told >= MOST_WARNINGS) return;
    told += 1;
    report.warning(path, `\`${term}\` also stands inside ${String(found.count)} ordinary words: ${found.shown.join(', ')} … Look for whole words, or name exceptions.`);
  });
}

interface Innocents {
  count: number;
  readonly shown: string[];
}

function innocentsOf(lookers: readonly Looker[], dictionary: readonly string[]): readonly Innocents[] {
  const needles = needleSet();
  const group = needles.addGroup(lookers.map(({ term, mode, except }, i) => needles.addTerm({ text: term, mode, except, caseExact: false, inflect: false, entry: String(i) })));
  const matcher = needles.compile();
  const own = lookers.map(({ term }) => term.toLowerCase());
  const found = lookers.map((): Innocents => ({ count: 0, shown: [] }));
  for (const body of chunksOf(dictionary)) {
    for (const { start, end, entry } of matcher.read({ body, format: 'text' }).find('body', group, 'all')) {
      const word = body.slice(body.lastIndexOf('\n', start) + 1, lineEnd(body, end));
      const innocents = found[Number(entry)];
      if (!innocents || word.toLowerCase() === own[Number(entry)]) continue;
      innocents.count += 1;
      if (innocents.shown.length < SHOWN) innocents.shown.push(word);
    }
  }
  return found;
}

function lineEnd(body: string, from: number): number {
  const end = body.indexOf('\n', from);
  return end < 0 ? body.length : end;
}

/** The dictionary as texts of some length, a word on each line. */
function* chunksOf(dictionary: readonly string[]): Generator<string> {
  let lines: string[] = [];
  let length = 0;
  for (const word of dictionary) {
    lines.push(word);
    length += word.length + 1;
    if (length < CHUNK) continue;
    yield lines.join('\n');
    lines = [];
    length = 0;
  }
  if (lines.length > 0) yield lines.join('\n');
}

function lookersInLists(lists: readonly ListDocument[]): Looker[] {
  return lists.flatMap(({ kind, match, entries }, i) => {
    if (kind !== 'words') return [];
    return entries.map(entryOf).flatMap(({ term, match: own, except = [] }, n): Looker[] => {
      const mode = own ?? match ?? 'word';
      return mode === 'word' ? [] : [{ term, mode, except, path: ['lists', i, 'entries', n] }];
    });
  });
}

function lookersInRules({ rules }: RuleSetDocument): Looker[] {
  return rules.flatMap((rule, i) => [
    ...conditionsOf(rule.when, ['rules', i, 'when']).flatMap(lookersIn),
    ...(rule.unless ? conditionsOf(rule.unless, ['rules', i, 'unless']).flatMap(lookersIn) : []),
  ]);
}

function lookersIn({ condition, path }: { readonly condition: ConditionDocument; readonly path: Path }): Looker[] {
  return Object.entries(condition).flatMap(([key, operand]) => {
    if (fieldNamed(key)?.kind !== 'text') return [];
    const { contains, except } = operand as TextOperand;
    return many(contains).map((term): Looker => ({ term, mode: 'substring', except: many(except), path: [...path, key, 'contains'] }));
  });
}
