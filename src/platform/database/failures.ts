/** The SQLSTATE of a database error, however TypeORM wrapped it; null when it is none. */
export function sqlState(error: unknown): string | null {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown; driverError?: unknown }).driverError ?? (at as { cause?: unknown }).cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return null;
}

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** TypeORM lets go of a connection that breaks between two statements, and refuses the next one in words of its own. */
const LOST_MESSAGES = /connection terminated|timeout exceeded when trying to connect|connection timeout|client has encountered a connection error|not queryable|database is not ready|connection ended|query runner already released/i;

/** Whether the database could not be reached, is starting, stopping or full: a retry later makes sense. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  // 08 connection, 53 resources, 57P shutdown and startup, 57014 cancelled by the statement timeout, 25P03 idle in transaction.
  if (state !== null && /^(08|53|57P)|^57014$|^25P03$/.test(state)) return true;
  for (let at: unknown = error; at instanceof Error; at = (at as { driverError?: unknown }).driverError ?? at.cause) {
    const { code, syscall } = at as { code?: unknown; syscall?: unknown };
    if (typeof code === 'string' && NETWORK_CODES.has(code)) return true;
    // A socket file that is not there; any other file is none of the database's.
    if (code === 'ENOENT' && syscall === 'connect') return true;
    if (LOST_MESSAGES.test(at.message)) return true;
    if (at instanceof AggregateError && at.errors.some((inner) => isUnavailable(inner))) return true;
  }
  return false;
}
