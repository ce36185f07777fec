import { ConfigError } from '../platform/config/config';
import { DatabaseTooOldError, RestoreUnfinishedError } from '../platform/database/data-source';
import { isUnavailable, sqlState } from '../platform/database/failures';
import { EmbeddedPostgresError } from '../platform/embedded/embedded-postgres-error';
import { OtherSecretError, SecretChangedTooSoonError } from './open-secrets';

const OTHER_SECRET =
  'Give the one that it had before in WEIR_SECRET_BEFORE (in a data folder: in the file secret.before) until the service has said that nothing is sealed with it any more, or put it back. ' +
  'If it is lost: npm run backup, then npm run restore -- FILE --other-secret into a new database; docs/operations.md says what is lost with it.';

const UNTRUSTED = new Set(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID']);

/** What was asked for, as far as it may be what went wrong. */
interface Asked {
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
}

/** Why the service did not start, and what the person at the terminal can do about it. Null: nothing we foresaw. */
export function adviceFor(error: unknown, { databaseUrl, host, port }: Asked): string | null {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof EmbeddedPostgresError) return `${error.message}\n${error.advice}`;
  if (error instanceof DatabaseTooOldError) return `${error.message}\nUpgrade it, or leave DATABASE_URL unset to use the embedded PostgreSQL.`;
  if (error instanceof RestoreUnfinishedError) return `${error.message}\nDo it again: npm run restore -- FILE`;
  if (error instanceof OtherSecretError) return `${error.message}\n${OTHER_SECRET}`;
  if (error instanceof SecretChangedTooSoonError) return `${error.message}\nStart it once with the WEIR_SECRET that it had and without WEIR_SECRET_BEFORE (in a data folder: without the file secret.before); then change it.`;
  if (typeof error !== 'object' || error === null) return null;
  return aboutListening(error, host, port) ?? (databaseUrl === null ? null : aboutDatabaseUrl(error, databaseUrl)) ?? aboutReach(error, databaseUrl);
}

function aboutListening(error: { code?: unknown; syscall?: unknown; hostname?: unknown }, host: string, port: number): string | null {
  const { code, syscall, hostname } = error;
  if (code === 'EADDRINUSE') return `Port ${String(port)} is taken by another program.\nStop that one, or choose another port: PORT=${String(port + 1)} npm start`;
  if (code === 'EACCES' && syscall === 'listen') return `This user may not listen on port ${String(port)}.\nChoose one above 1023: PORT=3000 npm start`;
  const isNoAddress = syscall === 'listen' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(String(code));
  const isNoName = syscall === 'getaddrinfo' && hostname === host;
  return isNoAddress || isNoName ? `This machine has no address ${host} to listen on.\nMend HOST: 127.0.0.1 for this machine alone, 0.0.0.0 or :: to be reached from outside.` : null;
}

function aboutDatabaseUrl(error: { code?: unknown; name?: unknown; message?: unknown }, databaseUrl: string): string | null {
  const { code, name, message } = error;
  const state = sqlState(error) ?? '';
  // As the driver says it, who has decoded the parts.
  if (code === 'ERR_INVALID_URL' || name === 'URIError') return 'DATABASE_URL cannot be read.\nIn its user and password, / ? # @ : % are written as %2F %3F %23 %40 %3A %25; or choose a password of letters and digits: openssl rand -hex 24';
  if (['28P01', '28000'].includes(state)) return `The database at ${hostOf(databaseUrl)} refused the user or password in DATABASE_URL.`;
  if (state === '3D000') return `The database named in DATABASE_URL does not exist at ${hostOf(databaseUrl)}.\nMake it first: createdb ${new URL(databaseUrl).pathname.slice(1)}`;
  if (state === '42501') return `The user in DATABASE_URL may not do what a migration needs (${String(message)}).\nLet the database be theirs: ALTER DATABASE … OWNER TO …`;
  if (typeof message === 'string' && /server does not support SSL/.test(message)) return `The database at ${hostOf(databaseUrl)} has no TLS, and DATABASE_URL asks for it.\nSwitch it on there, or take sslmode out of DATABASE_URL.`;
  if (UNTRUSTED.has(String(code))) return `The certificate of the database at ${hostOf(databaseUrl)} is not trusted (${String(message)}).\nName the file of its authority: DATABASE_URL=…?sslmode=verify-full&sslrootcert=/path/ca.pem`;
  return null;
}

function aboutReach(error: object, databaseUrl: string | null): string | null {
  const { code, path } = error as { code?: unknown; path?: string };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `${path ?? 'The data folder'} cannot be written.\nMake it writable for the user who starts Weir, or set WEIR_DATA_DIR to another folder.`;
  if (isUnavailable(error)) return `The database at ${hostOf(databaseUrl)} cannot be reached.\nStart it, or mend DATABASE_URL, or leave it unset to use the embedded PostgreSQL.`;
  return null;
}

/** Host and port only: a URL in a log would give the password away. */
function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : 'its address';
}
