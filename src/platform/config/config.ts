import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';

export const ROLE_NAMES = ['api', 'worker'] as const;
export type ProcessRole = (typeof ROLE_NAMES)[number];

/** Everything an operator can set, read once at start. Secrets stand apart in {@link Secrets} and are never logged. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Null: the embedded database in the data folder. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly dataDir: string;
  /** True when nobody chose the data folder: the embedded database may then lie elsewhere if it must. */
  readonly dataDirMayMove: boolean;
  /** Null: generated in the data folder. */
  readonly secret: string | null;
  /** Secrets in force before it, which read what they sealed; newest first. */
  readonly secretsBefore: readonly string[];
  readonly publicUrl: string;
  readonly roles: readonly ProcessRole[];
  /** How many processes share the port. */
  readonly processes: number;
  readonly logLevel: string;
  readonly demo: boolean;
  readonly admin: { readonly email: string; readonly password: string | null };
  /** Networks that webhooks may reach although they are private; empty: none. */
  readonly allowedPrivateNetworks: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Sign-in attempts per address and per account in a quarter of an hour. */
  readonly signInAttempts: number;
  /** Where people may sign in beside their password; null: nowhere. */
  readonly identityProvider: IdentityProviderConfig | null;
  /** Threads that judge the past when rules are tried on it. */
  readonly backtestWorkers: number;
}

/** An OpenID Connect provider at which Weir is registered. */
export interface IdentityProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button of the sign-in page calls it. */
  readonly name: string;
}

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const LEAST_SECRET_LENGTH = 32;
/** Each is tried on what none names, so they are few. */
const MOST_SECRETS_BEFORE = 4;

/**
 * Turns the environment into a {@link Config}; throws one {@link ConfigError} that lists every mistake.
 * The table in the README is the same list.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const text = (name: string): string | null => env[name]?.trim() || null;
  const integer = (name: string, fallback: number, [least, most]: readonly [number, number]): number => {
    const given = text(name);
    if (given === null) return fallback;
    const value = Number(given);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    problems.push(`${name} must be a whole number from ${String(least)} to ${String(most)}, not "${given}".`);
    return fallback;
  };
  const list = (name: string): string[] => (text(name) ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');

  const port = integer('PORT', 3000, [0, 65_535]);
  const config: Config = {
    port,
    host: text('HOST') ?? '127.0.0.1',
    databaseUrl: text('DATABASE_URL'),
    databasePool: integer('WEIR_DATABASE_POOL', 16, [2, 200]),
    dataDir: resolve(text('WEIR_DATA_DIR') ?? '.weir'),
    dataDirMayMove: text('WEIR_DATA_DIR') === null,
    secret: text('WEIR_SECRET'),
    secretsBefore: list('WEIR_SECRET_BEFORE'),
    publicUrl: (text('WEIR_PUBLIC_URL') ?? `http://localhost:${String(port)}`).replace(/\/+$/, ''),
    roles: readRoles(list('WEIR_ROLES'), problems),
    processes: integer('WEIR_PROCESSES', 1, [1, 64]),
    logLevel: text('LOG_LEVEL') ?? 'info',
    demo: readSwitch('WEIR_DEMO', text('WEIR_DEMO'), problems),
    admin: { email: text('WEIR_ADMIN_EMAIL') ?? 'owner@weir.example', password: text('WEIR_ADMIN_PASSWORD') },
    allowedPrivateNetworks: list('WEIR_WEBHOOK_ALLOW_NETWORKS'),
    trustedProxies: list('WEIR_TRUSTED_PROXIES'),
    signInAttempts: integer('WEIR_SIGN_IN_ATTEMPTS', 10, [1, 100_000]),
    identityProvider: readIdentityProvider(text, problems),
    backtestWorkers: integer('WEIR_BACKTEST_WORKERS', Math.max(1, availableParallelism() - 1), [1, 64]),
  };
  check(config, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

function readRoles(given: readonly string[], problems: string[]): readonly ProcessRole[] {
  if (given.length === 0) return ROLE_NAMES;
  const known = ROLE_NAMES.filter((role) => given.includes(role));
  for (const role of given) {
    if (!(ROLE_NAMES as readonly string[]).includes(role)) problems.push(`WEIR_ROLES may name ${ROLE_NAMES.join(' and ')}, not "${role}".`);
  }
  return known;
}

/** On unless switched off. */
function readSwitch(name: string, given: string | null, problems: string[]): boolean {
  if (given !== null && given !== 'on' && given !== 'off') problems.push(`${name} must be on or off, not "${given}".`);
  return given !== 'off';
}

