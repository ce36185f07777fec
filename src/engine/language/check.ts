import { addressRange } from '../decide/address-lists';
import { needleSet } from '../match/needle-set';
import { checkCondition, tryPattern, tryTerm, type Checking } from './check-condition';
import { reportCycles } from './check-cycles';
import { warnAboutInnocents } from './check-innocents';
import { type CheckOptions } from './check-options';
import { entryOf, type ListDocument, type RuleDocument, type RuleSetDocument } from './document';
import { readExample } from './example-facts';
import { referencedRules } from './references';
import { nowhere, type Locate, type Problem } from './problem';
import { Report, type Path } from './report';

export interface CheckResult {
  /** Each keeps the rule set from being published. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * What the schema cannot say: references, duplicates, cycles, patterns that cannot run. A document without problems compiles.
 * What works but may not do what was meant is a warning; some of that needs to know the site (`options`).
 */
export function checkRuleSet(document: RuleSetDocument, locate: Locate = nowhere, options: CheckOptions = {}): CheckResult {
  const report = new Report(locate);
  const lists = document.lists ?? [];
  const checking: Checking = {
    report,
    lists: new Map(lists.map((list) => [list.id, list])),
    ruleIds: new Set(document.rules.map((rule) => rule.id)),
    needles: needleSet(),
    unfiltered: new Set(),
    options,
  };
  reportTwins('lists', lists, report);
  reportTwins('rules', document.rules, report);
  lists.forEach((list, i) => { checkList(list, ['lists', i], checking); });
  document.rules.forEach((rule, i) => { checkRule(rule, ['rules', i], checking); });
  const cyclic = reportCycles(document.rules, report);
  if (!cyclic) warnAboutSilentReferences(document.rules, report);
  if (options.dictionary) warnAboutInnocents(document, options.dictionary, report);
  return { problems: report.problems, warnings: report.warnings };
}

function reportTwins(where: 'lists' | 'rules', items: readonly { readonly id: string }[], report: Report): void {
  const seen = new Set<string>();
  items.forEach(({ id }, i) => {
    if (seen.has(id)) report.problem([where, i, 'id'], `There are two ${where} with the id \`${id}\`.`);
    seen.add(id);
  });
}

function checkList(list: ListDocument, path: Path, checking: Checking): void {
  const { report } = checking;
  list.entries.forEach((written, i) => {
    const entry = entryOf(written);
    const at = { path: [...path, 'entries', i], checking };
    if (list.kind === 'regex') tryPattern(entry.term, at);
    if (list.kind === 'words') tryTerm(entry.term, at);
    if (list.kind === 'ips' && !addressRange(entry.term)) report.problem(at.path, `\`${entry.term}\` is no address. Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.`);
    if (list.kind === 'domains') checkDomain(entry.term, at);
  });
}

/** An entry that covers everything, or nothing because it is a whole address of a page. */
function checkDomain(term: string, { path, checking: { report } }: { path: Path; checking: Checking }): void {
  const host = /^(?:[a-z]+:\/\/)?(?:\*\.|\.)?([^\s/:?#@]+)/i.exec(term)?.[1] ?? '';
  if (term.replace(/^(?:\*\.|\.)/, '') !== host) report.problem(path, `A list of domains holds host names. Write \`${host === '' ? 'example.org' : host.toLowerCase()}\`; it also covers everything below it.`);
  else if (!host.includes('.')) report.warning(path, `\`${term}\` covers every host name that ends in .${host}. Is that meant?`);
}

function checkRule(rule: RuleDocument, path: Path, checking: Checking): void {
  const { report } = checking;
  checkCondition(rule.when, [...path, 'when'], checking);
  if (rule.unless) checkCondition(rule.unless, [...path, 'unless'], checking);
  hintAtLife(rule, path, checking);
  checkEffect(rule, path, report);
  checkExamples(rule, path, report);
}

function hintAtLife({ on = [], expires_at, mode }: RuleDocument, path: Path, { report, options: { judges, now } }: Checking): void {
  const never = judges ? on.filter((event) => !judges.has(event)) : [];
  if (never.length > 0) report.warning([...path, 'on'], `Comments of this site are not judged on ${never.join(', ')}.`);
  if (now !== undefined && expires_at !== undefined && Date.parse(expires_at) <= now && mode !== 'draft') report.warning([...path, 'expires_at'], 'This rule has already ended. It will not run.');
}

function checkEffect({ then }: RuleDocument, path: Path, report: Report): void {
  const at = (key: string): Path => [...path, 'then', key];
  if (then.action === 'allow') {
    if (then.hard) report.problem(at('hard'), '`hard` has no meaning with `action: allow`: an allow never overrules a hard rule.');
    if ((then.allow_groups ?? []).length === 0) report.problem(at('action'), 'This rule allows nothing. Name the groups it may overrule in `allow_groups`.');
  } else if (then.allow_groups) {
    report.problem(at('allow_groups'), '`allow_groups` belongs to `action: allow`.');
  }
  if (then.per_hit && then.score === undefined) report.problem(at('per_hit'), '`per_hit` needs a `score`.');
  if (then.max_hits !== undefined && !then.per_hit) report.problem(at('max_hits'), '`max_hits` needs `per_hit: true`.');
  if (then.score !== undefined && Math.abs(then.score * 100 - Math.round(then.score * 100)) > 1e-6) {
    report.problem(at('score'), 'A score has at most two decimals.');
  }
}

function checkExamples(rule: RuleDocument, path: Path, report: Report): void {
  for (const side of ['match', 'no_match'] as const) {
    const examples = rule.examples?.[side] ?? [];
    examples.forEach((example, i) => {
      for (const { key, message } of readExample(example).problems) report.problem([...path, 'examples', side, i, key], message);
    });
    if (rule.examples && examples.length < 2) report.warning([...path, 'examples', side], 'Two examples on each side show where a rule ends.');
  }
}

/** A draft or paused rule never fires, so a condition on it is constant. */
function warnAboutSilentReferences(rules: readonly RuleDocument[], report: Report): void {
  const silent = new Set(rules.filter(({ mode }) => mode === 'draft' || mode === 'paused').map(({ id }) => id));
  rules.forEach((rule, i) => {
    if (silent.has(rule.id)) return;
    for (const id of referencedRules(rule)) {
      if (silent.has(id)) report.warning(['rules', i, 'when'], `Refers to \`${id}\`, which is not running, so it never fires here.`);
    }
  });
}
