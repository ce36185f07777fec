/** Why a client's callback will not be called, as a sentence; null when it will, or when there is none. */
export function callbackProblem(callback: string | null, allowed: readonly string[]): string | null {
  if (callback === null) return null;
  const url = URL.canParse(callback) ? new URL(callback) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return 'The callback is not an http address.';
  // A host as URLs write it: letters, digits, dots, hyphens and a port, so that nothing of a stranger's reaches the list of calls.
  return allowed.includes(url.host) ? null : `Nobody will be called back: allow ${/^[a-z0-9.:[\]-]{1,100}$/.test(url.host) ? url.host : 'the host'} in the settings of the connection.`;
}
