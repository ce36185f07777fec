import { type ErrorCode, Problem } from '../../../domain/errors';

/** Google's canonical codes that this dialect answers with, and the HTTP status of each (google.rpc.Code). */
const STATUSES = {
  INVALID_ARGUMENT: { http: 400, code: 'malformed_request' },
  PERMISSION_DENIED: { http: 403, code: 'forbidden' },
  NOT_FOUND: { http: 404, code: 'not_found' },
  RESOURCE_EXHAUSTED: { http: 429, code: 'too_many_requests' },
  INTERNAL: { http: 500, code: 'internal' },
  UNAVAILABLE: { http: 503, code: 'unavailable' },
} as const satisfies Record<string, { readonly http: number; readonly code: ErrorCode }>;
export type PerspectiveStatus = keyof typeof STATUSES;

type ErrorType = 'COMMENT_EMPTY' | 'COMMENT_TOO_LONG' | 'NO_REQUESTED_ATTRIBUTES' | 'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE' | 'LANGUAGE_DETECTION_FAILED' | 'INVALID_REQUEST';

/** Long enough for any attribute's name; what a caller sends is not repeated at any length. */
const LONGEST_ECHO = 100;

/** An error as Google's API says it: HTTP status = `error.code`. Clients compare `message` and `errorType` letter by letter. */
export class PerspectiveError extends Problem {
  constructor(
    private readonly canonical: PerspectiveStatus,
    message: string,
    private readonly about: readonly Readonly<Record<string, unknown>>[] = [],
  ) {
    super(STATUSES[canonical].code, { detail: message });
    this.name = 'PerspectiveError';
  }

  /** The whole body of the answer; its code is the HTTP status. */
  body(): { readonly error: { readonly code: number; readonly message: string; readonly status: PerspectiveStatus; readonly details?: readonly Readonly<Record<string, unknown>>[] } } {
    return { error: { code: STATUSES[this.canonical].http, message: this.message, status: this.canonical, ...(this.about.length === 0 ? {} : { details: this.about }) } };
  }
}

/** What Google's analyzer itself refuses. */
function refused(errorType: ErrorType, message: string, more: Readonly<Record<string, unknown>> = {}): PerspectiveError {
  return new PerspectiveError('INVALID_ARGUMENT', message, [{ '@type': 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error', errorType, ...more }]);
}

export const commentEmpty = (): PerspectiveError => refused('COMMENT_EMPTY', 'Comment must be non-empty.');
export const commentTooLong = (): PerspectiveError => refused('COMMENT_TOO_LONG', 'Comment text too long.');
export const noAttributes = (): PerspectiveError => refused('NO_REQUESTED_ATTRIBUTES', 'Missing requested_attributes');
export const languageUnknown = (): PerspectiveError => refused('LANGUAGE_DETECTION_FAILED', 'Unable to detect language');
export const attributeUnknown = (name: string): PerspectiveError => refused('INVALID_REQUEST', `Unknown requested attribute: ${name.slice(0, LONGEST_ECHO)}`);
export const scoreTypeUnsupported = (type: string, attribute: string): PerspectiveError => refused('INVALID_REQUEST', `Requested score type ${type} is not supported by attribute ${attribute.slice(0, LONGEST_ECHO)}`);
export const notPlainText = (): PerspectiveError => refused('INVALID_REQUEST', "Currently, only 'PLAIN_TEXT' comments are supported");
export const contextTwice = (): PerspectiveError => refused('INVALID_REQUEST', 'Context can have either entries or article_and_parent_comment, but both fields were populated.');
/** Anything else about a suggestion that the analyzer refuses. */
export const suggestionInvalid = (message: string): PerspectiveError => refused('INVALID_REQUEST', message);

/** @param requested what the request named; empty where the language was detected. */
export function languageUnsupported(attribute: string, { requested, detected }: { readonly requested: readonly string[]; readonly detected: readonly string[] }): PerspectiveError {
  const asked = requested.length > 0 ? requested : detected;
  return refused('LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE', `Attribute ${attribute} does not support request languages: ${asked.join(', ')}`, {
    languageNotSupportedByAttributeError: { ...(detected.length === 0 ? {} : { detectedLanguages: detected }), ...(requested.length === 0 ? {} : { requestedLanguages: requested }), attribute },
  });
}

/** What Google's front door refuses before the analyzer sees it: a body that is not the message it should be. */
export function badRequest(description: string, field?: string): PerspectiveError {
  return new PerspectiveError('INVALID_ARGUMENT', description, [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ ...(field === undefined ? {} : { field }), description }] }]);
}

/** @param type as protocol buffers call it: `TYPE_STRING`, `TYPE_BOOL`, `TYPE_FLOAT`, or a message's name. */
export function invalidValue(field: string, type: string, value: unknown): PerspectiveError {
  return badRequest(`Invalid value at '${field}' (${type}), ${shown(value)}`, field);
}

/** What is nested is not repeated: it may be nested deeper than the stack. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object') return '{…}';
  return typeof value === 'string' && value.length > LONGEST_ECHO ? `"${value.slice(0, LONGEST_ECHO)}…"` : JSON.stringify(value);
}

export const invalidJson = (): PerspectiveError => badRequest('Invalid JSON payload received. Unexpected token.');

export function keyNotValid(): PerspectiveError {
  return new PerspectiveError('INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com', metadata: { service: 'commentanalyzer.googleapis.com' } }]);
}

export function keyMissing(): PerspectiveError {
  return new PerspectiveError('PERMISSION_DENIED', "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.");
}

const IN_GENERAL: Readonly<Partial<Record<ErrorCode, () => PerspectiveError>>> = {
  malformed_request: invalidJson,
  unsupported_media_type: () => badRequest('Invalid JSON payload received. Send Content-Type: application/json.'),
  not_found: () => new PerspectiveError('NOT_FOUND', 'Method not found.'),
  payload_too_large: () => badRequest('Request payload size exceeds the limit.'),
  too_many_requests: () => new PerspectiveError('RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'),
  unavailable: () => new PerspectiveError('UNAVAILABLE', 'The service is currently unavailable.'),
};

/** Any failure of the service, as Google would say it. */
export function asPerspectiveError(known: Problem): PerspectiveError {
  if (known instanceof PerspectiveError) return known;
  return IN_GENERAL[known.code]?.() ?? (known.status < 500 ? badRequest(known.message) : new PerspectiveError('INTERNAL', 'Internal error encountered.'));
}
