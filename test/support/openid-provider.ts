import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The environment that makes a service use the provider. */
export type ProviderSettings = Readonly<Record<'WEIR_OIDC_ISSUER' | 'WEIR_OIDC_CLIENT_ID' | 'WEIR_OIDC_CLIENT_SECRET' | 'WEIR_OIDC_NAME', string>>;

/** A real OpenID Connect provider (`oidc-provider`) in a process of its own. */
export class OpenIdProvider {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** @param weirUrl the WEIR_PUBLIC_URL of the service that is registered there */
  static async start(weirUrl: string): Promise<OpenIdProvider> {
    const child = spawn(process.execPath, [join(__dirname, 'openid-provider-process.mjs'), `${weirUrl}/v1/session/provider/callback`], { stdio: ['ignore', 'pipe', 'pipe'] });
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const found = /port (\d+)/.exec(said);
          if (found?.[1] !== undefined) resolve(found[1]);
        });
      }
      child.once('exit', () => { reject(new Error(`The provider ended:\n${said}`)); });
    });
    return new OpenIdProvider(child, `http://127.0.0.1:${port}`);
  }

  get settings(): ProviderSettings {
    return { WEIR_OIDC_ISSUER: this.url, WEIR_OIDC_CLIENT_ID: 'weir', WEIR_OIDC_CLIENT_SECRET: 'secret-of-weir-at-the-provider', WEIR_OIDC_NAME: 'Herald login' };
  }

  /** Walks through the provider's pages as a browser does, and returns where it sends the browser back to. */
  async visit(start: string, login: string | null): Promise<URL> {
    const cookies = new Map<string, string>();
    let next = new URL(start);
    let form: string | undefined;
    for (let step = 0; step < 20; step += 1) {
      const answer = await fetch(next, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
        ...(form === undefined ? {} : { method: 'POST', body: form }),
      });
      for (const [pair = ''] of answer.headers.getSetCookie().map((line) => line.split(';'))) cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      const location = answer.headers.get('location');
      form = undefined;
      if (location !== null) {
        next = new URL(location, next);
        if (next.origin !== this.url) return next;
        continue;
      }
      const page = await answer.text();
      if (login === null) {
        next = new URL(`${next.pathname}/abort`, next);
        continue;
      }
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (prompt === undefined) throw new Error(`The provider shows no form at ${next.pathname}: ${String(answer.status)} ${page.slice(0, 500)}`);
      form = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }).toString();
    }
    throw new Error('The provider never led back');
  }

  stop(): void {
    this.child.kill();
  }
}
