import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { HashedWords, WordTable } from '../engine/text/ordinary-words';
import { threadFile } from '../platform/workers/thread-file';

const PACKAGES = ['an-array-of-english-words', 'an-array-of-french-words', 'an-array-of-german-words', 'an-array-of-spanish-words'] as const;
/** Above what the packages hold together, accents folded. */
const MOST_WORDS = 1_390_000;

/** Names the dictionary in an evaluation: the packages and their versions. */
export function dictionaryVersion(): string {
  return PACKAGES.map((name) => {
    const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string };
    return `${name.replace(/^an-array-of-|-words$/g, '')}@${version}`;
  }).join(' ');
}

/**
 * The ordinary words of four languages: 1.3 million in one table of 8 MB, the same for all rule sets and, as shared memory, all threads.
 * Reading takes up to a second, so whoever answers requests asks {@link dictionary} instead. (To keep only the words that a rule set's
 * terms would hit would take less memory, but a search through all words for each version, and could not tell "go.on" from a disguise.)
 */
export function readDictionary(): HashedWords {
  const table = new WordTable(MOST_WORDS);
  const decoder = new TextDecoder();
  for (const name of PACKAGES) table.addJson(readFileSync(require.resolve(name)), (word) => decoder.decode(word));
  return table.words();
}

let known: Promise<HashedWords> | undefined;

/** The dictionary, read once per process in a thread of its own, whose memory is given back. A later call tries again after a failure. */
export function dictionary(): Promise<HashedWords> {
  known ??= readInThread().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

function readInThread(): Promise<HashedWords> {
  const { filename, execArgv } = threadFile(join(__dirname, 'dictionary-thread'));
  return new Promise((resolve, reject) => {
    const thread = new Worker(filename, { execArgv });
    thread.once('message', (table: Uint32Array) => { resolve(new HashedWords(table)); });
    thread.once('error', reject);
    thread.once('exit', () => { reject(new Error('The thread that reads the dictionary ended without it.')); });
  });
}
