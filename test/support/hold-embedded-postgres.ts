import { startEmbeddedPostgres } from '../../src/platform/embedded/start-embedded-postgres';

/** A process that owns an embedded PostgreSQL until it is killed: prints the URL once it is there. Argument: the data folder. */
void startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', durable: true, log: () => undefined }).then(
  ({ url }) => {
    process.stdout.write(`${url}\n`);
    setInterval(() => undefined, 60_000);
  },
  (error: unknown) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  },
);
