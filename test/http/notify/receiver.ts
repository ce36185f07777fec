import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

/** A news site's end of a webhook: a real server that keeps what arrives and answers as told, else 204. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly answers: Answer[] = [];
  private readonly waiting: (() => void)[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        receiver.received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
        (receiver.answers.shift() ?? ((to: ServerResponse) => to.writeHead(204).end()))(response);
        for (const resume of receiver.waiting.splice(0)) resume();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/hooks/weir`;
  }

  /** One of the requests that arrived, from 0. */
  at(index: number): Received {
    const request = this.received[index];
    if (!request) throw new Error(`Only ${String(this.received.length)} requests arrived`);
    return request;
  }

  /** Queues answers for the next requests. */
  answersWith(...statuses: (number | readonly [number, Record<string, string>])[]): void {
    for (const answer of statuses) {
      const [status, headers] = typeof answer === 'number' ? [answer, {}] : answer;
      this.answers.push((response) => response.writeHead(status, headers).end());
    }
  }

  /** The next request never gets an answer. */
  keepsSilent(): void {
    this.answers.push(() => undefined);
  }

  /** Resolves once so many requests have arrived. */
  async arrived(count: number): Promise<void> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** What a receiver's own library makes of a request; throws unless one of its signatures is by this secret. */
export function verify(secret: string, { body, headers }: Received): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}
