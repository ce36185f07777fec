import { ERRORS, type ErrorCode } from '../../../src/domain/errors';
import type { Operation } from '../contract';
import type { AnswerSchemas } from './json-schema';

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly requestId: unknown;
  readonly retryAfter: unknown;
  readonly body: string;
}

/** Stack frames, folders, statements and names of the database: nothing of that belongs into an answer. */
const INNER = /\bat \S+ \(.+:\d+:\d+\)|node_modules|\/src\/|\.[jt]s:\d|\bSELECT\b.+\bFROM\b|INSERT INTO|QueryFailed|violates |relation "|invalid input syntax|invalid byte sequence|TypeError|RangeError|ECONN|pg_/;

/** Everything about an answer that breaks a promise of the interface; empty when all is well. */
export function brokenPromises(operation: Operation, answer: RawAnswer, schemas: AnswerSchemas): string[] {
  const { status, contentType, body } = answer;
  if (status >= 500) return [`answers ${String(status)}`];
  const documented = operation.responses[String(status)];
  const undocumented = documented === undefined ? [`status ${String(status)} is not documented`] : [];
  if (status >= 400) return [...undocumented, ...brokenProblem(answer), ...(documented === undefined || !isJson(contentType) ? [] : schemas.problems(documented, contentType, JSON.parse(body)))];
  const leadsOnOnly = status === 302 && documented !== undefined && documented.content === undefined;
  if (status === 204 || status === 304 || leadsOnOnly) return body === '' ? undocumented : [...undocumented, 'has a body where there can be none'];
  // A file, where a route says that it answers with one.
  if (documented?.content !== undefined && !isJson(contentType)) return Object.hasOwn(documented.content, contentType) ? [] : [`is ${contentType}`];
  if (documented === undefined || !isJson(contentType)) return [...undocumented, ...(isJson(contentType) ? [] : [`is ${contentType}`])];
  return schemas.problems(documented, contentType, JSON.parse(body));
}

function brokenProblem({ status, contentType, requestId, retryAfter, body }: RawAnswer): string[] {
  if (contentType !== 'application/problem+json') return [`an error as ${contentType}: ${body.slice(0, 200)}`];
  const said = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const known = Object.hasOwn(ERRORS, String(said['code'])) ? ERRORS[String(said['code']) as ErrorCode] : undefined;
  const checks: readonly (readonly [boolean, string])[] = [
    [known !== undefined, `code ${String(said['code'])} is not in the catalogue`],
    [known === undefined || (known.status === status && said['status'] === status && said['title'] === known.title), 'status or title is not that of its code'],
    [said['type'] === `/docs/problems#${String(said['code'])}`, `type is ${String(said['type'])}`],
    [said['requestId'] === requestId, 'requestId is not the x-request-id of the answer'],
    [status !== 429 || Number(retryAfter) >= 1, '429 without Retry-After'],
    [said['code'] !== 'invalid' || (Array.isArray(said['errors']) && said['errors'].length > 0), '422 that names no field'],
    [!INNER.test(body), `shows the inside: ${body.slice(0, 300)}`],
  ];
  return checks.filter(([holds]) => !holds).map(([, what]) => what);
}

const isJson = (contentType: string): boolean => /[/+]json$/.test(contentType);