/** All of it or nothing: half of a provider is a mistake of the operator. */
function readIdentityProvider(text: (name: string) => string | null, problems: string[]): IdentityProviderConfig | null {
  const [issuer, clientId, clientSecret, name] = [text('WEIR_OIDC_ISSUER'), text('WEIR_OIDC_CLIENT_ID'), text('WEIR_OIDC_CLIENT_SECRET'), text('WEIR_OIDC_NAME')];
  if (issuer === null && clientId === null && clientSecret === null) return null;
  if (issuer === null || clientId === null || clientSecret === null) {
    problems.push('WEIR_OIDC_ISSUER, WEIR_OIDC_CLIENT_ID and WEIR_OIDC_CLIENT_SECRET belong together: set all three or none.');
    return null;
  }
  if (!isTrustworthyUrl(issuer)) problems.push(`WEIR_OIDC_ISSUER must be an https URL such as https://login.example, not "${issuer}".`);
  return { issuer, clientId, clientSecret, name: name ?? 'single sign-on' };
}

/** https, or http on this very machine, for trying things out. */
function isTrustworthyUrl(text: string): boolean {
  if (!isWebUrl(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function check(config: Config, problems: string[]): void {
  if (!LOG_LEVELS.includes(config.logLevel)) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${config.logLevel}".`);
  if (config.databaseUrl !== null && !/^postgres(ql)?:\/\//.test(config.databaseUrl)) problems.push('DATABASE_URL must begin with postgres:// or postgresql://.');
  if (config.databaseUrl !== null && config.secret === null) problems.push('WEIR_SECRET is required with DATABASE_URL: every process must use the same one. Make one with: openssl rand -base64 48');
  if (config.secret !== null && config.secret.length < LEAST_SECRET_LENGTH) problems.push(`WEIR_SECRET must have at least ${String(LEAST_SECRET_LENGTH)} characters.`);
  problems.push(...problemsOfSecretsBefore(config.secretsBefore, 'WEIR_SECRET_BEFORE'));
  if (!isWebUrl(config.publicUrl)) problems.push(`WEIR_PUBLIC_URL must be a URL such as https://weir.example, not "${config.publicUrl}".`);
  if (config.admin.password !== null && config.admin.password.length < 12) problems.push('WEIR_ADMIN_PASSWORD must have at least 12 characters.');
  if (!/^[^@\s]+@[^@\s]+$/.test(config.admin.email)) problems.push('WEIR_ADMIN_EMAIL must be an email address.');
  for (const network of config.allowedPrivateNetworks.filter((given) => !ipaddr.isValidCIDR(given))) problems.push(`WEIR_WEBHOOK_ALLOW_NETWORKS must list networks such as 10.1.0.0/16, not "${network}".`);
  for (const proxy of config.trustedProxies.filter((given) => !isProxy(given))) problems.push(`WEIR_TRUSTED_PROXIES must list addresses or networks such as 10.1.0.7 or 10.1.0.0/16, not "${proxy}".`);
}

/** What is wrong with secrets that were in force before, wherever they stand. */
export function problemsOfSecretsBefore(given: readonly string[], place: string): string[] {
  return [
    ...(given.length > MOST_SECRETS_BEFORE ? [`${place} may name ${String(MOST_SECRETS_BEFORE)} secrets at most, not ${String(given.length)}.`] : []),
    ...(given.some(({ length }) => length < LEAST_SECRET_LENGTH) ? [`${place} must name secrets of at least ${String(LEAST_SECRET_LENGTH)} characters each.`] : []),
  ];
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** The names are those that Fastify knows. */
function isProxy(text: string): boolean {
  return ['loopback', 'linklocal', 'uniquelocal'].includes(text) || ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}
