import { ConfigError } from '../platform/config/config';
import { DatabaseTooOldError, RestoreUnfinishedError } from '../platform/database/data-source';
import { isUnavailable, sqlState } from '../platform/database/failures';
import { EmbeddedPostgresError } from '../platform/embedded/embedded-postgres-error';
import { OtherSecretError, SecretChangedTooSoonError } from './open-secrets';

const OTHER_SECRET =
  'Give the one that it had before in WEIR_SECRET_BEFORE (in a data folder: in the file secret.before) until the service has said that nothing is sealed with it any more, or put it back. ' +
  'If it is lost: npm run backup, then npm run restore -- FILE --other-secret into a new database; docs/operations.md says what is lost with it.';

/** Why the service did not start, and what the person at the terminal can do about it. Null: nothing we foresaw. */
export function adviceFor(error: unknown, { databaseUrl, port }: { databaseUrl: string | null; port: number }): string | null {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof EmbeddedPostgresError) return `${error.message}\n${error.advice}`;
  if (error instanceof DatabaseTooOldError) return `${error.message}\nUpgrade it, or leave DATABASE_URL unset to use the embedded PostgreSQL.`;
  if (error instanceof RestoreUnfinishedError) return `${error.message}\nDo it again: npm run restore -- FILE`;
  if (error instanceof OtherSecretError) return `${error.message}\n${OTHER_SECRET}`;
  if (error instanceof SecretChangedTooSoonError) return `${error.message}\nStart it once with the WEIR_SECRET that it had and without WEIR_SECRET_BEFORE (in a data folder: without the file secret.before); then change it.`;
  if (typeof error !== 'object' || error === null) return null;
  const { code } = error as { code?: unknown };
  if (code === 'EADDRINUSE') return `Port ${String(port)} is taken by another program.\nStop that one, or choose another port: PORT=${String(port + 1)} npm start`;
  if (code === 'EACCES' && (error as { syscall?: unknown }).syscall === 'listen') return `This user may not listen on port ${String(port)}.\nChoose one above 1023: PORT=3000 npm start`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `${(error as { path?: string }).path ?? 'The data folder'} cannot be written.\nMake it writable for the user who starts Weir, or set WEIR_DATA_DIR to another folder.`;
  if (databaseUrl !== null && ['28P01', '28000'].includes(sqlState(error) ?? '')) return `The database at ${hostOf(databaseUrl)} refused the user or password in DATABASE_URL.`;
  if (databaseUrl !== null && sqlState(error) === '3D000') return `The database named in DATABASE_URL does not exist at ${hostOf(databaseUrl)}.\nMake it first: createdb ${new URL(databaseUrl).pathname.slice(1)}`;
  if (isUnavailable(error)) return `The database at ${hostOf(databaseUrl)} cannot be reached.\nStart it, or mend DATABASE_URL, or leave it unset to use the embedded PostgreSQL.`;
  return null;
}

/** Host and port only: a URL in a log would give the password away. */
function hostOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : 'its address';
}
