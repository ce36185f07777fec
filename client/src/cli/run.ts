import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { Weir, WeirError } from '../client.js';
import { backtest } from './backtest.js';
import { check, submit } from './comments.js';
import { exportAll, importFile } from './history.js';
import { keys } from './keys.js';
import { rules } from './rules.js';
import { USAGE } from './usage.js';

/** What a command works with. Nothing else reaches out, so that it runs anywhere. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly open: (path: string) => Readable;
  readonly create: (path: string | null) => Writable;
}

export interface Command extends Surroundings {
  readonly weir: Weir;
  /** Words behind the command's name. */
  readonly words: readonly string[];
  readonly flags: Flags;
}

const OPTIONS = {
  url: { type: 'string' }, site: { type: 'string' }, token: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' },
  article: { type: 'string' }, 'article-title': { type: 'string' }, 'article-url': { type: 'string' }, body: { type: 'string' }, title: { type: 'string' }, format: { type: 'string' },
  'author-id': { type: 'string' }, 'author-name': { type: 'string' }, 'external-id': { type: 'string' }, 'parent-id': { type: 'string' }, 'fail-on': { type: 'string' }, 'idempotency-key': { type: 'string' },
  source: { type: 'string' }, note: { type: 'string' }, draft: { type: 'string' }, against: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, limit: { type: 'string' },
} as const;

export type Flags = Readonly<Partial<Record<keyof typeof OPTIONS, string | boolean>>>;

/** Asked for in a way that no answer fits. */
export class UsageError extends Error {}

const COMMANDS: Readonly<Record<string, (command: Command) => Promise<number>>> = { submit, check, import: importFile, export: exportAll, rules, backtest, keys };

/** Runs one command and returns its exit code: see `weir --help`. */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    if (values.version === true) {
      around.out('weir 0.1.0\n');
      return 0;
    }
    const [name, ...words] = positionals;
    if (values.help === true || name === undefined) {
      around.out(USAGE);
      return values.help === true ? 0 : 2;
    }
    if (name === 'backup' || name === 'restore') throw new UsageError(`A ${name} is made where the service lives: npm run ${name} -- FILE in its folder.`);
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new UsageError(`There is no command ${name}.`);
    return await command({ ...around, weir: connect(values, around), words, flags: values });
  } catch (error) {
    return explain(error, around);
  }
}

function parse(args: readonly string[]): { values: Flags; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

function connect(flags: Flags, { env }: Surroundings): Weir {
  const url = text(flags, 'url') ?? env['WEIR_URL'] ?? 'http://localhost:3000';
  const site = text(flags, 'site') ?? env['WEIR_SITE'];
  const token = text(flags, 'token') ?? env['WEIR_TOKEN'];
  if (!site) throw new UsageError('Which site? Give --site or WEIR_SITE.');
  if (!token) throw new UsageError('Who are you? Give a site key or personal token as --token or WEIR_TOKEN.');
  if (!URL.canParse(url)) throw new UsageError(`${url} is not an address.`);
  return new Weir({ url, site, token });
}

export function text(flags: Flags, name: keyof Flags): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** All of standard input or a file. */
export async function wholeText(from: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of from) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString('utf8');
}

function explain(error: unknown, { err }: Surroundings): number {
  if (error instanceof UsageError) {
    err(`${error.message}\nweir --help says how it is used.\n`);
    return 2;
  }
  if (error instanceof WeirError) {
    err(`${error.message} (${error.code})\n`);
    return 1;
  }
  if (error instanceof TypeError && error.message === 'fetch failed') {
    err(`The service cannot be reached: ${error.cause instanceof Error ? error.cause.message : 'no connection'}\n`);
    return 3;
  }
  err(`${error instanceof Error ? error.message : 'Something went wrong.'}\n`);
  return 1;
}
