/** What the service answers when it does not do what it was asked: its `application/problem+json`. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** See docs/problems.md. */
  readonly code: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** The service said no. `code` is for programs, `message` for people. */
export class WeirError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: ProblemBody | null;

  constructor(status: number, problem: ProblemBody | null) {
    super(sentenceOf(status, problem));
    this.name = 'WeirError';
    this.status = status;
    this.code = problem?.code ?? 'unknown';
    this.problem = problem;
  }
}

function sentenceOf(status: number, problem: ProblemBody | null): string {
  if (problem === null) return `The service answered ${String(status)} without a problem that can be read.`;
  const fields = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer === '' ? '' : `${pointer}: `}${detail}`);
  return [problem.detail ?? problem.title, ...fields].join(' ');
}

export function problemOf(status: number, body: unknown): WeirError {
  const isProblem = typeof body === 'object' && body !== null && typeof (body as Partial<ProblemBody>).code === 'string';
  return new WeirError(status, isProblem ? (body as ProblemBody) : null);
}
