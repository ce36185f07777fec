/* eslint-disable @typescript-eslint/no-non-null-assertion -- because needles are densely numbered */
import { type PatternNeedle } from './needles';

/**
 * Which of the strings that patterns need were seen in a text. One for all texts of a rule set, so that a comment costs no memory:
 * it serves one scan at a time, and {@link begin} forgets the one before.
 */
export class Sightings {
  /** One bit for each clause of a pattern, valid where the scan is this one's. */
  readonly #clauses: Int32Array;
  readonly #scanOf: Int32Array;
  #scan = 0;

  constructor(needles: number) {
    this.#clauses = new Int32Array(needles);
    this.#scanOf = new Int32Array(needles);
  }

  begin(): void {
    this.#scan++;
  }

  of(id: number): number {
    return this.#scanOf[id] === this.#scan ? this.#clauses[id]! : 0;
  }

  /** Notes a clause, `known` ones included; true when it was the last that the pattern needed. */
  completes({ id, allClauses }: PatternNeedle, clause: number, known = 0): boolean {
    const isFirst = this.#scanOf[id] !== this.#scan;
    const before = isFirst ? known : this.#clauses[id]!;
    const after = before | clause;
    this.#scanOf[id] = this.#scan;
    this.#clauses[id] = after;
    return after === allClauses && (isFirst || before !== allClauses);
  }
}
