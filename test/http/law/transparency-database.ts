import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { TRANSPARENCY_BATCH, TRANSPARENCY_STATEMENT } from './transparency-schema';

const ajv = new Ajv({ strict: false });
const isStatement: ValidateFunction = ajv.compile(TRANSPARENCY_STATEMENT);
const isBatch: ValidateFunction = ajv.compile(TRANSPARENCY_BATCH);

interface Sent {
  readonly puid: string;
}

/** The Commission's database as its documentation describes it: what fits the schema is taken once, a batch as a whole or not at all. */
export class TransparencyDatabase {
  readonly kept: string[] = [];
  /** Routes in the order in which they were asked. */
  readonly asked: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly token: string,
  ) {}

  static async start(token: string): Promise<TransparencyDatabase> {
    const server = createServer();
    const database = new TransparencyDatabase(server, token);
    server.on('request', (request: IncomingMessage, response) => {
      void read(request).then((body) => {
        const { status, answer } = database.answer(request, body);
        response.writeHead(status, { 'content-type': 'application/json', ...(status === 302 ? { location: '/statement/1' } : {}) }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return database;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ method = '', url = '', headers }: IncomingMessage, body: string): { readonly status: number; readonly answer: object } {
    this.asked.push(`${method} ${url.replace(/[0-9a-f-]{36}$/, '…')}`);
    if (headers.authorization !== `Bearer ${this.token}` || headers.accept !== 'application/json') return { status: 401, answer: { message: 'Unauthenticated.' } };
    const existing = /^\/api\/v1\/statement\/existing-puid\/(.+)$/.exec(url)?.[1];
    if (method === 'GET' && existing !== undefined) return { status: this.kept.includes(existing) ? 302 : 404, answer: {} };
    if (method === 'POST' && url === '/api/v1/statement') return this.take(isStatement, JSON.parse(body), (one) => [one as Sent]);
    if (method === 'POST' && url === '/api/v1/statements') return this.take(isBatch, JSON.parse(body), (batch) => (batch as { readonly statements: readonly Sent[] }).statements);
    return { status: 404, answer: {} };
  }

  private take(isValid: ValidateFunction, body: unknown, statementsIn: (body: unknown) => readonly Sent[]): { readonly status: number; readonly answer: object } {
    if (!isValid(body)) return { status: 422, answer: { message: 'Invalid', errors: isValid.errors } };
    const statements = statementsIn(body);
    if (statements.some(({ puid }) => this.kept.includes(puid))) return { status: 422, answer: { message: 'The puid is taken' } };
    this.kept.push(...statements.map(({ puid }) => puid));
    return { status: 201, answer: { statements: statements.map(({ puid }) => ({ puid })) } };
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
