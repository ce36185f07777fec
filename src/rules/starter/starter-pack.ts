import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListDocument, RuleSetDocument } from '../../engine/language/document';
import { parseRuleSet } from '../../engine/language/parse';
import { profanity, type Profanity } from './profanity';

/** Counted up with every change that sites should hear of. */
const VERSION = 2;

export interface StarterPack {
  readonly name: 'news-site';
  readonly version: number;
  /** As text, with its comments. */
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
  return { name: 'news-site', version: VERSION, yaml: withWords(yaml, words), document: { ...parsed.document, lists } };
}

function filled(list: ListDocument, words: Profanity): ListDocument {
  if (list.id === 'profanity-strong') return { ...list, entries: words.strong };
  if (list.id === 'profanity-mild') return { ...list, entries: words.mild };
  return list;
}

/** The text with the lists that come from packages in the place of empty ones. */
function withWords(yaml: string, { strong, mild }: Profanity): string {
  return filledText(filledText(yaml, 'profanity-strong', strong), 'profanity-mild', mild);
}

function filledText(yaml: string, id: string, entries: Profanity['strong']): string {
  const lines = entries.map((entry) => `\n      - ${JSON.stringify(entry)}`);
  return yaml.replace(new RegExp(`(- id: ${id}\\n(?: {4}\\S.*\\n)*? {4}entries:) \\[\\]`), (_, head: string) => head + lines.join(''));
}
