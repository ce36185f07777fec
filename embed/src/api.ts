import type { Memory } from './memory';

/** What the script tag and the page say. */
export interface Placement {
  /** Origin of the service, where the script came from. */
  readonly service: string;
  readonly site: string;
  readonly article: { readonly id: string; readonly url: string; readonly title: string };
  /** A reader token from the site's own sign-in; null: readers are anonymous. */
  readonly token: string | null;
}

export interface PublishedComment {
  readonly id: string;
  readonly author: { readonly name: string | null; readonly kind?: string } | null;
  /** Null for a comment that was taken down but still has replies. */
  readonly html: string | null;
  readonly createdAt: string;
  readonly editedAt?: string | null;
  readonly parentId: string | null;
  readonly status?: string;
  readonly replyCount?: number;
  readonly replies?: readonly PublishedComment[];
}

export interface CommentPage {
  readonly items: readonly PublishedComment[];
  readonly nextCursor: string | null;
  readonly counts?: { readonly total: number };
  readonly article?: { readonly commentsMode?: string };
  readonly takesNotices?: boolean;
}

/** A reader's own comment, as the service answers a submission and later questions about it. */
export interface OwnComment {
  readonly id: string;
  readonly status: 'published' | 'held' | 'rejected' | 'withdrawn';
  readonly version: number;
  readonly createdAt: string;
  readonly author: { readonly name: string | null } | null;
  readonly parentId: string | null;
  readonly body: string;
  readonly html?: string;
  readonly editedAt?: string | null;
  /** How long its author could change it when this was answered. */
  readonly editSecondsLeft?: number;
  /** Until when that is by this browser's clock, which may run wrong: milliseconds. */
  readonly editableUntil: number;
  /** What became of it, in a sentence. */
  readonly message?: string | null;
  /** Which policy it was, in the reader's language. */
  readonly policyTitle?: string | null;
  /** Whether its author may ask for another look. */
  readonly canAppeal?: boolean;
  readonly appeal?: { readonly state: 'open' | 'upheld' | 'dismissed' | 'withdrawn' } | null;
}

export interface NewComment {
  readonly body: string;
  readonly name: string | null;
  readonly parentId: string | null;
  readonly formTimeMs: number;
  readonly honeypot: string;
  /** The same for every try of the same words, so that a lost answer never doubles a comment. */
  readonly key: string;
  /** From the question that was asked about these words, once the reader has answered it. */
  readonly nudgeToken: string | null;
}

/** The service said no, or (status 0) could not be reached. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly members: { readonly nudgeToken?: string; readonly policyTitle?: string | null } = {},
  ) {
    super(detail);
  }
}

interface ReaderSession {
  readonly token: string;
  readonly expiresAt: string;
}

export class Api {
  private readonly base: string;
  private opening: Promise<string> | null = null;

  constructor(
    private readonly placement: Placement,
    private readonly memory: Memory,
    /** As an Accept-Language header. */
    private readonly languages: string,
  ) {
    this.base = `${placement.service}/v1/sites/${encodeURIComponent(placement.site)}`;
  }

  /** What every reader sees; the browser's cache revalidates it by ETag. */
  published(order: string, cursor: string | null, parent: string | null = null): Promise<CommentPage> {
    const query = new URLSearchParams({ order });
    if (cursor !== null) query.set('cursor', cursor);
    if (parent !== null) query.set('parent', parent);
    return this.ask(`/articles/${encodeURIComponent(this.placement.article.id)}/comments?${query.toString()}`, { cache: 'no-cache' });
  }

  /** The reader's own comment in whatever state; null when this reader may not see it (any more). */
  async own(id: string): Promise<OwnComment | null> {
    const headers = { authorization: `Bearer ${await this.token()}`, 'accept-language': this.languages };
    return this.ask<OwnComment>(`/comments/${id}`, { headers, cache: 'no-store' }).then(received, (error: unknown) => {
      if (error instanceof ApiProblem && [403, 404, 410].includes(error.status)) return null;
      throw error;
    });
  }

  submit({ body, name, parentId, formTimeMs, honeypot, key, nudgeToken }: NewComment): Promise<OwnComment> {
    return this.send<OwnComment>('/comments', { 'idempotency-key': key }, {
      article: this.placement.article,
      ...(name === null ? {} : { author: { name } }),
      body,
      format: 'text',
      parentId,
      request: { formTimeMs, honeypot },
      ...(nudgeToken === null ? {} : { nudgeToken }),
    }).then(received);
  }

  /** Other words for the reader's own comment. */
  edit({ id, version }: OwnComment, body: string): Promise<OwnComment> {
    return this.send<OwnComment>(`/comments/${id}`, { 'if-match': `"${String(version)}"` }, { body }, 'PATCH').then(received);
  }

  report(id: string, reason: string): Promise<unknown> {
    return this.send(`/comments/${id}/reports`, {}, { reason });
  }

  /** Asks that somebody else look at the reader's own rejected comment. */
  appeal(id: string, message: string | null): Promise<unknown> {
    return this.send(`/comments/${id}/appeals`, {}, { message });
  }

  /** Takes the reader's own comment back for good. */
  async withdraw(id: string): Promise<unknown> {
    return this.ask(`/comments/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${await this.token()}` } });
  }

  private async send<Answer>(path: string, headers: Readonly<Record<string, string>>, body: unknown, method = 'POST'): Promise<Answer> {
    const attempt = async (): Promise<Answer> =>
      this.ask(path, {
        method,
        headers: { authorization: `Bearer ${await this.token()}`, 'content-type': 'application/json', 'accept-language': this.languages, ...headers },
        body: JSON.stringify(body),
      });
    return attempt().catch((error: unknown) => {
      // The token ended early (a restart with another secret): one fresh try.
      if (!(error instanceof ApiProblem) || error.status !== 401 || this.placement.token !== null) throw error;
      this.memory.write('session', null);
      return attempt();
    });
  }

  private rememberedToken(): string | null {
    if (this.placement.token !== null) return this.placement.token;
    const session = this.memory.read<ReaderSession>('session');
    return session !== null && Date.parse(session.expiresAt) > Date.now() + 5_000 ? session.token : null;
  }

  private token(): Promise<string> {
    const remembered = this.rememberedToken();
    if (remembered !== null) return Promise.resolve(remembered);
    // The token that has ended goes along, so that the reader stays the same and keeps seeing their own comments.
    const ended = this.memory.read<ReaderSession>('session');
    this.opening ??= this.ask<ReaderSession>('/reader-sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ended === null ? {} : { token: ended.token }) })
      .then((session) => {
        this.memory.write('session', session);
        return session.token;
      })
      .finally(() => {
        this.opening = null;
      });
    return this.opening;
  }

  private async ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(this.base + path, { ...init, credentials: 'omit', signal: AbortSignal.timeout(15_000) }).catch(() => {
      throw new ApiProblem(0, 'unreachable', '');
    });
    if (response.ok) return (response.status === 204 ? null : await response.json()) as Answer;
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string; errors?: { detail: string }[] } & ApiProblem['members'];
    throw new ApiProblem(response.status, problem.code ?? 'unknown', problem.errors?.[0]?.detail ?? problem.detail ?? problem.title ?? '', problem);
  }
}

function received(answer: OwnComment): OwnComment {
  return { ...answer, editableUntil: Date.now() + (answer.editSecondsLeft ?? 0) * 1_000 };
}
