/** After so many failures in a row nobody is asked for a while. */
const MOST_FAILURES = 5;
const REST_MS = 30_000;

/** Spares comments the wait for somebody who does not answer: after five failures in a row it is open for half a minute, then one call may try. */
export class CircuitBreaker {
  #failures = 0;
  #openUntil = 0;
  #isTrying = false;

  /** Whether a call may be made now; if it was open, this is the one call that tries, and the others wait for what comes of it. */
  admits(now: number): boolean {
    if (this.#failures < MOST_FAILURES) return true;
    if (now < this.#openUntil || this.#isTrying) return false;
    this.#isTrying = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#isTrying = false;
  }

  failed(now: number): void {
    this.#failures++;
    this.#isTrying = false;
    if (this.#failures >= MOST_FAILURES) this.#openUntil = now + REST_MS;
  }
}
