import createClient from 'openapi-fetch';
import type { paths } from '@weir/client/schema';
import type { Problem } from './types';

/** An answer that is not a success; `status` 0: the service could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? problem?.title ?? 'The service could not be reached');
  }

  get code(): string {
    return this.problem?.code ?? 'unreachable';
  }

  get unreachable(): boolean {
    return this.status === 0 || this.status === 503;
  }
}

let csrfToken = '';
let onSignedOut: () => void = () => undefined;

/** The token that every unsafe request of this session carries. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** For the one kind of request that fetch cannot make: an upload whose progress is seen. */
export function csrfHeader(): readonly [name: string, value: string] {
  return ['x-csrf-token', csrfToken];
}

/** Called when an answer says that the session has ended. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export const client = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

client.use({
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('x-csrf-token', csrfToken);
    return request;
  },
});

interface Result<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** What a 401 says to somebody who is signing in; every other one means that the session has ended. */
const NOT_YET_SIGNED_IN: ReadonlySet<string> = new Set(['invalid_sign_in', 'second_factor_required', 'invalid_second_step']);

/** The data of an answer; throws {@link ApiError} for everything else, also for no answer at all. */
export async function answerOf<Data>(request: Promise<Result<Data>>): Promise<Data> {
  const { data, error, response } = await request.catch(() => {
    throw new ApiError(0, null);
  });
  if (response.ok) return data as Data;
  const problem = isProblem(error) ? error : null;
  if (response.status === 401 && !NOT_YET_SIGNED_IN.has(problem?.code ?? '')) onSignedOut();
  throw new ApiError(response.status, problem);
}

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error;
}

/** Releases a claim even while the page goes away. */
export function releaseClaim(site: string, claimId: string): void {
  void fetch(`/v1/sites/${encodeURIComponent(site)}/review/claims/${claimId}`, { method: 'DELETE', keepalive: true, headers: { 'x-csrf-token': csrfToken } }).catch(() => undefined);
}
