import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const HOOK = join(ROOT, 'scripts', 'typescript-hook.cjs');

/** A server under measurement, as its own process. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  /** What it printed until it was ready. */
  readonly said: string;
  stop(): Promise<void>;
}

/** Starts a program and waits for `ready` in its output. TypeScript is compiled on the way in; the built service runs as built. */
export async function startServer(program: string, ready: RegExp, env: Readonly<Record<string, string>>): Promise<Server> {
  const port = await freePort();
  // All of them get what `npm start` gives the service: more room for young objects helps the peers as well.
  const args = ['--max-semi-space-size=16', ...(program.endsWith('.ts') ? ['--require', HOOK] : []), program];
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|WEIR_|DATABASE_URL$)/.test(name)));
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...inherited, ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await untilSaid(child, ready);
  return { port, pid: child.pid ?? 0, said, stop: () => stopped(child) };
}

async function untilSaid(child: ChildProcess, ready: RegExp): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => { reject(new Error(`A server ended with ${String(code)} before it was ready:\n${said}`)); });
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (ready.test(said)) resolve(said);
    });
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const TICKS_PER_SECOND = 100;

/** Processor seconds that a process and all its children have used so far; NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  try {
    return tree(pid).reduce((sum, each) => sum + ownCpu(each), 0);
  } catch {
    return Number.NaN;
  }
}

/** What a process takes of the memory, in millions of bytes; NaN where there is no /proc. */
export function rssMb(pid: number): number {
  // The system says kB and means 1,024 bytes.
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1_024) / 1e6;
}

/** With what children took that have ended meanwhile: a connection that a pool gives up takes its server process with it. */
function ownCpu(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

function tree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const found = [root];
  for (const parent of found) for (const [pid, of] of parents) if (of === parent) found.push(pid);
  return found;
}
