import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import createFetchClient, { type Client } from 'openapi-fetch';
import { problemOf } from './problem.js';
import { type Fetch, retrying, type RetryOptions } from './retry.js';
import type { components, paths } from './schema.js';

export { type ProblemBody, WeirError } from './problem.js';
export type { RetryOptions } from './retry.js';
export type { components, paths } from './schema.js';
export { verifyWebhook, type WeirWebhook, WebhookVerificationError } from './webhooks.js';

type Schemas = components['schemas'];
export type NewComment = Schemas['SubmitCommentDto'];
export type Comment = Schemas['CommentView'];
export type Check = Schemas['CheckView'];
export type ImportRun = Schemas['ImportRunView'];
export type ImportFormat = ImportRun['format'];

export interface WeirOptions {
  /** Where the service is, as `https://weir.example`. */
  readonly url: string;
  /** A site key (`weir_sk_…`) or a personal token (`weir_pat_…`). */
  readonly token: string;
  /** The slug of the site. */
  readonly site: string;
  readonly retry?: RetryOptions;
  /** Instead of the global `fetch`. */
  readonly fetch?: Fetch;
}

export interface SubmitOptions {
  /** The same key and comment give the first answer again, for 24 hours. Default: a new one for each call, used by all its tries. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** One site of the service. Calls that fail for a moment are tried again; what the service refuses is a {@link WeirError}. */
export class Weir {
  /** Every route, typed as the service describes it. Answers come as `{ data, error, response }`; see {@link got}. */
  readonly api: Client<paths>;
  readonly site: string;
  private readonly url: string;
  private readonly token: string;
  private readonly once: Fetch;

  constructor({ url, token, site, retry = {}, fetch = (request) => globalThis.fetch(request) }: WeirOptions) {
    this.url = url.replace(/\/+$/, '');
    this.token = token;
    this.site = site;
    this.once = fetch;
    this.api = createFetchClient<paths>({ baseUrl: this.url, headers: { authorization: `Bearer ${token}` }, fetch: retrying(fetch, retry) });
  }

  /** Judged and stored, exactly once, however often the connection fails. */
  async submit(comment: NewComment, { idempotencyKey = randomUUID(), signal }: SubmitOptions = {}): Promise<Comment> {
    return got(await this.api.POST('/v1/sites/{site}/comments', { params: { path: { site: this.site }, header: { 'idempotency-key': idempotencyKey } }, body: comment, ...(signal ? { signal } : {}) }));
  }

  /** What would be said of a comment; nothing is stored. */
  async check(comment: NewComment): Promise<Check> {
    return got(await this.api.POST('/v1/sites/{site}/comments:check', { params: { path: { site: this.site } }, body: comment }));
  }

  /** Sends a file of old comments; the service reads it on its own time: see {@link importEnded}. */
  async import(format: ImportFormat, file: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>, { source }: { readonly source?: string } = {}): Promise<ImportRun> {
    const query = new URLSearchParams({ format, ...(source === undefined ? {} : { source }) });
    const body = file instanceof ReadableStream ? file : ReadableStream.from(file);
    // A stream can be sent once; and a repeated import changes nothing, so whoever has the file may try again.
    const answer = await this.once(new Request(`${this.base()}/imports?${query.toString()}`, { method: 'POST', headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/octet-stream' }, body, duplex: 'half' }));
    const said: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw problemOf(answer.status, said);
    return said as ImportRun;
  }

  /** Resolves when the import has ended, however; `onProgress` hears of it until then. */
  async importEnded(id: string, { everyMs = 1_000, onProgress }: { readonly everyMs?: number; readonly onProgress?: (run: ImportRun) => void } = {}): Promise<ImportRun> {
    for (;;) {
      const run = got(await this.api.GET('/v1/sites/{site}/imports/{id}', { params: { path: { site: this.site, id } } }));
      onProgress?.(run);
      if (!['receiving', 'waiting', 'running'].includes(run.status)) return run;
      await delay(everyMs);
    }
  }

  /** Everything as JSON Lines, as it comes. The last line is `{"type":"end",…}`: without it the file was cut off. */
  async export(): Promise<ReadableStream<Uint8Array>> {
    const answer = await this.once(new Request(`${this.base()}/export`, { headers: { authorization: `Bearer ${this.token}` } }));
    if (answer.ok && answer.body !== null) return answer.body;
    const said: unknown = await answer.json().catch(() => null);
    throw problemOf(answer.status, said);
  }

  private base(): string {
    return `${this.url}/v1/sites/${encodeURIComponent(this.site)}`;
  }
}

/** The data of an answer. @throws WeirError with the service's problem */
export function got<T>({ data, error, response }: { readonly data?: T; readonly error?: unknown; readonly response: Response }): T {
  if (!response.ok) throw problemOf(response.status, error);
  return data as T;
}

