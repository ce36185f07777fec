import type { FastifyRequest } from 'fastify';

/** What a client sent: form or query, whatever names it likes. */
export type AkismetFields = Readonly<Record<string, unknown>>;

/** The fields of the body, and of the query where a name does not stand in the body. */
export function fieldsOf({ body, query }: Pick<FastifyRequest, 'body' | 'query'>): AkismetFields {
  return { ...(isRecord(query) ? query : {}), ...(isRecord(body) ? body : {}) };
}

/** A field as one text that can be stored, cut at `longest` UTF-16 units; null when it is empty, absent or not a text. */
export function textOf(fields: AkismetFields, name: string, longest: number): string | null {
  const text = storable(fields[name], longest);
  return text === null || text.trim() === '' ? null : text;
}

/** A list in brackets, or one text with commas. */
export function listOf(fields: AkismetFields, name: string, { most, longest }: { readonly most: number; readonly longest: number }): string[] {
  const given = fields[name];
  const parts = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? (given as unknown[]) : isRecord(given) ? Object.values(given) : [];
  const texts = parts.flatMap((part) => storable(part, longest)?.trim() ?? []).filter((text) => text !== '');
  return [...new Set(texts)].slice(0, most);
}

/** `1`, `true`, `True`. */
export function flagOf(fields: AkismetFields, name: string): boolean {
  return /^(1|true)$/i.test(textOf(fields, name, 10)?.trim() ?? '');
}

function storable(value: unknown, longest: number): string | null {
  return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, longest).toWellFormed() : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
