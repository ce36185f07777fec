import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Headers = Readonly<Record<string, string>>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- because a test reads the members it expects, and fails on the spot when they are not there.
export interface Answer<Body = any> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  /** Parsed when it is JSON, else the text. */
  readonly body: Body;
}

/** Calls the service as one caller does: the credential goes along with every request. */
export class Client {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly headers: Headers = {},
  ) {}

  /** The same caller with more headers on every request. */
  with(headers: Headers): Client {
    return new Client(this.app, { ...this.headers, ...headers });
  }

  get(path: string, headers?: Headers): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown = {}, headers?: Headers): Promise<Answer> {
    return this.send('POST', path, { body, headers });
  }

  put(path: string, body: unknown = {}, headers?: Headers): Promise<Answer> {
    return this.send('PUT', path, { body, headers });
  }

  patch(path: string, body: unknown = {}, headers?: Headers): Promise<Answer> {
    return this.send('PATCH', path, { body, headers });
  }

  delete(path: string, body?: unknown, headers?: Headers): Promise<Answer> {
    return this.send('DELETE', path, { body, headers });
  }

  /** A string goes as it is (give its content-type), anything else as JSON. */
  async send(method: Method, path: string, { body, headers = {} }: { readonly body?: unknown; readonly headers?: Headers | undefined } = {}): Promise<Answer> {
    const isJson = body !== undefined && typeof body !== 'string';
    const response = await this.app.inject({
      method,
      url: path,
      headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...this.headers, ...headers },
      ...(body === undefined ? {} : { payload: isJson ? JSON.stringify(body) : body }),
    });
    return { status: response.statusCode, headers: response.headers, body: parsed(response.headers['content-type'], response.body) };
  }
}

function parsed(contentType: unknown, text: string): unknown {
  return typeof contentType === 'string' && /[/+]json\b/.test(contentType) ? JSON.parse(text) : text;
}
