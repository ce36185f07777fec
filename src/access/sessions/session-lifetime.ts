/** A browser that nobody uses is signed out after half a day, and any browser after a week. */
export const IDLE_MS = 12 * 3_600_000;
export const LIFETIME_MS = 7 * 24 * 3_600_000;

export function isSessionAlive({ lastSeenAt, expiresAt }: { readonly lastSeenAt: Date; readonly expiresAt: Date }, now: Date): boolean {
  return expiresAt > now && lastSeenAt.getTime() + IDLE_MS > now.getTime();
}
