import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client as Database } from 'pg';
import { freePort } from '../../src/platform/embedded/free-port';
import { ServiceProcess } from '../support/service-process';

const HOOK = join(__dirname, '..', '..', 'scripts', 'typescript-hook.cjs');
const OWNER = { WEIR_ADMIN_EMAIL: 'owner@desk.example', WEIR_ADMIN_PASSWORD: 'the password of an owner' };

/** The service as a process of its own, from the sources, on that database. `port` 0 picks a free one. */
export async function startService(databaseUrl: string, dataDir: string, port = 0, more: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
  const env = { DATABASE_URL: databaseUrl, WEIR_SECRET: 'a-secret-that-all-processes-of-the-test-share', WEIR_DATA_DIR: dataDir, WEIR_DEMO: 'off', LOG_LEVEL: 'fatal', PORT: String(port === 0 ? await freePort(0) : port), ...OWNER, ...more };
  return ServiceProcess.start({ program: ['--require', HOOK, 'src/main.ts'], env });
}

export interface Heard {
  /** Null: the connection broke before an answer. */
  readonly status: number | null;
  readonly retryAfter: string | null;
  readonly body: { readonly id?: string; readonly status?: string; readonly version?: number; readonly code?: string };
}

/** A news site's server that calls the service over the network. */
export class NewsSite {
  private constructor(
    readonly slug: string,
    private readonly key: string,
  ) {}

  /** Makes a site through the front door, as its owner does. */
  static async make(serviceUrl: string, scopes: readonly string[] = ['comments:write', 'comments:read', 'articles:write']): Promise<NewsSite> {
    const signedIn = await fetch(`${serviceUrl}/v1/session`, json('POST', { email: OWNER.WEIR_ADMIN_EMAIL, password: OWNER.WEIR_ADMIN_PASSWORD }));
    const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
    const headers = { cookie: (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-csrf-token': csrfToken };
    const slug = `site-${randomUUID().slice(0, 8)}`;
    await expectOk(fetch(`${serviceUrl}/v1/sites`, json('POST', { slug, name: slug }, headers)));
    const made = await expectOk(fetch(`${serviceUrl}/v1/sites/${slug}/keys`, json('POST', { name: 'load', scopes }, headers)));
    return new NewsSite(slug, ((await made.json()) as { secret: string }).secret);
  }

  /** What its key is sent with. */
  get headers(): { readonly authorization: string } {
    return { authorization: `Bearer ${this.key}` };
  }

  /** An article whose comments all wait for a person. */
  async premoderate(serviceUrl: string, articleId: string): Promise<void> {
    await expectOk(fetch(`${serviceUrl}/v1/sites/${this.slug}/articles/${articleId}`, json('PUT', { title: 'Slow news', url: 'https://news.example/slow', commentsMode: 'premoderated' }, this.headers)));
  }

  /** @param patienceMs after which the connection counts as broken; without it, never. */
  async submit(serviceUrl: string, comment: object, idempotencyKey?: string, patienceMs?: number): Promise<Heard> {
    const headers = { authorization: `Bearer ${this.key}`, ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }) };
    try {
      const response = await fetch(`${serviceUrl}/v1/sites/${this.slug}/comments`, { ...json('POST', comment, headers), signal: patienceMs === undefined ? null : AbortSignal.timeout(patienceMs) });
      return { status: response.status, retryAfter: response.headers.get('retry-after'), body: (await response.json()) as Heard['body'] };
    } catch {
      return { status: null, retryAfter: null, body: {} };
    }
  }
}

/** A harmless comment with a name of its own in `externalId` or not; `text` makes it different from all others. */
export function remark(n: number): Record<string, unknown> {
  const letters = n.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
  return { article: { id: `article-${n % 3}` }, author: { id: `u-${n}`, name: 'Ana' }, body: `The ferry called ${letters} left on time this morning.` };
}

/** Runs `work` for every element, so many at once, until all are done. */
export async function inParallel<In, Out>(all: readonly In[], lanes: number, work: (one: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  const waiting = [...all.entries()].reverse();
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** What the database says. */
export async function ask<Row extends object>(databaseUrl: string, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  const database = new Database({ connectionString: databaseUrl });
  await database.connect();
  try {
    return (await database.query<Row>(sql, [...params])).rows;
  } finally {
    await database.end();
  }
}

/**
 * What does not fit together among the stored comments: a comment without its text, its verdict or its line in the log, with two of
 * them, or held without an open item. Empty when all is well.
 */
export function halfStored(databaseUrl: string): Promise<object[]> {
  return ask(
    databaseUrl,
    `SELECT * FROM (
       SELECT c.id, c.status,
         (SELECT count(*)::integer FROM comment_revision r WHERE r.comment_id = c.id) AS revisions,
         (SELECT count(*)::integer FROM evaluation e WHERE e.comment_id = c.id) AS evaluations,
         (SELECT count(*)::integer FROM event e WHERE e.comment_id = c.id AND e.type = 'comment.submitted') AS events,
         (SELECT count(*)::integer FROM review_item i WHERE i.comment_id = c.id AND i.state = 'open') AS items
       FROM comment c) AS found
     WHERE revisions <> 1 OR evaluations <> 1 OR events <> 1 OR items <> (status = 'held')::integer`,
  );
}

function json(method: string, body: object, headers: Record<string, string> = {}): RequestInit {
  return { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

async function expectOk(answering: Promise<Response>): Promise<Response> {
  const answer = await answering;
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
