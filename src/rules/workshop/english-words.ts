import { readFileSync } from 'node:fs';

let known: readonly string[] | undefined;

/** Ordinary words on which terms that look inside words are tried. Read when first asked for: not every rule set has such terms. */
export function englishWords(): readonly string[] {
  known ??= JSON.parse(readFileSync(require.resolve('an-array-of-english-words'), 'utf8')) as readonly string[];
  return known;
}
