import { pointerOf, type Locate, type Problem } from './problem';

export type Path = readonly (string | number)[];

/** Gathers what a check finds and places it in the text. Problems keep a rule set from being published, warnings do not. */
export class Report {
  readonly #problems: Problem[] = [];
  readonly #warnings: Problem[] = [];

  constructor(private readonly locate: Locate) {}

  problem(path: Path, message: string): void {
    this.#problems.push(this.#placed(path, message));
  }

  warning(path: Path, message: string): void {
    this.#warnings.push(this.#placed(path, message));
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  get warnings(): readonly Problem[] {
    return this.#warnings;
  }

  #placed(path: Path, message: string): Problem {
    const pointer = pointerOf(path);
    return { pointer, ...this.locate(pointer), message };
  }
}
