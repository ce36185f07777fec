const QUIET_MS = 1_000;

/** Runs a step of the start; says so when it takes longer than a second, and how long it took. */
export async function progress<T>(what: string, step: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const timer = setTimeout(() => process.stderr.write(`${what} …\n`), QUIET_MS);
  try {
    return await step();
  } finally {
    clearTimeout(timer);
    const seconds = (Date.now() - began) / 1_000;
    if (seconds > QUIET_MS / 1_000) process.stderr.write(`${what} took ${seconds.toFixed(1)} s\n`);
  }
}
