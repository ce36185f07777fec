import { type ErrorCode, Problem } from '../../../domain/errors';

const CODES: Readonly<Record<number, ErrorCode>> = { 400: 'malformed_request', 401: 'unauthenticated', 404: 'not_found', 413: 'payload_too_large', 429: 'too_many_requests', 500: 'internal', 503: 'unavailable' };

/** An error as OpenAI's API says it. */
export class OpenAiError extends Problem {
  constructor(
    readonly http: number,
    message: string,
    private readonly more: { readonly type?: string; readonly param?: string | null; readonly code?: string | null } = {},
  ) {
    super(CODES[http] ?? 'internal', { detail: message });
    this.name = 'OpenAiError';
  }

  /** The whole body of the answer. */
  body(): { readonly error: Readonly<Record<string, string | null>> } {
    const { type = 'invalid_request_error', param = null, code = null } = this.more;
    return { error: { message: this.message, type, param, code } };
  }
}

export const keyMissing = (): OpenAiError => new OpenAiError(401, "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
/** The key is not repeated, not even in part: it ends in logs. */
export const keyNotValid = (): OpenAiError => new OpenAiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
export const invalidParam = (param: string, message: string, code: string | null = null): OpenAiError => new OpenAiError(400, message, { param, code });
export const invalidJson = (): OpenAiError => new OpenAiError(400, 'We could not parse the JSON body of your request.');

const IN_GENERAL: Readonly<Partial<Record<ErrorCode, () => OpenAiError>>> = {
  malformed_request: invalidJson,
  unsupported_media_type: invalidJson,
  not_found: () => new OpenAiError(404, 'There is nothing at this address.'),
  payload_too_large: () => new OpenAiError(413, 'The request is larger than this address takes.', { code: 'request_too_large' }),
  too_many_requests: () => new OpenAiError(429, 'Rate limit reached. Try again later.', { type: 'requests', code: 'rate_limit_exceeded' }),
  unavailable: () => new OpenAiError(503, 'The service cannot do this right now. Try again later.', { type: 'server_error' }),
};

/** Any failure of the service, as OpenAI would say it. */
export function asOpenAiError(known: Problem): OpenAiError {
  if (known instanceof OpenAiError) return known;
  return IN_GENERAL[known.code]?.() ?? (known.status < 500 ? new OpenAiError(400, known.message) : new OpenAiError(500, 'The server had an error while processing your request.', { type: 'server_error' }));
}
