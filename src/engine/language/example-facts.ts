import type { FactValue, JudgedText } from '../facts';
import type { ExampleDocument } from './document';
import { durationSeconds } from './duration';
import { FIELDS, fieldNamed, type Field } from './fields';
import { nearest } from './nearest';

/** An example as the engine can judge it. */
export interface ExampleFacts {
  readonly text: JudgedText;
  readonly fields: Readonly<Record<string, FactValue>>;
  /** What every counter of the rule shows. */
  readonly rate: number | undefined;
  /** How many earlier copies there are. */
  readonly duplicate: number | undefined;
  readonly problems: readonly { readonly key: string; readonly message: string }[];
}

const TEXT_KEYS: Readonly<Record<string, Exclude<keyof JudgedText, 'body' | 'format'>>> = {
  title: 'title', 'parent.body': 'parentBody', 'author.name': 'authorName', 'article.title': 'articleTitle', 'request.user_agent': 'userAgent',
};

/** Reads an example: a body, or a body with fields as they are written in conditions (`100h`, `[court-case]`). */
export function readExample(example: ExampleDocument): ExampleFacts {
  if (typeof example === 'string') return { text: { body: example, format: 'text' }, fields: {}, rate: undefined, duplicate: undefined, problems: [] };
  const texts: Record<string, string> = {};
  const fields: Record<string, FactValue> = {};
  const problems: { key: string; message: string }[] = [];
  for (const [key, value] of Object.entries(example)) {
    if (key === 'body') continue;
    if (key === 'rate' || key === 'duplicate') {
      if (typeof value !== 'number') problems.push({ key, message: `\`${key}\` in an example is a number.` });
      continue;
    }
    const read = readField(key, value);
    if (typeof read === 'object' && 'message' in read) problems.push({ key, message: read.message });
    else if (TEXT_KEYS[key] !== undefined) texts[TEXT_KEYS[key]] = String(read);
    else fields[key] = read;
  }
  return { text: { body: example.body, format: 'text', ...texts }, fields, rate: numeric(example['rate']), duplicate: numeric(example['duplicate']), problems };
}

function numeric(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function readField(key: string, value: unknown): FactValue | { readonly message: string } {
  const field = fieldNamed(key);
  if (!field || key === 'text') {
    const meant = nearest(key, FIELDS.map(({ name }) => name));
    return { message: `There is no field \`${key}\`.${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}` };
  }
  return valueOf(field, value) ?? { message: `\`${key}\` takes ${EXPECTED[field.kind]}.` };
}

const EXPECTED: Readonly<Record<Field['kind'], string>> = {
  text: 'text', number: 'a number', duration: 'a duration such as 30s, 10m, 2h, 7d, 4w', boolean: 'true or false', enum: 'one word', set: 'a list of words',
};

function valueOf({ kind }: Field, value: unknown): FactValue | undefined {
  switch (kind) {
    case 'number': return typeof value === 'number' ? value : undefined;
    case 'duration': return typeof value === 'string' ? durationSeconds(value) : undefined;
    case 'boolean': return typeof value === 'boolean' ? value : undefined;
    case 'text': return typeof value === 'string' ? value : undefined;
    case 'enum': return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    case 'set': return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  }
}
