import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type Config, ConfigError, readConfig } from './config';

type Env = Record<string, string>;

const SECRET = 'x'.repeat(32);

function problemsOf(env: Env): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('without any variable', () => {
  it('everything has the value that the README names', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      databasePool: 16,
      dataDir: resolve('.weir'),
      dataDirMayMove: true,
      secret: null,
      secretsBefore: [],
      publicUrl: 'http://localhost:3000',
      roles: ['api', 'worker'],
      processes: 1,
      logLevel: 'info',
      demo: true,
      admin: { email: 'owner@weir.example', password: null },
      allowedPrivateNetworks: [],
      trustedProxies: [],
      signInAttempts: 10,
      identityProvider: null,
      backtestWorkers: Math.max(1, availableParallelism() - 1),
    } satisfies Config);
  });

  it('an empty one and one of blanks are as good as none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '  ', WEIR_ROLES: ' , ', WEIR_SECRET: '' })).toEqual(readConfig({}));
  });

  it('nobody can change it afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('a variable', () => {
  const good: readonly (readonly [Env, Partial<Config>])[] = [
    [{ PORT: '8080' }, { port: 8080, publicUrl: 'http://localhost:8080' }],
    [{ PORT: '0' }, { port: 0 }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ DATABASE_URL: 'postgres://u:p@db/weir', WEIR_SECRET: SECRET }, { databaseUrl: 'postgres://u:p@db/weir', secret: SECRET }],
    [{ DATABASE_URL: 'postgresql://db/weir', WEIR_SECRET: SECRET }, { databaseUrl: 'postgresql://db/weir' }],
    [{ WEIR_SECRET: SECRET, WEIR_SECRET_BEFORE: `${'o'.repeat(32)}, ${'p'.repeat(32)}` }, { secret: SECRET, secretsBefore: ['o'.repeat(32), 'p'.repeat(32)] }],
    [{ WEIR_SECRET_BEFORE: ['a', 'b', 'c', 'd'].map((each) => each.repeat(32)).join() }, { secretsBefore: ['a', 'b', 'c', 'd'].map((each) => each.repeat(32)) }],
    [{ WEIR_DATABASE_POOL: '2' }, { databasePool: 2 }],
    [{ WEIR_DATABASE_POOL: '200' }, { databasePool: 200 }],
    [{ WEIR_DATA_DIR: '/srv/weir' }, { dataDir: '/srv/weir', dataDirMayMove: false }],
    [{ WEIR_DATA_DIR: 'here' }, { dataDir: resolve('here'), dataDirMayMove: false }],
    [{ WEIR_PUBLIC_URL: 'https://weir.example/' }, { publicUrl: 'https://weir.example' }],
    [{ WEIR_ROLES: 'worker' }, { roles: ['worker'] }],
    [{ WEIR_ROLES: 'worker, api' }, { roles: ['api', 'worker'] }],
    [{ WEIR_PROCESSES: '4' }, { processes: 4 }],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [{ WEIR_DEMO: 'off' }, { demo: false }],
    [{ WEIR_DEMO: 'on' }, { demo: true }],
    [{ WEIR_ADMIN_EMAIL: 'chief@desk.example', WEIR_ADMIN_PASSWORD: 'twelve chars' }, { admin: { email: 'chief@desk.example', password: 'twelve chars' } }],
    [{ WEIR_WEBHOOK_ALLOW_NETWORKS: '10.1.0.0/16, fd00::/8' }, { allowedPrivateNetworks: ['10.1.0.0/16', 'fd00::/8'] }],
    [{ WEIR_TRUSTED_PROXIES: '10.1.0.7,fd00::/8,loopback' }, { trustedProxies: ['10.1.0.7', 'fd00::/8', 'loopback'] }],
    [{ WEIR_SIGN_IN_ATTEMPTS: '1' }, { signInAttempts: 1 }],
    [
      { WEIR_OIDC_ISSUER: 'https://login.example', WEIR_OIDC_CLIENT_ID: 'weir', WEIR_OIDC_CLIENT_SECRET: 'shh', WEIR_OIDC_NAME: 'Herald login' },
      { identityProvider: { issuer: 'https://login.example', clientId: 'weir', clientSecret: 'shh', name: 'Herald login' } },
    ],
    [{ WEIR_OIDC_ISSUER: 'http://127.0.0.1:8080/realm', WEIR_OIDC_CLIENT_ID: 'weir', WEIR_OIDC_CLIENT_SECRET: 'shh' }, { identityProvider: { issuer: 'http://127.0.0.1:8080/realm', clientId: 'weir', clientSecret: 'shh', name: 'single sign-on' } }],
    [{ WEIR_BACKTEST_WORKERS: '3' }, { backtestWorkers: 3 }],
  ];

  it.each(good)('%j is taken', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });

  const bad: readonly (readonly [Env, string])[] = [
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535, not "-1".'],
    [{ PORT: '80.5' }, 'PORT must be a whole number from 0 to 65535, not "80.5".'],
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535, not "http".'],
    [{ DATABASE_URL: 'mysql://db/weir', WEIR_SECRET: SECRET }, 'DATABASE_URL must begin with postgres:// or postgresql://.'],
    [{ DATABASE_URL: 'postgres://db/weir' }, 'WEIR_SECRET is required with DATABASE_URL: every process must use the same one. Make one with: openssl rand -base64 48'],
    [{ WEIR_SECRET_BEFORE: 'x'.repeat(31) }, 'WEIR_SECRET_BEFORE must name secrets of at least 32 characters each.'],
    [{ WEIR_SECRET_BEFORE: ['a', 'b', 'c', 'd', 'e'].map((each) => each.repeat(32)).join() }, 'WEIR_SECRET_BEFORE may name 4 secrets at most, not 5.'],
    [{ WEIR_SECRET: 'x'.repeat(31) }, 'WEIR_SECRET must have at least 32 characters.'],
    [{ WEIR_DATABASE_POOL: '1' }, 'WEIR_DATABASE_POOL must be a whole number from 2 to 200, not "1".'],
    [{ WEIR_DATABASE_POOL: '201' }, 'WEIR_DATABASE_POOL must be a whole number from 2 to 200, not "201".'],
    [{ WEIR_PUBLIC_URL: 'weir.example' }, 'WEIR_PUBLIC_URL must be a URL such as https://weir.example, not "weir.example".'],
    [{ WEIR_PUBLIC_URL: 'localhost:3000' }, 'WEIR_PUBLIC_URL must be a URL such as https://weir.example, not "localhost:3000".'],
    [{ WEIR_ROLES: 'api,cron' }, 'WEIR_ROLES may name api and worker, not "cron".'],
    [{ WEIR_PROCESSES: '0' }, 'WEIR_PROCESSES must be a whole number from 1 to 64, not "0".'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".'],
    [{ WEIR_DEMO: 'false' }, 'WEIR_DEMO must be on or off, not "false".'],
    [{ WEIR_ADMIN_EMAIL: 'chief' }, 'WEIR_ADMIN_EMAIL must be an email address.'],
    [{ WEIR_ADMIN_PASSWORD: 'eleven char' }, 'WEIR_ADMIN_PASSWORD must have at least 12 characters.'],
    [{ WEIR_WEBHOOK_ALLOW_NETWORKS: '10.1.0.0/16,10.2.0.1' }, 'WEIR_WEBHOOK_ALLOW_NETWORKS must list networks such as 10.1.0.0/16, not "10.2.0.1".'],
    [{ WEIR_TRUSTED_PROXIES: 'proxy.example' }, 'WEIR_TRUSTED_PROXIES must list addresses or networks such as 10.1.0.7 or 10.1.0.0/16, not "proxy.example".'],
    [{ WEIR_SIGN_IN_ATTEMPTS: '0' }, 'WEIR_SIGN_IN_ATTEMPTS must be a whole number from 1 to 100000, not "0".'],
    [{ WEIR_OIDC_CLIENT_SECRET: 'hidden' }, 'WEIR_OIDC_ISSUER, WEIR_OIDC_CLIENT_ID and WEIR_OIDC_CLIENT_SECRET belong together: set all three or none.'],
    [{ WEIR_OIDC_ISSUER: 'http://login.example', WEIR_OIDC_CLIENT_ID: 'weir', WEIR_OIDC_CLIENT_SECRET: 'hidden' }, 'WEIR_OIDC_ISSUER must be an https URL such as https://login.example, not "http://login.example".'],
    [{ WEIR_BACKTEST_WORKERS: '65' }, 'WEIR_BACKTEST_WORKERS must be a whole number from 1 to 64, not "65".'],
  ];

  it.each(bad)('%j is refused with one sentence', (env, sentence) => {
    expect(problemsOf(env)).toEqual([sentence]);
  });

  it('that is wrong does not hide the others: all are told at once, each on its line', () => {
    const env = Object.assign({}, ...bad.map(([one]) => one)) as Env;
    const problems = problemsOf({ ...env, DATABASE_URL: 'mysql://db/weir', WEIR_SECRET: 'short' });
    expect(problems).toHaveLength(17);
    expect(new ConfigError(problems).message.split('\n')).toEqual(['The configuration is not valid:', ...problems.map((problem) => `  - ${problem}`)]);
  });

  it('that is secret is not repeated to the terminal', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://u:hidden-1@db/weir', WEIR_SECRET: 'hidden-2', WEIR_ADMIN_PASSWORD: 'hidden-3' });
    expect(problems).toHaveLength(3);
    expect(new ConfigError(problems).message).not.toContain('hidden');
  });
});
