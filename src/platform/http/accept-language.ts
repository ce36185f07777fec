import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A header longer than any browser's is somebody's joke. */
const LONGEST_HEADER = 500;
const MOST_LANGUAGES = 10;
const RANGE = /^\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/;

/** The languages that the caller wants to read, best first. */
export const Languages = createParamDecorator((_: unknown, context: ExecutionContext): readonly string[] => acceptedLanguages(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']));

/** The tags of an Accept-Language header (RFC 9110, 12.5.4) in the order of their weights; what cannot be read is left out. */
export function acceptedLanguages(header: string | undefined): string[] {
  if (header === undefined || header.length > LONGEST_HEADER) return [];
  const ranges = header.split(',').flatMap((range) => {
    const [, tag, weight = '1'] = RANGE.exec(range) ?? [];
    return tag === undefined || Number(weight) === 0 ? [] : [{ tag, weight: Number(weight) }];
  });
  return ranges.sort((a, b) => b.weight - a.weight).slice(0, MOST_LANGUAGES).map(({ tag }) => tag);
}
