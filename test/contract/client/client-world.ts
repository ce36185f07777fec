import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startTestApp, type TestApp } from '../../support/app';
import { ROOT } from '../../support/source-files';
import { temporaryFolder } from '../../support/temporary-folder';
import { World } from '../../support/world';

const run = promisify(execFile);

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The client as its users have it: compiled, in a project of their own. */
export class ClientProject {
  private constructor(
    /** `@weir/client` can be imported here. */
    readonly folder: string,
  ) {}

  static async make(): Promise<ClientProject> {
    const folder = temporaryFolder('weir-client-');
    await ClientProject.install(folder);
    return new ClientProject(folder);
  }

  /** Compiles the sources as they are now, beside the packages that they need. */
  private static async install(folder: string): Promise<void> {
    const home = join(folder, 'node_modules', '@weir', 'client');
    mkdirSync(join(home, 'dist'), { recursive: true });
    await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', join(ROOT, 'client/tsconfig.json'), '--outDir', join(home, 'dist'), '--noCheck', '--declaration', 'false']);
    symlinkSync(join(ROOT, 'client/package.json'), join(home, 'package.json'));
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers', 'standardwebhooks', '@stablelib', 'fast-sha256']) {
      const at = join(folder, 'node_modules', name);
      mkdirSync(dirname(at), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), at);
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs Node in the project. */
  async node(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const env = { PATH: process.env['PATH'] ?? '', ...settings };
    try {
      const { stdout, stderr } = await run(process.execPath, [...args], { cwd: this.folder, env });
      return { code: 0, out: stdout, err: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    }
  }
}

/** A project and a service that listens and works. */
export class ClientWorld {
  private constructor(
    private readonly on: TestApp,
    readonly project: ClientProject,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async open(): Promise<ClientWorld> {
    const project = await ClientProject.make();
    const on = await startTestApp({ env: { WEIR_ROLES: 'api,worker' } });
    const world = new World(on);
    const site = await world.newSite();
    const { secret } = await world.siteKey(site, ['admin', 'comments:write']);
    return new ClientWorld(on, project, { WEIR_URL: await on.listen(), WEIR_SITE: site.slug, WEIR_TOKEN: secret });
  }

  async close(): Promise<void> {
    await this.on.close();
    this.project.remove();
  }

  node(args: readonly string[]): Promise<Ran> {
    return this.project.node(args, this.settings);
  }

  weir(args: readonly string[]): Promise<Ran> {
    return this.node([join(this.project.folder, 'node_modules/@weir/client/dist/cli/main.js'), ...args]);
  }
}
