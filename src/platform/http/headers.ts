import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { invalidField, problem } from '../../domain/errors';

const LONGEST_KEY = 255;

/** The version named by `If-Match: "3"`; 428 without the header, 412 for a tag that no version ever has. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => versionToMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']));

/** The same where the header may be left out: null then. */
export const IfMatchWhenSent = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return header === undefined ? null : versionToMatch(header);
});

export function versionToMatch(header: string | undefined): number {
  if (header === undefined) throw problem('precondition_required', 'Send the version you read as If-Match: "3".');
  const version = /^"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (version === undefined) throw problem('version_conflict', 'The If-Match header names no version of this resource.');
  return Number(version);
}

/** The Idempotency-Key header, quoted (a structured-field string) or bare; null without one. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (header === undefined) return null;
  return parseIdempotencyKey(String(header));
});

export function parseIdempotencyKey(header: string): string {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header.trim());
  const key = quoted?.[1] !== undefined ? quoted[1].replaceAll(/\\(["\\])/g, '$1') : header.trim();
  if (key.length === 0 || key.length > LONGEST_KEY || !/^[\x20-\x7e]+$/.test(key)) throw invalidField('#idempotency-key', `Must be 1 to ${String(LONGEST_KEY)} printable ASCII characters.`);
  return key;
}

export function etag(version: number): string {
  return `"${String(version)}"`;
}

/** Whether an `If-None-Match` names this tag: alone, in a list, or weakened by a proxy that compressed the answer (RFC 9110, 13.1.2). */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header === tag) return true;
  return header.split(',').some((named) => ['*', tag].includes(named.trim().replace(/^W\//, '')));
}
