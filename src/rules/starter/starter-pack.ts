import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListDocument, RuleSetDocument } from '../../engine/language/document';
import { parseRuleSet } from '../../engine/language/parse';
import { profanity, type Profanity } from './profanity';

export interface StarterPack {
  /** Our part as text, with its comments; the profanity lists are empty in it. */
  readonly yaml: string;
  /** The whole rule set, word lists included: what a new site runs. */
  readonly document: RuleSetDocument;
}

/** The rule set of a new site. @throws Error if the file that ships with the service is broken. */
export async function starterPack(): Promise<StarterPack> {
  const [yaml, words] = await Promise.all([readFile(join(__dirname, 'news-site.yaml'), 'utf8'), profanity()]);
  const parsed = parseRuleSet(yaml);
  if ('problems' in parsed) throw new Error(`The starter rules are broken: ${parsed.problems.map(({ line, message }) => `line ${String(line)}: ${message}`).join(' ')}`);
  const lists = (parsed.document.lists ?? []).map((list) => filled(list, words));
  return { yaml, document: { ...parsed.document, lists } };
}

function filled(list: ListDocument, words: Profanity): ListDocument {
  if (list.id === 'profanity-strong') return { ...list, entries: words.strong };
  if (list.id === 'profanity-mild') return { ...list, entries: words.mild };
  return list;
}
