import type { JudgedEvent } from '../facts';

/** What the check may know of the site a rule set is for. What is not told is not warned about. */
export interface CheckOptions {
  /** Ordinary words: each term that looks inside words is tried on them. */
  readonly dictionary?: readonly string[];
  /** Fields of the language that this site has never sent or had a value for. */
  readonly neverSent?: ReadonlySet<string>;
  /** Signals that are computed for this site, without `signal.`. */
  readonly signals?: readonly string[];
  /** Id of a counter or near-duplicate plan → for how many seconds it has been kept. One that is not named begins when the rules do. */
  readonly counted?: ReadonlyMap<string, number>;
  /** Events after which comments of this site are judged. */
  readonly judges?: ReadonlySet<JudgedEvent>;
  /** Milliseconds since 1970: what has already ended. */
  readonly now?: number;
}
