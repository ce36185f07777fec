/** A pattern that cannot run safely here. The message is a sentence for the rule's author: what is wrong, what to write instead. */
export class PatternError extends Error {
  override readonly name = 'PatternError';

  constructor(
    message: string,
    readonly source: string,
  ) {
    super(message);
  }
}
