import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Somebody's hosted model: a real server that answers every request as it is told. */
export class ToxicityServer {
  readonly asked: Asked[] = [];
  /** What it answers: a status with JSON, or null for nothing at all. */
  answer: readonly [status: number, body: unknown] | null = [200, {}];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ToxicityServer> {
    const server = createServer();
    const hosted = new ToxicityServer(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        hosted.asked.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
        if (hosted.answer) response.writeHead(hosted.answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(hosted.answer[1]));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return hosted;
  }

  url(path: string): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}${path}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
