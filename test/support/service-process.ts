import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const ROOT = join(__dirname, '..', '..');
const POLL_MS = 100;

export interface ServiceProcessOptions {
  /** Arguments of `node`, from the project's folder: the built service, or a script that starts it. */
  readonly program?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The service as its own process, the way an operator runs it; for tests that kill, stop or restart it. */
export class ServiceProcess {
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
  }

  /** Resolves when `/readyz` says yes; throws with the process's output if it ends before. `env` must name a free PORT. */
  static async start({ program = ['dist/src/main.js'], env }: ServiceProcessOptions): Promise<ServiceProcess> {
    const service = ServiceProcess.launch({ program, env });
    await service.becomesReady();
    return service;
  }

  /** Without waiting: for starts that are expected to fail. */
  static launch({ program = ['dist/src/main.js'], env }: ServiceProcessOptions): ServiceProcess {
    // Nothing of the outer npm: a service watches the npm that started it.
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|WEIR_|DATABASE_URL$|NODE_ENV$|JEST_)/.test(name)));
    const child = spawn(process.execPath, program, { cwd: ROOT, env: { ...inherited, HOST: '127.0.0.1', ...env } });
    return new ServiceProcess(child, `http://127.0.0.1:${env['PORT'] ?? ''}`);
  }

  get output(): string {
    return this.said;
  }

  /** Sends the signal and resolves, when the process is gone, to its exit code: null if the signal itself ended it. */
  async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null> {
    const exited = this.exited();
    this.child.kill(signal);
    return exited;
  }

  async exited(): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const [code] = (await once(this.child, 'exit')) as [number | null];
    return code;
  }

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async becomesReady(): Promise<void> {
    while (this.isRunning) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok === true) return;
      await delay(POLL_MS);
    }
    throw new Error(`The service ended before it was ready:\n${this.said}`);
  }
}
