import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** `request`: the COMMIT never reaches the database. `answer`: it is done there, but the service never hears of it. */
export type Cut = 'request' | 'answer';

/** Stands between the service and PostgreSQL, and cuts the connection at every COMMIT while a cut is set. */
export class CuttingProxy {
  cut: Cut | null = null;
  cuts = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly database: URL,
  ) {}

  static async before(databaseUrl: string): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server, new URL(databaseUrl));
    server.on('connection', (client) => {
      proxy.join(client);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The database's URL with this proxy in the way. */
  get url(): string {
    const url = new URL(this.database);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    const database = connect(Number(this.database.port), this.database.hostname);
    const part = (): void => {
      client.destroy();
      database.destroy();
    };
    let isAnswerCut = false;
    for (const socket of [client, database]) {
      this.sockets.add(socket);
      socket.on('error', part).on('close', () => {
        this.sockets.delete(socket);
        part();
      });
    }
    client.on('data', (chunk) => {
      const cut = chunk.includes('COMMIT') ? this.cut : null;
      if (cut !== null) this.cuts++;
      isAnswerCut = cut === 'answer';
      if (cut === 'request') part();
      else database.write(chunk);
    });
    // PostgreSQL answers a COMMIT when it is done. What was sent with it is answered before, and a connection that is cut then never gets to it.
    database.on('data', (chunk) => {
      if (isAnswerCut && chunk.includes('COMMIT')) part();
      else client.write(chunk);
    });
  }
}
