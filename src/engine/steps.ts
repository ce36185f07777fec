/** Work that can be done in slices: every `yield` is a place to pause, less than a millisecond after the one before. */
export type Steps<T> = Generator<undefined, T>;

/** Does it all at once. */
export function allAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
