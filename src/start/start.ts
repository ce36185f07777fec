import cluster from 'node:cluster';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EnsureOwner } from '../access/ensure-owner';
import { AppModule } from '../app.module';
import { must } from '../domain/must';
import { KeepPartitions } from '../evaluate/keep-partitions';
import { EnsureDemo } from '../intake/demo/ensure-demo';
import { type Config, readConfig } from '../platform/config/config';
import { migrate } from '../platform/database/data-source';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded/start-embedded-postgres';
import { Readiness } from '../platform/health/readiness';
import { createApp } from '../platform/http/create-app';
import { answerMetrics } from '../platform/metrics/all-metrics';
import { adviceFor } from './failure';
import { dropWhatStartingLeft } from './keep-heap-small';
import { mayListen } from './may-listen';
import { openSecrets } from './open-secrets';
import { Processes, ProcessEndedError, QUIET } from './processes';
import { progress } from './progress';
import { serviceSecrets } from './service-secret';
import { welcomeText } from './welcome';

/** How long requests and jobs under way may take to end before the process ends without them. */
const STOP_DEADLINE_MS = 10_000;

/** What the process that keeps the others allows them beyond their own deadline. */
const PROCESSES_GRACE_MS = 2_000;

interface Running {
  app: NestFastifyApplication | null;
  processes: Processes | null;
  database: EmbeddedPostgres | null;
}

/** Starts everything in order: database, schema, service, first data; says where it is; stops in the opposite order. */
export async function start(): Promise<void> {
  const running: Running = { app: null, processes: null, database: null };
  const stop = stopOnce(running);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  let config: Config | null = null;
  try {
    config = readConfig(process.env);
    await run(config, running);
  } catch (error) {
    const advice = error instanceof ProcessEndedError ? error.message : adviceFor(error, { databaseUrl: config?.databaseUrl ?? null, host: config?.host ?? '', port: config?.port ?? 0 });
    process.stderr.write(`\nWeir did not start. ${advice ?? 'This is a fault of ours; please report it with the lines below.'}\n`);
    if (advice === null) console.error(error);
    await stop(1);
  }
}

async function run(asked: Config, running: Running): Promise<void> {
  if (asked.databaseUrl === null) running.database = await progress('Starting PostgreSQL', () => startEmbeddedPostgres({ dataDir: asked.dataDir, durable: true, mayMove: asked.dataDirMayMove, log: say }));
  const config = Object.freeze({ ...asked, dataDir: running.database?.dataDir ?? asked.dataDir });
  const databaseUrl = must(running.database?.url ?? asked.databaseUrl, 'database URL');
  const given = serviceSecrets(config, config.dataDir);
  await progress('Migrating the database', () => migrate(databaseUrl));
  const secrets = await openSecrets(databaseUrl, given);
  if (config.processes > 1 && cluster.isPrimary) {
    running.processes = await startProcesses(config, { databaseUrl, secret: given.secret });
    return;
  }
  running.app = await progress('Starting the service', () => createApp(AppModule.create({ config, secrets, databaseUrl }), config));
  const { app } = running;
  await app.init();
  // Before anything is made whose secret is said only once, at the end of a start that succeeds.
  await mayListen(config);
  await app.get(KeepPartitions).execute(new Date());
  const owner = await app.get(EnsureOwner).execute();
  const demo = config.demo ? await progress('Making the demo site', () => app.get(EnsureDemo).execute()) : null;
  dropWhatStartingLeft();
  await app.listen(config.port, config.host);
  if (process.env[QUIET] !== undefined) return;
  const file = join(config.dataDir, 'owner.txt');
  process.stdout.write(
    `${welcomeText({
      url: config.publicUrl,
      owner: { email: await app.get(EnsureOwner).email(), isNew: owner !== null, password: owner?.generatedPassword ?? null, file: existsSync(file) ? file : null },
      demo,
      hasDemo: config.demo,
    })}\n`,
  );
}

/** All of them serve requests; the rest of the work is the first one's, which is told what this process has found out. */
async function startProcesses(config: Config, found: { readonly databaseUrl: string; readonly secret: string }): Promise<Processes> {
  answerMetrics();
  const first = { DATABASE_URL: found.databaseUrl, WEIR_SECRET: found.secret, WEIR_DATA_DIR: config.dataDir };
  const roles = config.roles.includes('api') ? 'api' : 'worker';
  return Processes.start({ count: config.processes, first, further: { ...first, WEIR_ROLES: roles, WEIR_DEMO: 'off', [QUIET]: 'yes' }, say });
}

/** Drains requests, then jobs, then the database; once, whoever asks, and never longer than the deadline. */
function stopOnce(running: Running): (code: number) => Promise<void> {
  let stopping = false;
  return async (code) => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => {
      say('not everything ended in time');
      process.exit(1);
    }, STOP_DEADLINE_MS + (running.processes === null ? 0 : PROCESSES_GRACE_MS));
    late.unref();
    try {
      running.app?.get(Readiness).stop();
      await running.app?.close();
      await running.processes?.stop();
      await running.database?.stop();
      process.exit(code);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
