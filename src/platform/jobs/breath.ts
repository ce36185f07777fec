import { setImmediate as nextTurn } from 'node:timers/promises';

/** What long work may take of the one thread before whatever waits has its turn. */
const TURN_MS = 10;

/** Long work in turns: nobody who sends a comment waits for what is learned of others, however long they are. */
export class Breath {
  #until = performance.now() + TURN_MS;

  /** To be called between two pieces of the work. Lets requests and others go first once a turn is used up; else it returns at once. */
  async take(): Promise<void> {
    if (performance.now() < this.#until) return;
    await nextTurn();
    this.#until = performance.now() + TURN_MS;
  }
}
