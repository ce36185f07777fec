/** Something wrong with a rule set, told to the person who wrote it. */
export interface Problem {
  /** JSON pointer into the document: `/rules/3/when/text`. */
  readonly pointer: string;
  /** From 1; 0 when the document did not come from a text. */
  readonly line: number;
  readonly column: number;
  /** A sentence that says what is wrong and, where it can, what to write instead. */
  readonly message: string;
}

export type Locate = (pointer: string) => { readonly line: number; readonly column: number };

export const nowhere: Locate = () => ({ line: 0, column: 0 });

export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function pathOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
