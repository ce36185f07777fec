interface CatalogueEntry {
  readonly status: number;
  readonly title: string;
  /** How loud it is in the log: an error knows whether somebody must look. */
  readonly level: 'debug' | 'info' | 'warn' | 'error';
}

/** Every error a caller can meet. `docs/problems.md` explains each code; the `type` of a problem links there. */
export const ERRORS = {
  malformed_request: { status: 400, title: 'The request could not be read', level: 'info' },
  unauthenticated: { status: 401, title: 'A valid credential is needed', level: 'info' },
  invalid_sign_in: { status: 401, title: 'Email or password is wrong', level: 'info' },
  second_factor_required: { status: 401, title: 'A code is needed as well', level: 'info' },
  invalid_second_step: { status: 401, title: 'The code is wrong or the sign-in took too long', level: 'info' },
  forbidden: { status: 403, title: 'This credential may not do that', level: 'info' },
  csrf_token_invalid: { status: 403, title: 'The x-csrf-token header is missing or wrong', level: 'info' },
  self_review: { status: 403, title: 'Somebody else must review this', level: 'info' },
  origin_not_allowed: { status: 403, title: 'This origin is not allowed by the site', level: 'info' },
  not_found: { status: 404, title: 'Not found', level: 'debug' },
  invalid_link: { status: 404, title: 'This link is not valid, or no longer', level: 'info' },
  request_timeout: { status: 408, title: 'The request did not arrive in time', level: 'info' },
  external_id_taken: { status: 409, title: 'The external id belongs to another comment', level: 'info' },
  idempotency_key_in_use: { status: 409, title: 'The first request with this idempotency key is still running', level: 'info' },
  comments_closed: { status: 409, title: 'Comments on this article are closed', level: 'info' },
  parent_not_published: { status: 409, title: 'The parent comment is not published', level: 'info' },
  claimed_by_other: { status: 409, title: 'Somebody else holds this item', level: 'info' },
  claim_required: { status: 409, title: 'Claim this item first', level: 'info' },
  already_resolved: { status: 409, title: 'This item has been decided', level: 'info' },
  superseded: { status: 409, title: 'A later change came first', level: 'info' },
  engine_changed: { status: 409, title: 'Another version of the engine judged', level: 'info' },
  already_exists: { status: 409, title: 'That exists already', level: 'info' },
  edit_window_over: { status: 409, title: 'The time for changes is over', level: 'info' },
  nudge: { status: 409, title: 'Please read this once more', level: 'info' },
  not_possible: { status: 409, title: 'Not possible in this state', level: 'info' },
  count_differs: { status: 409, title: 'There are more or fewer than expected', level: 'info' },
  gone: { status: 410, title: 'No longer there', level: 'info' },
  claim_lost: { status: 410, title: 'The claim has ended', level: 'info' },
  version_conflict: { status: 412, title: 'The version has moved', level: 'info' },
  payload_too_large: { status: 413, title: 'The request is too large', level: 'info' },
  unsupported_media_type: { status: 415, title: 'Send application/json', level: 'info' },
  invalid: { status: 422, title: 'Some fields are not valid', level: 'info' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used with another request', level: 'info' },
  reason_required: { status: 422, title: 'This decision needs a reason', level: 'info' },
  rule_set_refused: { status: 422, title: 'This rule set may not judge', level: 'info' },
  precondition_required: { status: 428, title: 'The If-Match header is needed', level: 'info' },
  too_many_requests: { status: 429, title: 'Too many requests', level: 'info' },
  headers_too_large: { status: 431, title: 'The headers are too large', level: 'info' },
  internal: { status: 500, title: 'Something went wrong on our side', level: 'error' },
  unavailable: { status: 503, title: 'The service cannot do this right now', level: 'warn' },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** One invalid place in a request: a JSON pointer into the body, or `?name` for a query, `#name` for a header. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemDetails {
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  /** Seconds after which a retry makes sense; becomes the Retry-After header. */
  readonly retryAfter?: number;
  /** Members that help a program: who decided, the current version. Must be safe to show to this caller. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The only error that is thrown on purpose. Becomes problem+json; everything in it but `cause` is shown to the caller. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly details: ProblemDetails;

  constructor(code: ErrorCode, details: ProblemDetails = {}) {
    super(details.detail ?? ERRORS[code].title, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

export function problem(code: ErrorCode, details: string | ProblemDetails = {}): Problem {
  return new Problem(code, typeof details === 'string' ? { detail: details } : details);
}

export function invalidField(pointer: string, detail: string): Problem {
  return problem('invalid', { errors: [{ pointer, detail }] });
}
